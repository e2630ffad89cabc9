"""Puts together what one delivery tells, from what the store holds."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from monitor.alerts.channels.parcel import Parcel, Thread
from monitor.alerts.due import last_slot, zone
from monitor.alerts.letter import Nothing
from monitor.alerts.planning import Wanting, wanting
from monitor.alerts.subscribers import Watches
from monitor.store.announcements import Announcement
from monitor.store.mailboxes import Mailbox, Outstanding
from monitor.store.store import Store
from monitor.watch import Rhythm

# A mail of more stories belongs to no thread.
MOST_IN_A_THREAD = 10
A_MOMENT = timedelta(microseconds=1)


async def parcel(store: Store, watches: Watches, mailbox: Mailbox, outstanding: Outstanding) -> Parcel:
    """The parcel of what is outstanding at a mailbox."""
    announcements = await store.announcements.named(outstanding.announcements)
    told = [one for one in announcements if one.kind != "nothing"]
    wants = wants_of(watches, mailbox, {one.watch for one in announcements})
    last = [moment for moment in mailbox.sent_at if moment < outstanding.planned_at]
    return Parcel(
        address=mailbox.address,
        outstanding=outstanding,
        watches=watches.by_name,
        announcements=told,
        alerts=await store.alerts.get([one.alert for one in told]),
        nothing=[await _nothing(store, wants, one) for one in announcements if one.kind == "nothing"],
        thread=await _thread(store, mailbox, outstanding, told),
        last=last[-1] if last else None,
        zone=_zone(wants, announcements),
    )


def wants_of(watches: Watches, mailbox: Mailbox, names: Iterable[str]) -> dict[str, Wanting | None]:
    """How a mailbox wants to hear of these watches; those that cannot be read just now are left out."""
    address, wishes = mailbox.address, mailbox.wishes
    known = {name: watches.by_name.get(name) for name in names if name not in watches.broken}
    return {name: wanting(address, watch, wishes) if watch else None for name, watch in known.items()}


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


def _zone(wants: Mapping[str, Wanting | None], announcements: Sequence[Announcement]) -> str:
    found = (want for one in announcements if (want := wants.get(one.watch)))
    first = next(found, None)
    return zone(first.rhythm).key if first else "UTC"
