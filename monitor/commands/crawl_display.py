"""How a crawl shows that it is alive: a moving table on a terminal, a line a source elsewhere."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TextIO

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from monitor.commands.item_view import safe
from monitor.schedule.progress import Progress, Underway

REFRESH = 0.25  # seconds
MOST_ROWS = 12


class Display(Protocol):
    """Something that follows a crawl from inside its event loop."""

    def follow(self, progress: Progress) -> None: ...


@contextmanager
def display_for(stream: TextIO, *, quiet: bool) -> Iterator[Display]:
    """The display that suits a stream: moving on a terminal, plain lines otherwise, or nothing."""
    console = Console(file=stream)
    if quiet:
        yield Silent()
    elif console.is_terminal:
        with Live(console=console, auto_refresh=False, transient=True) as live:
            yield Moving(live)
    else:
        lines = Lines(console)
        yield lines
        lines.rest()


class Silent:
    """Shows nothing."""

    def follow(self, progress: Progress) -> None:
        return None


class Lines:
    """One plain line for each source that ended."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._progress: Progress | None = None
        self._shown = 0

    def follow(self, progress: Progress) -> None:
        self._progress = progress
        self._tick()

    def _tick(self) -> None:
        self.rest()
        asyncio.get_running_loop().call_later(REFRESH, self._tick)

    def rest(self) -> None:
        """Prints the lines that are not printed yet."""
        if self._progress is None:
            return
        done, total = self._progress.done, len(self._progress.sources)
        for run in done[self._shown :]:
            self._shown += 1
            text = safe(f"[{self._shown}/{total}] {run.line}")
            self._console.print(text, markup=False, highlight=False, soft_wrap=True)


class Moving:
    """A table of the sources at work, renewed four times a second."""

    def __init__(self, live: Live) -> None:
        self._live = live

    def follow(self, progress: Progress) -> None:
        self._live.update(table(progress), refresh=True)
        asyncio.get_running_loop().call_later(REFRESH, self.follow, progress)


def table(progress: Progress) -> Group:
    """The sources at work, under a line with the totals so far."""
    underway = progress.underway()
    result = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("source", "requests", "settled", "new", "errors"):
        result.add_column(column, justify="left" if column == "source" else "right")
    for one in underway[:MOST_ROWS]:
        settled = f"{one.settled}/{one.seen}"
        result.add_row(one.source, str(one.requests), settled, str(one.new), str(one.errors or ""))
    if len(underway) > MOST_ROWS:
        result.add_row(f"… and {len(underway) - MOST_ROWS} more")
    return Group(Text(title(progress, underway)), result)


def title(progress: Progress, underway: Sequence[Underway]) -> str:
    """The totals of finished and running sources."""
    requests = sum(run.requests for run in progress.done) + sum(one.requests for one in underway)
    new = sum(run.new for run in progress.done) + sum(one.new for one in underway)
    words = "stopping: storing what was read, " if progress.stopping else ""
    return f"{words}{len(progress.done)} of {len(progress.sources)} sources done, {requests} requests, {new} new items"
