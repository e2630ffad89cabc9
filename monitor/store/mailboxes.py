"""The collection `mailboxes`: where announcements go, and who brings them there now.

One sender at a time has a mailbox, by a lease with a fence: every change carries the number of the
claim it was made under, so that a sender that slept too long changes nothing any more.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from pymongo import ReturnDocument, UpdateOne
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document, storable_text
from monitor.store.processes import has_ended
from monitor.store.words import answering

ChannelKind = Literal["mail", "webhook"]
# Moments of mails sent that are kept to count those of the last hour.
MOST_MOMENTS = 200


@dataclass(frozen=True, slots=True)
class Address:
    """Where announcements go: a mail address, or a named webhook of a watch."""

    channel: ChannelKind
    address: str
    watch: str = ""

    @property
    def mailbox(self) -> str:
        """The id of its mailbox.

        >>> Address("mail", "Desk@Tidings.example").mailbox, Address("webhook", "chat", "ferries").mailbox
        ('mail:desk@tidings.example', 'webhook:ferries/chat')
        """
        place = f"{self.watch}/{self.address}" if self.watch else self.address
        return storable_text(f"{self.channel}:{place.strip().lower()}")


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A delivery that was planned and has not come to its end."""

    delivery: str
    announcements: tuple[str, ...]
    planned_at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a recipient asked for by the link in a mail: no more of a watch, or nothing for a while, or less often."""

    watch: str
    stopped: bool = False
    paused_until: datetime | None = None
    cadence: str = ""


@dataclass(slots=True)
class Mailbox:
    """A mailbox as it was claimed. `sent_at` are the latest moments, oldest first."""

    id: str
    address: Address
    fence: int
    stirred: int
    outstanding: Outstanding | None = None
    again: tuple[str, ...] = ()
    sent_at: list[datetime] = field(default_factory=list)
    wishes: dict[str, Wish] = field(default_factory=dict)
    # What came to its end and is not written down yet: the deliveries themselves say so until then.
    is_over: bool = False
    newly_sent: list[datetime] = field(default_factory=list)

    def end(self, sent_at: datetime | None) -> None:
        """What is outstanding came to its end; it is written down with the next beginning, or at rest.

        `sent_at` counts towards the mails of the hour.
        """
        self.outstanding, self.is_over = None, True
        if sent_at is not None:
            self.newly_sent.append(sent_at)
            self.sent_at = [*self.sent_at, sent_at][-MOST_MOMENTS:]

    def was_written(self) -> None:
        """What came to its end is written down now."""
        self.is_over, self.newly_sent = False, []


class Mailboxes:
    """Lends mailboxes to senders and remembers what is under way in each."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["mailboxes"]

    async def make_indexes(self) -> None:
        """Mailboxes are taken in the order in which they are to be looked at."""
        await self.collection.create_index([("next_look", 1), ("_id", 1)], sparse=True)
        await self.collection.create_index("lease.owner", sparse=True)

    @answering
    async def stir(self, addresses: Sequence[Address], at: datetime) -> None:
        """Has mailboxes looked at from a moment on; they are made where they are not there yet.

        What a sender decides about a mailbox that is stirred meanwhile does not put it to rest.
        """
        writes = [
            UpdateOne(
                {"_id": one.mailbox},
                {"$min": {"next_look": at}, "$inc": {"stirred": 1}, "$setOnInsert": _fresh(one)},
                upsert=True,
            )
            for one in addresses
        ]
        if writes:
            await self.collection.bulk_write(writes, ordered=False)

    @answering
    async def stir_known(self, mailboxes: Collection[str], at: datetime) -> None:
        """The same for mailboxes that are there, by their ids."""
        change = {"$min": {"next_look": at}, "$inc": {"stirred": 1}}
        await self.collection.update_many({"_id": {"$in": list(mailboxes)}}, change)

    @answering
    async def known(self, addresses: Sequence[Address]) -> set[str]:
        """The ids of those that are there and will be looked at."""
        ids = [one.mailbox for one in addresses]
        chosen = {"_id": {"$in": ids}, "next_look": {"$exists": True}}
        return {found["_id"] async for found in self.collection.find(chosen, {"_id": 1})}

    @answering
    async def free_the_dead(self) -> None:
        """Gives back what processes of this machine held when they ended."""
        for owner in await self.collection.distinct("lease.owner"):
            if has_ended(owner):
                await self.collection.update_many({"lease.owner": owner}, {"$set": {"lease": None}})

    @answering
    async def claim(
        self, owner: str, seconds: int, now: datetime, channels: Sequence[str], only: Sequence[str] | None = None
    ) -> Mailbox | None:
        """The next mailbox to be looked at, of those in `only`, held for so many seconds by the clock of the server."""
        free = {"$or": [{"$eq": [{"$type": "$lease.until"}, "missing"]}, {"$lte": ["$lease.until", "$$NOW"]}]}
        chosen: Document = {"next_look": {"$lte": now}, "channel": {"$in": list(channels)}, "$expr": free}
        if only is not None:
            chosen["_id"] = {"$in": list(only)}
        change = {"fence": {"$add": ["$fence", 1]}, "lease": _lease(owner, seconds)}
        found = await self.collection.find_one_and_update(
            chosen, [{"$set": change}], sort=[("next_look", 1), ("_id", 1)], return_document=ReturnDocument.AFTER
        )
        return _mailbox(found) if found else None

    @answering
    async def hold(self, mailbox: Mailbox, owner: str, seconds: int) -> bool:
        """Holds a claimed mailbox longer; False where another has it by now."""
        return await self._change(mailbox, [{"$set": {"lease": _lease(owner, seconds)}}])

    @answering
    async def begin(self, mailbox: Mailbox, outstanding: Outstanding) -> bool:
        """Writes down what is about to be delivered, before anything of it is; False where another has it."""
        document = {
            "delivery": outstanding.delivery,
            "announcements": list(outstanding.announcements),
            "planned_at": outstanding.planned_at,
            "reason": outstanding.reason,
        }
        change = {**_ended(mailbox), "$set": {"outstanding": document}, "$pull": {"again": outstanding.delivery}}
        if not await self._change(mailbox, change):
            return False
        mailbox.was_written()
        mailbox.outstanding = outstanding
        mailbox.again = tuple(one for one in mailbox.again if one != outstanding.delivery)
        return True

    @answering
    async def rest(self, mailbox: Mailbox, next_look: datetime | None) -> None:
        """Gives a mailbox back, to be looked at then, or when it is stirred."""
        over = {"outstanding": None} if mailbox.is_over else {}
        given_back: Document = {**_ended(mailbox), "$set": {"lease": None, **over}}
        put_to_rest: Document = {**given_back, "$unset": {"next_look": ""}}
        if next_look is not None:
            put_to_rest = {**given_back, "$set": {**given_back["$set"], "next_look": next_look}}
        wanted = {"_id": mailbox.id, "fence": mailbox.fence}
        done = await self.collection.update_one({**wanted, "stirred": mailbox.stirred}, put_to_rest)
        if not done.matched_count:
            await self.collection.update_one(wanted, given_back)

    @answering
    async def send_again(self, mailbox: str, delivery: str, now: datetime) -> None:
        """Has a delivery made once more."""
        change = {"$addToSet": {"again": delivery}, "$min": {"next_look": now}, "$inc": {"stirred": 1}}
        await self.collection.update_one({"_id": mailbox}, change)

    @answering
    async def wish(self, address: Address, wish: Wish, now: datetime) -> None:
        """Keeps what a recipient asked for, in place of what they asked for the same watch before."""
        await self.stir([address], now)
        # A pair, since names of watches may hold dots.
        kept = {"$filter": {"input": {"$ifNull": ["$wishes", []]}, "cond": {"$ne": ["$$this.watch", wish.watch]}}}
        document = {
            "watch": wish.watch,
            "stopped": wish.stopped,
            "paused_until": wish.paused_until,
            "cadence": wish.cadence,
        }
        change = [{"$set": {"wishes": {"$concatArrays": [kept, [{"$literal": document}]]}}}]
        await self.collection.update_one({"_id": address.mailbox}, change)

    @answering
    async def wishes(self, mailboxes: Sequence[str]) -> dict[str, dict[str, Wish]]:
        """What was asked for at these mailboxes, by mailbox and watch."""
        found = self.collection.find({"_id": {"$in": list(mailboxes)}}, {"wishes": 1})
        return {document["_id"]: _wishes(document) async for document in found}

    @answering
    async def find(self, mailbox: str) -> Mailbox | None:
        """A mailbox as it is, without claiming it."""
        found = await self.collection.find_one({"_id": mailbox})
        return _mailbox(found) if found else None

    async def _change(self, mailbox: Mailbox, change: Any) -> bool:
        done = await self.collection.update_one({"_id": mailbox.id, "fence": mailbox.fence}, change)
        return bool(done.matched_count)


def _fresh(address: Address) -> Document:
    return {
        "channel": address.channel,
        "address": storable_text(address.address),
        "watch": storable_text(address.watch),
        "fence": 0,
        "lease": None,
        "outstanding": None,
        "again": [],
        "sent_at": [],
        "wishes": [],
    }


def _ended(mailbox: Mailbox) -> Document:
    """The change that counts what was sent since the last one."""
    return {"$push": {"sent_at": {"$each": mailbox.newly_sent, "$slice": -MOST_MOMENTS}}} if mailbox.newly_sent else {}


def _lease(owner: str, seconds: int) -> Document:
    until = {"$dateAdd": {"startDate": "$$NOW", "unit": "second", "amount": seconds}}
    return {"owner": {"$literal": owner}, "until": until}


def _mailbox(document: Document) -> Mailbox:
    stored = document.get("outstanding")
    return Mailbox(
        id=document["_id"],
        address=Address(document["channel"], document["address"], document["watch"]),
        fence=document["fence"],
        stirred=document["stirred"],
        outstanding=Outstanding(**{**stored, "announcements": tuple(stored["announcements"])}) if stored else None,
        again=tuple(document["again"]),
        sent_at=list(document["sent_at"]),
        wishes=_wishes(document),
    )


def _wishes(document: Document) -> dict[str, Wish]:
    return {stored["watch"]: Wish(**stored) for stored in document.get("wishes", [])}
