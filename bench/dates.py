"""Right, wrong and missing dates on a folder of real pages, side by side with htmldate.

    python -m bench.dates FOLDER… [--wrong] [--limit N]

A folder holds `truth.jsonl` with `file`, `url` and `published` of each page, and the pages, packed with
gzip; or folders that do.
The exact day is the one printed at the site. Where a collection knows days only, some of them are
those in UTC; the column "or in UTC" takes them as right as well.
"""

import gzip
import json
import time
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

import htmldate
from lxml.html import HtmlElement
from rich.console import Console
from rich.table import Table

from bench.folders import TRUTH, page_folders
from monitor.extract.dates.choice import Choice, choose
from monitor.extract.dates.evidence import date_candidates
from monitor.extract.decoding import decode
from monitor.extract.jsonld import read_json_ld
from monitor.extract.tree import parse
from monitor.items import DateCandidate, Link, Site


@dataclass(frozen=True, slots=True)
class Truth:
    """One page and when it came out; `instant` where the collection knows it."""

    url: str
    page: bytes
    day: date
    instant: datetime | None


@dataclass(slots=True)
class Tally:
    """What one reader made of all pages. Times are CPU milliseconds a page."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    right_in_utc: int = 0
    instants: int = 0
    by_confidence: Counter[tuple[str, bool]] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)


def truths(folder: Path, limit: int | None) -> Iterator[Truth]:
    """The pages of a folder whose day is known."""
    with (folder / TRUTH).open(encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["published"]]
    for row in rows[:limit]:
        moment = datetime.fromisoformat(row["published"])
        instant = moment.astimezone(UTC) if moment.tzinfo else None
        yield Truth(row["url"], gzip.decompress((folder / row["file"]).read_bytes()), moment.date(), instant)


def tree_of(page: bytes) -> HtmlElement:
    """The tree that everything else is read from too; what it costs is not counted here."""
    tree = parse(decode(page))
    assert tree is not None, "a page of the collection is empty"
    return tree


def read(truth: Truth, now: datetime, tally: Tally) -> tuple[Choice | None, list[DateCandidate]]:
    """Our own reading of a page of which nothing is known beforehand but its language."""
    tree = tree_of(truth.page)
    site = Site(languages=tuple(filter(None, [tree.get("lang") or tree.get("xml:lang")])))
    started = time.process_time()
    found = date_candidates(tree, truth.url, read_json_ld(tree), site, now, Link(truth.url))
    choice = choose(found, now)
    tally.milliseconds.append(1000 * (time.process_time() - started))
    return choice, found


def read_with_htmldate(truth: Truth, tally: Tally) -> date | None:
    """htmldate's answer with all it has."""
    tree = tree_of(truth.page)
    started = time.process_time()
    text = htmldate.find_date(tree, url=truth.url, extensive_search=True, original_date=True)
    tally.milliseconds.append(1000 * (time.process_time() - started))
    return date.fromisoformat(text) if text else None


def count(tally: Tally, day: date | None, truth: Truth) -> None:
    """Books one answer."""
    tally.missing += day is None
    tally.right += day == truth.day
    tally.wrong += day not in (None, truth.day)


def measure(pages: list[Truth], now: datetime, console: Console, show_wrong: bool) -> tuple[Tally, Tally]:
    """Both readers over all pages."""
    ours, theirs = Tally(), Tally()
    for page in pages:
        choice, found = read(page, now, ours)
        day = choice.candidate.day if choice and choice.candidate.precision != "month" else None
        count(ours, day, page)
        if choice and day:
            ours.by_confidence[choice.confidence, day == page.day] += 1
            instant = choice.candidate.instant
            ours.right_in_utc += page.day in (day, instant.date() if instant else day)
            ours.instants += bool(instant and page.instant and abs((instant - page.instant).total_seconds()) <= 60)
        if show_wrong and day != page.day:
            console.print(page.url, page.day, "read", day, choice.confidence if choice else "", markup=False)
            for one in found:
                console.print("   ", one.evidence, one.day, one.precision, repr(one.raw[:70]), markup=False)
        count(theirs, read_with_htmldate(page, theirs), page)
    return ours, theirs


def table(ours: Tally, theirs: Tally, pages: list[Truth], name: str) -> Table:
    """One line a reader."""
    total = len(pages)
    result = Table(title=f"{name}: {total} dated pages")
    for heading in ("", "exact day", "or in UTC", "wrong", "missing", "CPU ms median", "p95"):
        result.add_column(heading, justify="right")
    for reader, tally in (("monitor", ours), ("htmldate extensive", theirs)):
        times = sorted(tally.milliseconds)
        result.add_row(
            reader, f"{tally.right / total:.3f}",
            f"{tally.right_in_utc / total:.3f}" if tally is ours else "", str(tally.wrong), str(tally.missing),
            f"{median(times):.1f}", f"{times[int(0.95 * len(times))]:.1f}",
        )  # fmt: skip
    return result


def confidence_table(ours: Tally, pages: list[Truth]) -> Table:
    """How often each confidence was right, which holds the wrong ones, and instants where known."""
    result = Table(title="confidence")
    all_wrong = sum(count for (_, is_right), count in ours.by_confidence.items() if not is_right)
    for heading in ("confidence", "dates", "right", "wrong", "wrong share", "of all wrong"):
        result.add_column(heading, justify="right")
    for confidence in ("high", "medium", "low"):
        right, wrong = ours.by_confidence[confidence, True], ours.by_confidence[confidence, False]
        shares = f"{wrong / max(1, right + wrong):.3f}", f"{wrong / max(1, all_wrong):.2f}"
        result.add_row(confidence, str(right + wrong), str(right), str(wrong), *shares)
    instants = sum(page.instant is not None for page in pages)
    if instants:
        result.caption = f"instant within a minute: {ours.instants} of {instants} ({ours.instants / instants:.3f})"
    return result


def arguments() -> Namespace:
    """The words of the call."""
    parser = ArgumentParser(
        prog="python -m bench.dates", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--wrong", action="store_true", help="list every page that is not right")
    parser.add_argument("--limit", type=int)
    return parser.parse_args()


def main() -> None:
    """Measures each folder and prints its tables."""
    options, console = arguments(), Console()
    for name, folder in page_folders(options.folders).items():
        pages = list(truths(folder, options.limit))
        if not pages:
            console.print(f"{name}: no page of a known day", highlight=False)
            continue
        ours, theirs = measure(pages, datetime.now(UTC), console, options.wrong)
        console.print(table(ours, theirs, pages, name))
        console.print(confidence_table(ours, pages))


if __name__ == "__main__":
    main()
