"""Puts together what one delivery tells, from what the store holds."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from monitor.alerts.channels.parcel import Parcel, Thread
from monitor.alerts.due import last_slot, zone
from monitor.alerts.letter import Nothing
from monitor.alerts.planning import Wanting, hurried, wanting
from monitor.alerts.recent import RecentAlerts
from monitor.alerts.subscribers import Watches
from monitor.store.announcements import Announcement
from monitor.store.mailboxes import Mailbox, Outstanding
from monitor.store.store import Store
from monitor.watch import MAIL_LANGUAGES, Rhythm

# A mail of more stories belongs to no thread.
MOST_IN_A_THREAD = 10
A_MOMENT = timedelta(microseconds=1)


class Wants:
    """How one mailbox wants to hear of watches, worked out once for each that is asked for."""

    def __init__(self, watches: Watches, mailbox: Mailbox, *, at_once: bool = False) -> None:
        """`at_once` is for what shall be seen now, whatever was wanted."""
        self.watches, self._mailbox, self._at_once = watches, mailbox, at_once
        self._known: dict[str, Wanting | None] = {}

    def of(self, names: Iterable[str]) -> dict[str, Wanting | None]:
        """The wants by watch; None for one that is not wanted. Watches that cannot be read just now are left out."""
        return {name: self._want(name) for name in set(names) - self.watches.broken}

    def _want(self, name: str) -> Wanting | None:
        if name not in self._known:
            watch = self.watches.by_name.get(name)
            known = wanting(self._mailbox.address, watch, self._mailbox.wishes) if watch else None
            self._known[name] = hurried(known) if known and self._at_once else known
        return self._known[name]


async def parcel(
    store: Store,
    recent: RecentAlerts,
    mailbox: Mailbox,
    wanted: Wants,
    outstanding: Outstanding,
    announcements: Sequence[Announcement],
) -> Parcel:
    """The parcel of what is outstanding at a mailbox."""
    told = [one for one in announcements if one.kind != "nothing"]
    wants = wanted.of(one.watch for one in announcements)
    alerts, thread = await asyncio.gather(recent.told_by(told), _thread(store, mailbox, outstanding, told))
    # Several watches of one mailbox may differ; one mail has one clock and one language.
    first = next((want for one in announcements if (want := wants.get(one.watch))), None)
    last = [moment for moment in mailbox.sent_at if moment < outstanding.planned_at]
    return Parcel(
        address=mailbox.address,
        outstanding=outstanding,
        watches=wanted.watches.by_name,
        announcements=told,
        alerts=alerts,
        nothing=[await _nothing(store, wants, one) for one in announcements if one.kind == "nothing"],
        thread=thread,
        last=last[-1] if last else None,
        zone=zone(first.rhythm).key if first else "UTC",
        language=first.language if first else MAIL_LANGUAGES[0],
    )


async def _nothing(store: Store, wants: Mapping[str, Wanting | None], one: Announcement) -> Nothing:
    want = wants.get(one.watch)
    since = last_slot(want.rhythm if want else Rhythm(), one.at - A_MOMENT)
    return Nothing(one.watch, since, one.at, await store.runs.visits(since, one.at))


async def _thread(
    store: Store, mailbox: Mailbox, outstanding: Outstanding, announcements: Sequence[Announcement]
) -> Thread:
    """The mails that told this recipient of the same stories before."""
    stories = {one.story for one in announcements}
    if not stories or len(stories) > MOST_IN_A_THREAD or mailbox.address.channel != "mail":
        return Thread()
    told = await store.announcements.told_of(mailbox.id, sorted(stories))
    earlier = list(dict.fromkeys(one for ones in told.values() for one in ones if one != outstanding.delivery))
    sent = await store.deliveries.threads(earlier)
    mails = [sent[one] for one in earlier if one in sent]
    references = tuple(mail["message_id"] for mail in mails)
    is_follow_up = len(stories) == 1 and all(one.kind != "new" for one in announcements)
    root = mails[0] if mails and is_follow_up and len(mails[0].get("alerts", [])) == 1 else None
    return Thread(references, root["subject"] if root else "")
