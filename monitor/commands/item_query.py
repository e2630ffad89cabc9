"""The words of a call that say which items are meant."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from monitor.errors import UsageError
from monitor.settings import Environment
from monitor.sources.catalogue import load_catalogue
from monitor.store.items import ItemQuery
from monitor.store.store import Store


def query(environment: Environment, sources: list[str], group: str, since: str, until: str) -> ItemQuery:
    """What to ask the store for; raises `UsageError` for a date that is none.

    >>> query(Environment(home=__import__("pathlib").Path("/")), [], "", "2026-03-01", "2026-03-01").until
    datetime.datetime(2026, 3, 2, 0, 0, tzinfo=datetime.timezone.utc)
    """
    return ItemQuery(
        sources=_names(environment, sources, group),
        since=moment("--since", since),
        until=moment("--until", until, whole_day=True),
    )


def _names(environment: Environment, sources: list[str], group: str) -> tuple[str, ...] | None:
    if not sources and not group:
        return None
    members = load_catalogue(environment).in_group(group) if group else ()
    return tuple(dict.fromkeys([*sources, *(source.name for source in members)]))


async def check_names(store: Store, environment: Environment, names: Sequence[str] | None) -> None:
    """Raises `UnknownNameError`, with the nearest name, for a source that neither catalogue nor items know."""
    if not names:
        return
    catalogue = load_catalogue(environment)
    known = {*catalogue.broken, *(source.name for source in catalogue.sources)}
    for name in names:
        if name not in known and not await store.items.count(ItemQuery(sources=(name,), limit=1)):
            catalogue.get(name)


def moment(option: str, text: str, *, whole_day: bool = False) -> datetime | None:
    """The moment that an option names, None for "". A day begins in UTC; `whole_day` gives its end.

    A moment without a zone is in UTC. Raises `UsageError`.
    """
    if not text:
        return None
    try:
        if len(text) == 10:
            start = datetime.combine(date.fromisoformat(text), time(), UTC)
            return start + timedelta(days=1) if whole_day else start
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{option} {text}: write a date such as 2026-03-01 or 2026-03-01T12:00:00Z.") from error
