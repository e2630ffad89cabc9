"""Mails that say "nothing found", for those who want them: so silence never has two meanings."""

from collections.abc import Iterator
from datetime import datetime

from monitor.alerts.due import last_slot, next_slot
from monitor.alerts.parcels import A_MOMENT
from monitor.alerts.planning import Wanting, wanting
from monitor.alerts.subscribers import Watches
from monitor.store.announcements import Announcement
from monitor.store.mailboxes import Address, Mailbox
from monitor.store.store import Store


async def rouse(store: Store, watches: Watches, now: datetime) -> None:
    """Has the mailboxes looked at that want to hear of silence, also if nothing ever came for them."""
    wanted = {
        (address := Address("mail", recipient.address)).mailbox: address
        for watch in watches.by_name.values()
        for recipient in watch.recipients
        if recipient.rhythm.nothing_found
    }
    known = await store.mailboxes.known(list(wanted.values()))
    await store.mailboxes.stir([address for box, address in wanted.items() if box not in known], now)


async def notice_silence(store: Store, watches: Watches, mailbox: Mailbox, now: datetime) -> datetime | None:
    """Queues "nothing found" where that is so; gives when the next such moment comes, None for never."""
    moments = []
    for want in _wanting_to_know(watches, mailbox):
        moments.append(next_slot(want.rhythm, now))
        slot = last_slot(want.rhythm, now)
        before, name = last_slot(want.rhythm, slot - A_MOMENT), want.watch.name
        # A watch that was made or changed since has not been silent for a whole turn.
        if watches.updated_at[name] >= slot or await store.announcements.has_any(mailbox.id, name, before, slot):
            continue
        nothing = Announcement(mailbox.id, name, "nothing", slot, apart=slot.isoformat())
        await store.announcements.queue([nothing])
    return min(moments, default=None)


def _wanting_to_know(watches: Watches, mailbox: Mailbox) -> Iterator[Wanting]:
    if mailbox.address.channel != "mail":
        return
    for watch in watches.by_name.values():
        want = wanting(mailbox.address, watch, mailbox.wishes)
        if want is not None and want.rhythm.nothing_found and not watch.paused:
            yield want
