"""Thousands of queries on articles: items a second on one core, beside one regular expression for each query.

    python -m bench.matching [FOLDER…] [--queries N]… [--items N]

A folder holds `truth.jsonl` with `title` and `body` of real pages; without one the articles are made up.
The queries have 12 leaves on average and are made of the articles' own words. Times are CPU times.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from random import Random

from rich import box
from rich.console import Console
from rich.table import Table

from bench.matching.measure import Measured, measured
from bench.matching.queries import Words, long_or, on_the, only_on_the, queries
from bench.matching.texts import made, real
from monitor.matching.text import Text

SIZES = (100, 1_000, 10_000, 100_000)
_LOOPS = {100: 40, 1_000: 10, 10_000: 2}  # articles that the loop gets for each number of queries


def arguments() -> Namespace:
    """What the command line asks for."""
    parser = ArgumentParser(prog="python -m bench.matching", description="Measure the matching of watches.")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--queries", action="append", type=int, help="only so many queries (can be given again)")
    parser.add_argument("--items", type=int, default=300, help="at most so many articles")
    return parser.parse_args()


def main() -> None:
    """Prints a line for each set of queries."""
    asked, random, console = arguments(), Random(7), Console(width=160)
    texts = real(asked.folders) if asked.folders else made(asked.items, random)
    random.shuffle(texts)
    table = Table(
        "queries",
        "number",
        "items/s",
        "matches/item",
        "loop items/s",
        "times the loop",
        "build s",
        "MB",
        "agree",
        box=box.SIMPLE_HEAD,
    )
    for row in sets(texts[: asked.items], asked.queries or list(SIZES), random):
        table.add_row(*cells(row))
        console.print(f"{row.name} {row.queries:,}: {row.items:.0f} items/s", highlight=False)
    console.print(table)


def sets(texts: list[Text], sizes: list[int], random: Random) -> Iterator[Measured]:
    """Each set, measured."""
    words = Words.of(texts)
    for size in sizes:
        yield measured("generated", queries(words, size, random), texts, _LOOPS.get(size, 0))
    many = min(10_000, max(sizes))
    yield measured("the AND …", on_the(words, many, random), texts, 0)
    yield measured("nothing rarer than the", only_on_the(words, many, random), texts, 0)
    yield measured("and a long OR", [*queries(words, many, random), long_or(words, random)], texts, 0)


def cells(row: Measured) -> list[str]:
    """One line of the table."""
    loop, times = (f"{row.loop:.2f}", f"{row.items / row.loop:.0f}") if row.loop else ("–", "–")
    same, asked = row.agreement
    return [
        row.name, f"{row.queries:,}", f"{row.items:.0f}", f"{row.matches:.1f}", loop, times,
        f"{row.build:.1f}", f"{row.megabytes:.0f}", f"{same:,} of {asked:,}",
    ]  # fmt: skip


if __name__ == "__main__":
    main()
