"""What a recipient asks for by the signed link of a mail, without a log-in."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal, get_args

from monitor.alerts.links import Subscription, read_stop
from monitor.errors import UsageError
from monitor.settings import Environment
from monitor.store.mailboxes import Address, Wish
from monitor.store.store import Store

Wanted = Literal["stop", "pause", "resume", "hourly", "daily", "weekly"]
WANTED: tuple[Wanted, ...] = get_args(Wanted)
PAUSE = timedelta(days=7)


async def change(store: Store, environment: Environment, token: str, wanted: str, now: datetime) -> Subscription:
    """Does what a recipient asks for; a mail program's one click (RFC 8058) asks for "stop".

    Asking twice is the same as asking once. Raises `UsageError` for a link that is not ours, or an
    unknown wish.
    """
    if wanted not in WANTED:
        raise UsageError(f"{wanted!r:.40} is nothing that can be asked for here: {', '.join(WANTED)}.")
    subscription = await _read(store, environment, token)
    address = Address("mail", subscription.address)
    wishes = (await store.mailboxes.wishes([address.mailbox])).get(address.mailbox, {})
    for watch in subscription.watches:
        await store.mailboxes.wish(address, _changed(wishes.get(watch, Wish(watch)), wanted, now), now)
    return subscription


async def wishes(store: Store, environment: Environment, token: str) -> dict[str, Wish]:
    """What the holder of a link asked for so far, by watch; raises `UsageError` for a link that is not ours."""
    subscription = await _read(store, environment, token)
    box = Address("mail", subscription.address).mailbox
    known = (await store.mailboxes.wishes([box])).get(box, {})
    return {watch: known.get(watch, Wish(watch)) for watch in subscription.watches}


async def _read(store: Store, environment: Environment, token: str) -> Subscription:
    subscription = read_stop(environment, token)
    if not subscription.delivery:
        return subscription
    told = await store.deliveries.find(subscription.delivery) or {}
    return replace(subscription, watches=tuple(map(str, told.get("watches") or [])))


def _changed(wish: Wish, wanted: str, now: datetime) -> Wish:
    if wanted == "stop":
        return replace(wish, stopped=True)
    if wanted == "pause":
        return replace(wish, stopped=False, paused_until=now + PAUSE)
    if wanted == "resume":
        return Wish(wish.watch)
    return replace(wish, stopped=False, paused_until=None, cadence=wanted)
