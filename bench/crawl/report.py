"""The result as tables for a person or as one JSON object for a machine."""

import json
import platform
from dataclasses import asdict

from rich import box
from rich.console import Console
from rich.table import Table

from bench.crawl.reading import Reading
from bench.crawl.summary import Medians, Verdict, compared, middle, verdicts

_PEERS = ("scrapy", "scrapy+trafilatura", "news-please")
_WORDS = {True: "reached", False: "missed", None: "not measured"}


def print_report(console: Console, readings: list[Reading]) -> None:
    """Three tables: what was measured, the monitor against its peers, and the targets."""
    medians = middle(readings)
    for table in (_measured(medians), _ratios(medians), _targets(verdicts(medians))):
        # On a terminal with lines; elsewhere in a form that can be pasted into a page of the docs.
        table.box = box.ROUNDED if console.is_terminal else box.MARKDOWN
        if table.row_count:
            console.print(table)
    for row in medians.values():
        if row.fault:
            console.print(f"{row.contestant}: {row.fault}", markup=False)


def as_json(readings: list[Reading]) -> str:
    """Every reading, the medians and the verdicts."""
    medians = middle(readings)
    value = {
        "machine": {"system": platform.platform(), "python": platform.python_version()},
        "readings": [asdict(reading) for reading in readings],
        "medians": {name: asdict(row) for name, row in medians.items()},
        "verdicts": [asdict(verdict) | {"met": verdict.met} for verdict in verdicts(medians)],
    }
    return json.dumps(value, indent=2)


def _measured(medians: dict[str, Medians]) -> Table:
    table = _table("Medians", "contestant", "rounds", "CPU ms/page", "pages/s", "peak MB", "requests", "MB sent")
    for row in medians.values():
        # A second run reads no page, so a price for each page would mean nothing.
        price = "" if row.contestant == "monitor again" else f"{row.cpu_ms_per_page:.2f}"
        speed = "" if row.contestant == "monitor again" else f"{row.pages_per_second:.0f}"
        numbers = (price, speed, f"{row.memory_mb:.0f}", f"{row.requests:.0f}", f"{row.size / 1e6:.2f}")
        table.add_row(row.contestant, str(row.rounds), *(numbers if row.rounds else ("failed", "", "", "", "")))
    return table


def _ratios(medians: dict[str, Medians]) -> Table:
    table = _table("The monitor as a multiple of its peers", "pair", "CPU/page", "pages/s", "peak memory")
    for one in ("monitor", "monitor, 1 worker", "monitor, fetch+store"):
        for other in _PEERS:
            multiples = compared(medians, one, other)
            if multiples is not None:
                table.add_row(f"{one} / {other}", *(f"{multiple:.2f}" for multiple in multiples))
    return table


def _targets(found: list[Verdict]) -> Table:
    table = _table("Targets", "ratio", "target", "measured", "")
    for verdict in found:
        bound = f"{'at least' if verdict.at_least else 'at most'} {verdict.bound:g}"
        table.add_row(
            verdict.target, bound, "" if verdict.value is None else f"{verdict.value:.3f}", _WORDS[verdict.met]
        )
    return table


def _table(title: str, first: str, *others: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(first, no_wrap=True)
    for name in others:
        table.add_column(name, justify="right", no_wrap=True)
    return table
