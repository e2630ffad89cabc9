"""The result as tables for a person or as one JSON object for a machine."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from bench.wordpress.judging import Judged

_COLUMNS = (
    "way",
    "found",
    "instants",
    "days",
    "undated",
    "wrong",
    "bodies",
    "requests",
    "kB",
    "2nd new",
    "after a change",
)


def print_report(console: Console, versions: str, judged: Sequence[Judged], probes: Mapping[str, Any]) -> None:
    """One table for each variant of the site, then everything that was not as expected."""
    console.print(versions, markup=False)
    for variant in dict.fromkeys(row.variant for row in judged):
        rows = [row for row in judged if row.variant == variant]
        console.print(_table(console, variant, rows))
        for row in rows:
            for line in _details(row):
                console.print(f"  {row.way}: {line}", markup=False, soft_wrap=True)
    for variant, found in probes.items():
        console.print(f"probe, {variant}: {_probed(found)}", markup=False, soft_wrap=True)


def as_json(versions: str, judged: Sequence[Judged], probes: Mapping[str, Any]) -> str:
    """Every number and name."""
    return json.dumps({"versions": versions, "ways": [asdict(row) for row in judged], "probes": dict(probes)}, indent=1)


def _table(console: Console, title: str, rows: Sequence[Judged]) -> Table:
    table = Table(title=title, title_justify="left", box=box.ROUNDED if console.is_terminal else box.MARKDOWN)
    for name in _COLUMNS:
        table.add_column(name, no_wrap=True, justify="left" if name in ("way", "after a change") else "right")
    for row in rows:
        table.add_row(
            row.way,
            f"{row.found}/{row.expected}",
            *(str(number) for number in (row.instants, row.days, row.undated, len(row.wrong_dates))),
            f"{row.whole}/{row.found}",
            " ".join(str(number) for number in row.requests),
            " ".join(str(number) for number in row.kilobytes),
            str(row.again_new),
            row.after,
        )
    return table


def _details(row: Judged) -> list[str]:
    lists = {
        "missing": row.missing, "more than expected": row.surplus, "date": row.wrong_dates, "body cut": row.cut,
        "body padded": row.padded, "title": row.wrong_titles,
    }  # fmt: skip
    lines = [f"{name}: {_some(values)}" for name, values in lists.items() if values]
    for name, counts in (("no item", row.reasons), ("error", row.errors)):
        lines += [f"{name}: {count} x {reason}" for reason, count in counts.items()]
    return lines if row.status == "finished" else [f"ended {row.status}", *lines]


def _some(values: Sequence[str], most: int = 4) -> str:
    more = f"; and {len(values) - most} more" if len(values) > most else ""
    return "; ".join(values[:most]) + more


def _probed(found: Mapping[str, Any]) -> str:
    entries = found.get("entries", found.get("source", {}).get("entries", []))
    return "; ".join(f"{entry['kind']} {entry['url']}" for entry in entries) or "nothing"
