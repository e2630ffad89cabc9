"""Entries that moved for good: followed once permanent redirects have been seen often enough."""

from dataclasses import replace
from datetime import datetime, timedelta

from monitor.state import Moved, SourceState

# A redirect made by mistake is mended within a day or so.
TIMES = 3
AFTER = timedelta(days=1)


def address(state: SourceState, url: str) -> str:
    """Where an entry is asked for: its own address, or the one it moved to.

    >>> moved = {"https://a.example/rss": Moved("https://a.example/feed", datetime(2026, 1, 1), settled=True)}
    >>> address(SourceState("a", moved=moved), "https://a.example/rss")
    'https://a.example/feed'
    """
    moved = state.moved.get(url)
    return moved.to if moved is not None and moved.settled else url


def note_read(state: SourceState, url: str, redirected_to: str, now: datetime) -> None:
    """Notes that an entry was read, and where permanent redirects from its own address led ("" for nowhere)."""
    moved = state.moved.get(url)
    if moved is not None and moved.settled:
        return
    if not redirected_to or redirected_to == url:
        state.moved.pop(url, None)
    elif moved is None or moved.to != redirected_to:
        state.moved[url] = Moved(redirected_to, now)
    else:
        times = moved.times + 1
        settled = times >= TIMES and now - moved.since >= AFTER
        state.moved[url] = replace(moved, times=times, settled=settled)


def note_failed(state: SourceState, url: str) -> None:
    """Notes that an entry could not be read: the next visit asks its own address again."""
    state.moved.pop(url, None)
