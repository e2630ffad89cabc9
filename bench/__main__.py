"""`python -m bench`: every measurement, one after the other; see docs/benchmarks.md."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer


def main(
    pages: Annotated[
        Path | None,
        typer.Option(help="A folder of real pages with known answers; without it dates, texts and stories wait."),
    ] = None,
) -> None:
    """Measure the crawl, date strings, watches and, on a folder of real pages, dates and texts beside other tools.

    Example: python -m bench --pages FOLDER
    """
    failed = []
    for module, words in measurements(pages):
        typer.secho(f"\n{module} {' '.join(words)}", bold=True)
        if subprocess.run([sys.executable, "-m", module, *words], check=False).returncode:
            failed.append(module)
    if failed:
        typer.echo(f"Did not come to their end: {', '.join(failed)}.", err=True)
        raise typer.Exit(1)


def measurements(pages: Path | None) -> Iterator[tuple[str, list[str]]]:
    """Each module with its arguments, the quickest first."""
    folders = [str(truth.parent) for truth in sorted(pages.rglob("truth.jsonl"))] if pages is not None else []
    yield "bench.date_strings", []
    yield "bench.matching", folders
    if pages is not None:
        yield "bench.dates", folders
        yield "bench.extraction", folders
    yield "bench.duplicates", [] if pages is None else [str(pages)]
    yield "bench.schedule", ["--share", "0.3", "--years", "0.1"]
    yield "bench.search", []
    yield "bench.review", ["--items", "100000", "--alerts", "20000"]
    yield "bench.crawl", []


if __name__ == "__main__":
    typer.run(main)
