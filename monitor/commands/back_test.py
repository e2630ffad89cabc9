"""Runs a back-test over the store, with a bar that shows how far it is."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from monitor.search.candidates import IndexCandidates, looking
from monitor.search.directory import Directory
from monitor.search.readiness import Readiness
from monitor.sources.model import Source
from monitor.store.store import Store
from monitor.watch import Watch
from monitor.watches.backtest import BackTest, back_test
from monitor.watches.looking import leaves_of, looker


class Tell(Protocol):
    """Is told how many of how many are done."""

    def __call__(self, done: int, total: int) -> None: ...


async def run_back_test(
    store: Store, watch: Watch, sources: Mapping[str, Source], since: datetime, until: datetime
) -> BackTest:
    """What a watch would have found among the stored items of a time."""
    readiness = Readiness(Directory(store.environment), store.archive)
    with bar("Looking at items") as progress:
        return await back_test(
            IndexCandidates(readiness, store.archive, watch, sources, store.judgements.judged, progress),
            list(watch.queries.values()),
            leaves_of(watch),
            looking(looker(watch, sources)),
            partial(store.judgements.of_items, watch=watch.name),
            since,
            until,
            progress,
        )


@contextmanager
def bar(doing: str) -> Iterator[Tell]:
    """A bar on the terminal, and nothing elsewhere."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(doing, total=None)

        def tell(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        yield tell
