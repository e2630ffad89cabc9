"""Headline, authors, body F1, verdict and CPU time on folders of real pages, side by side with Trafilatura.

    python bench/extraction.py FOLDER… [--every N] [--misses]

A folder holds `pages/*.html.gz` and `truth.jsonl` with `file url title authors body` of each page; null
is unknown. Every page of such a folder is an article, so each one that is refused is a miss. The
two readers take turns page by page, so that a busy machine slows both. Columns: exact headline, exact
set of authors, F1 of the body's 4-word runs, bodies under .5, CPU milliseconds a page (mean, median,
95th percentile), pages refused.
"""

import gzip
import json
import logging
import re
import time
import unicodedata
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean, median

import trafilatura
from rich.console import Console
from rich.table import Table

from monitor.extract.page import read_page
from monitor.extract.reading import NotAnArticle
from monitor.items import Link, Page, Site

_TOKEN = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\\W_]+")


@dataclass(frozen=True, slots=True)
class Truth:
    """One page and what is known of it."""

    url: str
    page: bytes
    title: str | None
    authors: list[str] | None
    body: str | None


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader made of a page; `refused` says why it took it for no article."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    body: str = ""
    refused: str = ""


@dataclass(slots=True)
class Tally:
    """Results of one reader over all pages of a folder."""

    headlines: list[bool] = field(default_factory=list)
    authors: list[bool] = field(default_factory=list)
    bodies: list[float] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)

    def add(self, truth: Truth, read: Read, milliseconds: float) -> None:
        """Counts one page. A refused page counts as wrong in everything that is known of it."""
        self.milliseconds.append(milliseconds)
        if read.refused:
            self.refused[read.refused] += 1
        if truth.title:
            self.headlines.append(read.headline.split() == truth.title.split())
        if truth.authors:
            self.authors.append(set(read.authors) == set(truth.authors))
        if truth.body:
            self.bodies.append(body_f1(read.body, truth.body))


def truths(folder: Path, every: int) -> Iterator[Truth]:
    """The pages of a folder, or every n-th of them."""
    with (folder / "truth.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows[::every]:
        page = gzip.decompress((folder / row["file"]).read_bytes())
        yield Truth(row["url"], page, row["title"], row["authors"], row["body"])


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four tokens; in scripts without spaces each character is one."""
    tokens = _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())
    if len(tokens) < 4:
        return Counter([tuple(tokens)] if tokens else [])
    return Counter(zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False))


def body_f1(found: str, expected: str) -> float:
    """How far two texts agree, from 0 to 1.

    >>> body_f1("one two three four five", "one two three four five"), body_f1("", "one two three four")
    (1.0, 0.0)
    """
    one, other = _shingles(found), _shingles(expected)
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def read_ours(truth: Truth) -> Read:
    """The whole reading of a page: verdict, dates, language and all."""
    now = datetime(2030, 1, 1, tzinfo=UTC)
    found = read_page(Page("bench", truth.url, truth.page, "text/html", Link(truth.url), Site(), now), now)
    if isinstance(found, NotAnArticle):
        return Read(refused=found.reason)
    return Read(found.headline, tuple(found.authors), found.body)


def read_trafilatura(truth: Truth) -> Read:
    """Trafilatura with its defaults, metadata and the date included."""
    found = trafilatura.extract(truth.page, url=truth.url, with_metadata=True, output_format="json")
    values = json.loads(found) if found else {}
    authors = tuple(name for name in (values.get("author") or "").split("; ") if name)
    return Read(values.get("title") or "", authors, values.get("text") or "", "" if found else "nothing found")


READERS: dict[str, Callable[[Truth], Read]] = {"monitor": read_ours, "trafilatura": read_trafilatura}


def run(folder: Path, every: int, misses: Console | None) -> dict[str, Tally]:
    """Reads all pages with all readers, in turns."""
    tallies = {name: Tally() for name in READERS}
    for truth in truths(folder, every):
        for name, reader in READERS.items():
            started = time.process_time()
            read = reader(truth)
            tallies[name].add(truth, read, 1000 * (time.process_time() - started))
            if misses and name == "monitor" and read.refused:
                misses.print(f"{read.refused}: {truth.url}", highlight=False)
    return tallies


def _share(values: list[bool]) -> str:
    return f"{mean(values):.3f}" if values else "–"


def _row(tally: Tally) -> list[str]:
    times = sorted(tally.milliseconds)
    return [
        str(len(times)),
        _share(tally.headlines),
        _share(tally.authors),
        f"{mean(tally.bodies):.4f}" if tally.bodies else "–",
        str(sum(score < 0.5 for score in tally.bodies)) if tally.bodies else "–",
        f"{mean(times):.1f}",
        f"{median(times):.1f}",
        f"{times[int(0.95 * len(times))]:.1f}",
        str(tally.refused.total()),
    ]


def _listed(refused: Counter[str]) -> str:
    return ", ".join(f"{count} {reason}" for reason, count in refused.most_common())


def _arguments() -> Namespace:
    parser = ArgumentParser(description="Measure the reading of pages on folders of real ones.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, help="only every n-th page")
    parser.add_argument("--misses", action="store_true", help="print each page that was refused")
    return parser.parse_args()


def main() -> None:
    """Prints one table for all folders, and the ratio of CPU times."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    arguments, console = _arguments(), Console()
    heads = ["pages", "headline", "authors", "F1", "<.5", "ms", "p50", "p95", "no"]
    table = Table("folder", "reader", *heads)
    spent: Counter[str] = Counter()
    reasons: list[str] = []
    for folder in arguments.folders:
        for name, tally in run(folder, arguments.every, console if arguments.misses else None).items():
            table.add_row(folder.name, name, *_row(tally))
            if tally.refused:
                reasons.append(f"{folder.name}, {name} refused: {_listed(tally.refused)}")
            spent[name] += int(1000 * sum(tally.milliseconds))
    console.print(table)
    console.print("\n".join(reasons), highlight=False)
    console.print(f"CPU in all: {spent['monitor'] / spent['trafilatura']:.2f} × Trafilatura")


if __name__ == "__main__":
    main()
