"""Adding people and letting them in; used by the pages, the commands and the first start."""

import re
from datetime import datetime, timedelta

from monitor.errors import MonitorError
from monitor.review import passphrases
from monitor.review.secret import hashed, new_secret
from monitor.store.audit import Entry
from monitor.store.store import Store
from monitor.store.users import Role, User

LINK_LASTS = timedelta(days=3)
FIRST = "administrator"
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,38}[a-z0-9])?", re.ASCII | re.IGNORECASE)


def is_name(name: str) -> bool:
    """Whether a person may be called so, also in an @mention.

    >>> is_name("ada.l"), is_name("ada l"), is_name(""), is_name("$ne")
    (True, False, False, False)
    """
    return _NAME.fullmatch(name) is not None


async def add_person(store: Store, name: str, role: Role, mail: str, by: str, now: datetime) -> str:
    """Adds a person and gives the path of a one-time link; raises `MonitorError` for a bad or taken name."""
    if not is_name(name):
        raise MonitorError(f"{name!r} cannot be a name. Take up to 40 letters, digits and . _ - between them.")
    if not await store.users.add(User(name, role, mail=mail, made_at=now)):
        raise MonitorError(f"There is somebody called {name} already.")
    await store.audit.add(Entry(now, by, "user.added", name, {"role": role}))
    return await open_link(store, name, by, now)


async def open_link(store: Store, name: str, by: str, now: datetime) -> str:
    """The path of a one-time link at which a person chooses a passphrase; raises `MonitorError` for nobody."""
    secret = new_secret()
    if not await store.users.invite(name, hashed(secret), now + LINK_LASTS):
        raise MonitorError(f"There is nobody called {name}.")
    await store.audit.add(Entry(now, by, "user.link", name))
    return f"/welcome/{secret}"


async def set_passphrase(store: Store, name: str, passphrase: str, by: str, now: datetime) -> None:
    """Gives a person a passphrase and ends all sessions; raises `MonitorError` for nobody or a weak one."""
    weak = passphrases.weakness(passphrase, name)
    if weak:
        raise MonitorError(weak)
    if not await store.users.set_passphrase(name, await passphrases.hash_of(passphrase)):
        raise MonitorError(f"There is nobody called {name}.")
    await store.sessions.end_all(name)
    await store.audit.add(Entry(now, by, "user.passphrase", name))


async def first_link(store: Store, now: datetime) -> str:
    """On a first start: makes an administrator and gives the path of the one-time link; "" on every other.

    As long as that administrator has no passphrase, every start opens another link.
    """
    if await store.users.is_empty():
        await store.users.add(User(FIRST, "administrator", made_at=now))
    first = await store.users.get(FIRST)
    if first is None or first.passphrase or len(await store.users.all()) > 1:
        return ""
    return await open_link(store, FIRST, "first start", now)
