"""What a back-test found, on a terminal and for machines."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from rich.table import Table

from monitor.commands.item_fields import plain
from monitor.commands.item_view import console, safe
from monitor.watches.backtest import BackTest, Term

LEVELS = "▁▂▃▄▅▆▇█"
# Wider than this a plot counts weeks, or longer times, in place of days.
COLUMNS = 60
MOST_ROWS = 12


def print_back_test(result: BackTest) -> None:
    """Prints counts first, then the plot, the sources, the terms and the latest finds."""
    output = console()
    for line in summary_lines(result):
        output.print(safe(line), soft_wrap=True)
    if not result.found:
        return
    for line in plot_lines(result):
        output.print(line)
    output.print(_counts("source", result.sources))
    output.print(_counts("language", result.languages))
    output.print(_terms(result))
    for line in term_lines(result):
        output.print(safe(line), soft_wrap=True)
    output.print("Latest:")
    for item in reversed(result.newest):
        output.print(safe(f"  {plain(item['dated'])[:10]} {item['source']}: {item['headline']}"), soft_wrap=True)


def summary_lines(result: BackTest) -> Iterator[str]:
    """How many, how many a day, how they were judged."""
    days = max(round((result.until - result.since).total_seconds() / 86_400), 1)
    yield f"Found in {result.found:,} of {result.total:,} items of the last {days:,} days{often(result.a_day)}."
    judged = result.relevant + result.not_relevant
    if judged:
        share = f"{result.relevant / judged:.0%}"
        yield f"Judged so far: {result.relevant:,} relevant, {result.not_relevant:,} not relevant ({share} relevant)."
    elif result.found:
        yield "None of them has been judged so far."


def often(a_day: float) -> str:
    """How often that is, as the end of a sentence.

    >>> often(2.54), often(0.25), often(0)
    (': 2.5 a day', ': one in 4 days', '')
    """
    if a_day >= 1:
        return f": {a_day:.1f} a day"
    return f": one in {1 / a_day:.0f} days" if a_day else ""


def plot_lines(result: BackTest) -> Iterator[str]:
    """Finds over time as a row of small bars, with the highest of them named."""
    first, last = result.since.date(), max(result.until.date(), *result.days)
    first = min(first, *result.days)
    step = -(-((last - first).days + 1) // COLUMNS)
    counts = buckets(result.days, first, last, step)
    most = max(counts)
    bars = "".join(LEVELS[-(-count * (len(LEVELS) - 1) // most)] if count else " " for count in counts)
    unit = "day" if step == 1 else f"{step} days"
    yield f"{first} ▕{bars}▏ {last}  at most {most:,} in {unit if step > 1 else 'a day'}"


def buckets(days: Counter[date], first: date, last: date, step: int) -> list[int]:
    """Counts of `step` days each, from the first day to the last.

    >>> buckets(Counter({date(2026, 3, 1): 2, date(2026, 3, 4): 1}), date(2026, 3, 1), date(2026, 3, 5), 2)
    [2, 1, 0]
    """
    counts = [0] * ((last - first) // timedelta(days=step) + 1)
    for day, count in days.items():
        counts[(day - first) // timedelta(days=step)] += count
    return counts


def _counts(heading: str, counts: Counter[str]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(heading, overflow="fold")
    table.add_column("found", justify="right")
    for name, count in counts.most_common(MOST_ROWS):
        table.add_row(safe(name or "unknown"), f"{count:,}")
    if len(counts) > MOST_ROWS:
        table.add_row(f"and {len(counts) - MOST_ROWS} more", "")
    return table


def _terms(result: BackTest) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("term", overflow="fold")
    for heading in ("in finds", "relevant", "not relevant"):
        table.add_column(heading, justify="right")
    for term in result.noisiest[:MOST_ROWS]:
        table.add_row(safe(term.leaf), *(f"{count:,}" for count in (term.items, term.relevant, term.not_relevant)))
    return table


def term_lines(result: BackTest) -> Iterator[str]:
    """What stands out among the terms."""
    noise = [term for term in result.noisiest if term.is_noise]
    if noise:
        yield f"Most of what these bring was judged not relevant: {_listed(noise)}"
    if result.never_hit:
        yield f"Part of no find: {', '.join(result.never_hit)}"


def _listed(terms: Sequence[Term]) -> str:
    return ", ".join(f"{term.leaf} ({term.not_relevant} of {term.relevant + term.not_relevant})" for term in terms)


def back_test_values(result: BackTest) -> dict[str, Any]:
    """The result as JSON can hold it."""
    return {
        "since": result.since,
        "until": result.until,
        "items": result.total,
        "looked_at": result.looked_at,
        "found": result.found,
        "a_day": round(result.a_day, 3),
        "relevant": result.relevant,
        "not_relevant": result.not_relevant,
        "days": {day.isoformat(): result.days[day] for day in sorted(result.days)},
        "sources": dict(result.sources.most_common()),
        "languages": dict(result.languages.most_common()),
        "terms": [
            {"term": one.leaf, "items": one.items, "relevant": one.relevant, "not_relevant": one.not_relevant,
             "noise": one.is_noise}
            for one in result.noisiest
        ],
        "never_hit": result.never_hit,
        "latest": list(reversed(result.newest)),
    }  # fmt: skip
