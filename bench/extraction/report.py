"""Tallies as tables."""

from collections.abc import Mapping
from statistics import mean, median

from rich import box
from rich.table import Table

from bench.extraction.scores import Tally

HEADS = (
    "pages", "exact day", "instant", "missing", "wrong", "high wrong", "in low", "headline", "authors", "body F1",
    "<.5", "ms", "p95", "crashed", "refused",
)  # fmt: skip


def table(title: str, rows: Mapping[tuple[str, str], Tally]) -> Table:
    """One line for each (group, reader)."""
    found = Table(title, "reader", *HEADS, box=box.SIMPLE_HEAD)
    for (group, reader), tally in rows.items():
        found.add_row(group, reader, *row(tally))
    return found


def row(tally: Tally) -> list[str]:
    """The cells under `HEADS`; "–" where nothing is known or the reader does not read it."""
    times = sorted(tally.milliseconds)
    dated, days = tally.days.total(), tally.days
    return [
        str(len(times)),
        share(days["right"], dated),
        share(sum(tally.instants), len(tally.instants)),
        share(days["missing"], dated),
        share(days["wrong"], dated),
        *_sureness(tally),
        share(sum(tally.headlines), len(tally.headlines)),
        share(sum(tally.authors), len(tally.authors)),
        f"{mean(tally.bodies):.4f}" if tally.bodies else "–",
        str(sum(score < 0.5 for score in tally.bodies)) if tally.bodies else "–",
        f"{median(times):.1f}",
        f"{times[int(0.95 * len(times))]:.1f}",
        str(tally.crashes),
        str(tally.refused.total()),
    ]


def _sureness(tally: Tally) -> tuple[str, str]:
    """The share of wrong days among those of high confidence, and of all wrong ones that low confidence holds."""
    counts = tally.confidences
    high = counts["high", True] + counts["high", False]
    wrong = sum(count for (_, right), count in counts.items() if not right)
    return share(counts["high", False], high), share(counts["low", False], wrong)


def share(part: int, whole: int) -> str:
    """A share with three digits; "–" of nothing.

    >>> share(1, 3), share(0, 0)
    ('0.333', '–')
    """
    return f"{part / whole:.3f}" if whole else "–"
