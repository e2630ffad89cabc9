"""Which sources are due: their interval has passed and their host has not asked us to wait."""

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta

from monitor.settings import INTERVAL, Environment
from monitor.sources.model import Source
from monitor.state import SourceState
from monitor.store.store import Store


def due_sources(environment: Environment, sources: Iterable[Source], now: datetime) -> list[Source]:
    """Those of `sources` that are due, by the state in the store."""
    return asyncio.run(_due_sources(environment, list(sources), now))


async def _due_sources(environment: Environment, sources: list[Source], now: datetime) -> list[Source]:
    store = await Store.open(environment)
    try:
        states = {state.name: state for state in await store.sources.all()}
    finally:
        await store.close()
    return [source for source in sources if is_due(source, states.get(source.name), now)]


def is_due(source: Source, state: SourceState | None, now: datetime) -> bool:
    """Whether a source may and should be crawled now; one that fails is asked no more often than others.

    >>> is_due(Source("a", "g", "A", "https://a.example"), None, datetime(2026, 1, 1))
    True
    """
    if state is None:
        return True
    if state.not_before and state.not_before > now:
        return False
    interval = timedelta(seconds=source.interval if source.interval is not None else INTERVAL)
    last = state.last_ended or state.last_complete
    return last is None or last + interval <= now
