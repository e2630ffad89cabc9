"""The table at the end of a crawl: what became of every address, source by source."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.commands.item_view import safe
from monitor.ledger import RunSummary

COUNTS = ("seen", "new", "known", "duplicate", "not_article", "quarantined", "left")
HEADINGS = ("seen", "new", "known", "dupl.", "no art.", "quar.", "left")
COLOURS = {"finished": "green", "partial": "yellow", "interrupted": "yellow"}
WITHOUT_TERMINAL = 140  # columns
MEASURES = ("time", "bytes")


def print_summary(runs: list[RunSummary], *, skipped: int, log: Path | None = None) -> None:
    """Prints the table, the causes below it, and what the words mean where something went wrong."""
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = WITHOUT_TERMINAL
    table = summary_table(runs)
    room = console.options.update(max_width=10 * WITHOUT_TERMINAL)
    if console.measure(table, options=room).maximum > console.width:
        table = summary_table(runs, narrow=True)
    console.print(table)
    for heading, causes in sections(runs):
        console.print(safe(f"{heading}: {listed(causes)}"), soft_wrap=True)
    if happened := events(runs):
        console.print(happened, soft_wrap=True)
    for name, reason in broken_watches(runs).items():
        console.print(safe(f"The watch {name} cannot be used: {reason}"), soft_wrap=True)
    if skipped:
        console.print(f"Stopped before {skipped} of the sources were begun; what was read is stored.")
    elif any(run.status == "interrupted" for run in runs):
        console.print("Interrupted: what was read is stored, the next crawl takes the rest.")
    waiting = sum(run.spooled for run in runs)
    if waiting:
        words = "The database went away; {} items were put on the local disk and are stored as soon as it is back."
        console.print(words.format(waiting), soft_wrap=True)
    unbalanced = [run.source for run in runs if not run.balanced]
    if unbalanced:
        console.print(f"The count does not add up for {', '.join(unbalanced)}; see {log}.", style="red")
    elif log and any(run.errors or run.quarantined for run in runs):
        console.print(f"Details with addresses: {log}", soft_wrap=True)


def summary_table(runs: Iterable[RunSummary], *, narrow: bool = False) -> Table:
    """One row a source, in the order of names, and a row of sums; `narrow` for a terminal of 80 columns.

    There time and bytes are given for all sources only, and a long name takes two lines; no count is cut.
    """
    ordered = sorted(runs, key=lambda run: run.source)
    headings = (*HEADINGS, "errors", *(() if narrow else MEASURES))
    table = Table(box=None, padding=(0, 1 if narrow else 2, 0, 0), header_style="bold")
    table.add_column("source", no_wrap=not narrow, overflow="fold")
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("ended", no_wrap=True)
    for run in ordered:
        values = numbers([run])[: len(headings)]
        table.add_row(run.source, *values, Text(run.status, style=COLOURS.get(run.status, "red")))
    if len(ordered) > 1:
        table.add_section()
        table.add_row(f"{len(ordered)} sources", *numbers(ordered)[: len(headings)], "", style="bold")
    if narrow:
        table.caption = "in all " + ", ".join(numbers(ordered)[len(headings) :])
        table.caption_justify = "left"
    return table


def numbers(runs: list[RunSummary]) -> list[str]:
    """The number columns of one run, or of several added up; the measures stand last."""
    counts = [str(sum(getattr(run, name) for run in runs)) for name in COUNTS]
    errors = sum(sum(run.errors.values()) for run in runs)
    seconds = max((run.seconds for run in runs), default=0.0)
    return [*counts, str(errors or ""), f"{seconds:.1f} s", size(sum(run.bytes for run in runs))]


def sections(runs: list[RunSummary]) -> Iterable[tuple[str, Mapping[str, int]]]:
    """The causes behind the columns, over all sources, most frequent first."""
    wanted = (
        ("Not articles", "not_article_reasons"),
        ("Duplicates", "duplicate_reasons"),
        ("Quarantined", "quarantine_reasons"),
        ("Left for the next crawl", "left_reasons"),
        ("Known pages visited again", "visits"),
        ("Dates by confidence", "dates"),
        ("New items by watch", "matches"),
    )
    for heading, name in wanted:
        counted: Counter[str] = Counter()
        for run in runs:
            counted.update(getattr(run, name))
        if counted:
            yield heading, counted
    for run in runs:
        if run.errors:
            yield f"Errors of {run.source}", run.errors


# What a run counts, in words for one and for several.
_EVENTS = {
    "changed": ("changed", "changed"),
    "gone": ("was taken down", "were taken down"),
    "back": ("is there again", "are there again"),
}


def events(runs: Iterable[RunSummary]) -> str:
    """What became of known items, in a sentence; "" where nothing did.

    >>> events([RunSummary("a", "finished", "", 1.0, changed=2, gone=1)])
    '2 items changed, 1 was taken down; `monitor items list --changed --gone` shows them.'
    >>> events([RunSummary("a", "finished", "", 1.0, back=1)])
    '1 item is there again.'
    """
    counts = {name: sum(getattr(run, name) for run in runs) for name in _EVENTS}
    happened = [(name, count) for name, count in counts.items() if count]
    if not happened:
        return ""
    words = ", ".join(f"{count} {_EVENTS[name][count > 1]}" for name, count in happened)
    said = words.replace(" ", " items " if happened[0][1] > 1 else " item ", 1)
    asked = " ".join(f"--{name}" for name, _ in happened if name != "back")
    return f"{said}; `monitor items list {asked}` shows them." if asked else f"{said}."


def broken_watches(runs: Iterable[RunSummary]) -> dict[str, str]:
    """Watches that a run could not use, each once, with the reason."""
    return {name: reason for run in runs for name, reason in run.broken_watches.items()}


def listed(causes: Mapping[str, int]) -> str:
    """`{"a": 2, "b": 1}` as "a 2, b 1"."""
    return ", ".join(f"{cause} {count}" for cause, count in Counter(causes).most_common())


def size(count: int) -> str:
    """Bytes as people read them.

    >>> size(532), size(1_234_567)
    ('532 B', '1.2 MB')
    """
    if count < 1_000:
        return f"{count} B"
    for unit in ("kB", "MB", "GB"):
        count_in_unit = count / 1_000
        if count_in_unit < 1_000 or unit == "GB":
            return f"{count_in_unit:.1f} {unit}"
        count = int(count_in_unit)
    return ""
