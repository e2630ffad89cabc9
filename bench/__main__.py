"""`python -m bench`: every measurement, one after the other."""

import typer

from bench.crawl.__main__ import main

if __name__ == "__main__":
    typer.run(main)
