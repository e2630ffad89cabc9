"""`python -m bench.search`: searches and back-tests over very many items, next to MongoDB's text index."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bench.search.measure import measure
from bench.search.report import print_report


def main(
    items: Annotated[int, typer.Option(min=1_000, help="A million takes half an hour to build, and 3 GB.")] = 100_000,
    rounds: Annotated[int, typer.Option(min=5, help="Searches of each kind.")] = 60,
    home: Annotated[
        Path | None, typer.Option(help="A folder to build in and to use again; else it is removed.")
    ] = None,
    peer: Annotated[bool, typer.Option(help="Ask MongoDB's text index too.")] = True,
) -> None:
    """Stores made-up texts, builds the index, and asks."""
    print_report(asyncio.run(measure(items, rounds, home.absolute() if home else None, peer=peer)))


if __name__ == "__main__":
    typer.run(main)
