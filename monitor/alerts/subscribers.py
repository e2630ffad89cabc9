"""The watches as they stand, and whom each tells of what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from monitor.store.mailboxes import Address
from monitor.store.store import Store
from monitor.watch import Watch


@dataclass(frozen=True, slots=True)
class Watches:
    """Watches by name. `broken` are names of those that cannot be read just now: what is theirs waits."""

    by_name: Mapping[str, Watch] = field(default_factory=dict)
    updated_at: Mapping[str, datetime] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()


async def present_watches(store: Store) -> Watches:
    """Every watch that is not archived."""
    listed = await store.watches.all()
    return Watches(
        {one.watch.name: one.watch for one in listed.watches},
        {one.watch.name: one.updated_at for one in listed.watches},
        frozenset(name for name, _ in listed.broken),
    )


def addresses(watch: Watch) -> Iterator[Address]:
    """Where a watch tells by itself; feeds are fetched by their readers."""
    yield from {Address("mail", one.address): None for one in watch.recipients}
    yield from (Address("webhook", one.name, watch.name) for one in watch.channels if one.kind == "webhook")


def tells(watch: Watch, kind: str) -> bool:
    """Whether a watch wants this kind of news told."""
    wanted = {"new": True, "outlet": watch.every_outlet, "edit": watch.edits}
    return wanted.get(kind, watch.takedowns)
