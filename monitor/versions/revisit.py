"""One further visit to the page of a stored item: what is known before, and what is to be kept after."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.versions.plan import AGES, next_visit, next_visit_of_missing
from monitor.versions.presence import Look, Presence, after, event

# After a visit that showed nothing either way, the next one does not wait for the item's next age.
UNCLEAR_AGAIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Revisit:
    """An item whose page is due. `born` is when it was first seen, or last changed; `was_read` says that its text, or
    what a visit compared with it, came from that page and not from an entry alone.

    `etag` and `last_modified` came with the text, which was last read whole at `read_at`.
    """

    item: str
    url: str
    born: datetime
    watched: bool = False
    presence: Presence = field(default_factory=Presence)
    etag: str = ""
    last_modified: str = ""
    read_at: datetime | None = None
    was_read: bool = False


@dataclass(frozen=True, slots=True)
class Visited:
    """What one visit leaves behind. `gone` is believed now, `event` what happened with this visit.

    `headers` are those of an unchanged text that was read again; `basis` is a sketch of the page's
    text for items that were read from an entry (see `changes.sketch`). None: as before.
    """

    item: str
    look: Look
    presence: Presence
    next_visit: datetime | None
    event: str = ""
    headers: Sequence[tuple[str, str]] | None = None
    basis: bytes | None = None


def visited(
    revisit: Revisit,
    look: Look,
    *,
    first: timedelta = AGES[0],
    headers: Sequence[tuple[str, str]] | None = None,
    basis: bytes | None = None,
) -> Visited:
    """What a visit comes to; `first` is the source's own age of a first visit.

    >>> from datetime import UTC
    >>> born = datetime(2026, 3, 1, tzinfo=UTC)
    >>> found = visited(Revisit("1", "https://a.example/x", born), Look("there", "304 not modified", born + AGES[0]))
    >>> found.event, found.next_visit == born + AGES[1]
    ('', True)
    """
    presence = after(revisit.presence, look)
    then = _next(revisit, look, presence, first)
    return Visited(revisit.item, look, presence, then, event(revisit.presence, presence), headers, basis)


def _next(revisit: Revisit, look: Look, presence: Presence, first: timedelta) -> datetime | None:
    if presence.gone and presence.missed:
        return next_visit(look.at, presence.missed.since, first=first, watched=revisit.watched)
    if presence.missed and look.sign == "missing":
        return next_visit_of_missing(look.at, presence.missed.visits)
    planned = next_visit(look.at, revisit.born, first=first, watched=revisit.watched)
    if look.sign == "there" or planned is None:
        return planned
    return min(planned, look.at + UNCLEAR_AGAIN)
