"""The table of the measurements, and whether the promises hold."""

from collections.abc import Sequence
from statistics import median, quantiles

from rich.console import Console
from rich.table import Table

from bench.review.measure import Timing

PAGE_MS, JUDGEMENT_MS, LARGEST_KB = 100, 30, 60


def print_report(timings: Sequence[Timing]) -> None:
    """One line for each list, slowest last."""
    table = Table("list", "requests", "median ms", "p95 ms", "largest kB", "holds", box=None)
    for timing in sorted(timings, key=p95):
        within = JUDGEMENT_MS if timing.name == "a judgement" else PAGE_MS
        holds = p95(timing) <= within and timing.largest <= LARGEST_KB * 1000
        numbers = (f"{median(timing.seconds) * 1000:.0f}", f"{p95(timing):.0f}", f"{timing.largest / 1000:.0f}")
        table.add_row(timing.name, str(len(timing.seconds)), *numbers, "yes" if holds else "NO")
    Console(width=120).print(table)


def p95(timing: Timing) -> float:
    """The time that 95 of 100 requests keep within, in milliseconds.

    >>> round(p95(Timing("x", [0.001 * n for n in range(1, 101)])))
    95
    """
    return quantiles(timing.seconds, n=20, method="inclusive")[-1] * 1000
