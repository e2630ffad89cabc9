"""Watches as a table for people and as plain values for machines; secrets are left out of both."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from rich.table import Table

from monitor.commands.item_fields import plain
from monitor.commands.item_view import safe
from monitor.store.watches import StoredWatch, WatchVersion
from monitor.watch import Watch
from monitor.watches.writing import to_table


def watch_table(watches: Iterable[StoredWatch], now: datetime) -> Table:
    """One line a watch."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("name", "title", "languages", "looks at", "tells", "state", "version"):
        table.add_column(heading, overflow="fold", no_wrap=heading == "name")
    for one in watches:
        watch = one.watch
        cells = (watch.name, watch.title, " ".join(watch.queries), scope_of(watch), told(watch), state_of(one, now))
        table.add_row(*map(safe, cells), str(watch.version))
    return table


def scope_of(watch: Watch) -> str:
    """What a watch looks at, in words.

    >>> scope_of(Watch("a", "A", {}, groups=("own", "demo")))
    'groups own, demo'
    """
    parts = [
        f"{word} {', '.join(names)}" for word, names in (("sources", watch.sources), ("groups", watch.groups)) if names
    ]
    return "; ".join(parts) or "everything"


def told(watch: Watch) -> str:
    """Whom a watch tells: cadences and channels with their number."""
    ways = [recipient.rhythm.cadence for recipient in watch.recipients] + [channel.kind for channel in watch.channels]
    return ", ".join(f"{ways.count(way)} {way}" for way in dict.fromkeys(ways)) or "the pages only"


def state_of(stored: StoredWatch, now: datetime) -> str:
    """Whether a watch is at work."""
    watch = stored.watch
    if stored.archived:
        return "archived"
    if watch.paused:
        return "paused"
    if watch.muted_until and watch.muted_until > now:
        return f"muted until {plain(watch.muted_until)[:16]}"
    return "at work"


def watch_values(stored: StoredWatch) -> dict[str, Any]:
    """Everything about a watch but its secrets."""
    table = to_table(stored.watch)
    for channel in table.get("channel", ()):
        channel.pop("secret", None)
    about = {"name": stored.watch.name, "version": stored.watch.version, "file": stored.file}
    return {**about, "updated_at": stored.updated_at, "by": stored.by, "archived": stored.archived, **table}


def history_lines(versions: Iterable[WatchVersion]) -> list[str]:
    """One line a version, and below it the queries where they are others than before."""
    lines, before = [], dict[str, str]()
    for version in versions:
        archived = ", archived" if version.archived else ""
        lines.append(safe(f"version {version.version}: {plain(version.at)} by {version.by}{archived}").plain)
        queries = dict(version.watch.queries) if version.watch else before
        changed = {code: query for code, query in queries.items() if before.get(code) != query}
        lines += [safe(f"    {code}: {query}").plain for code, query in changed.items()]
        lines += [safe(f"    {code}: left out").plain for code in before if code not in queries]
        before = queries
    return lines
