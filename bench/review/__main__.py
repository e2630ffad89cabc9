"""`python -m bench.review`: how long the pages take above a million items and 200,000 alerts."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bench.review.build import Size
from bench.review.report import print_report
from monitor.commands.loading import load


def main(
    home: Annotated[Path, typer.Option(help="Where the database is kept; built at the first run.")] = Path(
        ".bench/review"
    ),
    items: Annotated[int, typer.Option(min=1)] = 1_000_000,
    alerts: Annotated[int, typer.Option(min=1)] = 200_000,
    rounds: Annotated[int, typer.Option(min=5, help="Requests of each kind.")] = 60,
) -> None:
    """Builds once, then asks every list for its first and for later pages, and judges alerts."""
    # Loaded as every command loads what it runs, which decides how often garbage is looked for.
    measure = load("bench.review.measure").measure
    print_report(asyncio.run(measure(home.absolute(), Size(items=items, alerts=alerts), rounds)))


if __name__ == "__main__":
    typer.run(main)
