"""Who visits a source now: leases by the server's clock, with a fence that tells the latest holder from others."""

from dataclasses import dataclass
from typing import Any

from pymongo import ReturnDocument
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from monitor.store.documents import Document
from monitor.store.processes import has_ended
from monitor.store.words import answering

# No lease is made for longer; one that ends later was made before the clock was set back.
LONGEST_SECONDS = 3_600.0


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to visit a source once: `slot` is the number of the visit.

    `fence` grows with each new holder. Whoever writes with an older one lost the lease meanwhile.
    """

    source: str
    owner: str
    fence: int
    slot: int


class SourceLeases:
    """Lends each source to one visitor at a time."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["sources"]

    @answering
    async def claim(self, name: str, owner: str, seconds: float, slot: int | None = None) -> Lease | None:
        """Takes the lease of a source for so long; None while another owner has it, or `slot` is past.

        An owner that has it already keeps its fence. The lease of a process of this machine that has
        ended counts for nothing; see `processes`.
        """
        dead = await self.holder(name)
        free = _free(owner, dead if has_ended(dead) else "")
        found = await self._take(name, free, owner, seconds, slot)
        if found is None and await self._is_new(name):
            found = await self._take(name, free, owner, seconds, slot)
        return None if found is None else Lease(name, owner, int(found["fence"]), int(found.get("visits", 0)) + 1)

    @answering
    async def renew(self, lease: Lease, seconds: float) -> bool:
        """Makes a lease end later; False when it was lost."""
        chosen = {"_id": lease.source, "fence": lease.fence, "lease.owner": lease.owner}
        return (
            await self.collection.update_one(chosen, [{"$set": {"lease.until": _until(seconds)}}])
        ).matched_count > 0

    @answering
    async def held(self) -> set[str]:
        """The sources that somebody is at, as far as their leases say; those of dead processes of this machine not."""
        chosen = {"$expr": {"$gt": ["$lease.until", "$$NOW"]}, "lease": {"$exists": True}}
        found = [one async for one in self.collection.find(chosen, {"lease.owner": 1})]
        return {one["_id"] for one in found if not has_ended(one["lease"]["owner"])}

    @answering
    async def free_ended(self) -> None:
        """Gives back what processes of this machine held when they died: other machines cannot know that they did."""
        async for one in self.collection.find({"lease": {"$exists": True}}, {"lease.owner": 1}):
            if has_ended(one["lease"]["owner"]):
                chosen = {"_id": one["_id"], "lease.owner": one["lease"]["owner"]}
                await self.collection.update_one(chosen, {"$unset": {"lease": ""}})

    @answering
    async def holder(self, name: str) -> str:
        """Who has, or last had, the lease of a source; "" when nobody."""
        found = await self.collection.find_one({"_id": name}, {"lease.owner": 1})
        return str(((found or {}).get("lease") or {}).get("owner", ""))

    @answering
    async def release(self, name: str, owner: str, fence: int) -> None:
        """Gives a lease back; changes nothing when there is a later one by now."""
        chosen = {"_id": name, "lease.owner": owner, "fence": fence}
        await self.collection.update_one(chosen, {"$unset": {"lease": ""}})

    @answering
    async def skip(self, lease: Lease) -> None:
        """Counts a slot as run whose run ended without being able to say so, and gives the lease back."""
        chosen = {"_id": lease.source, "fence": lease.fence}
        await self.collection.update_one(chosen, {"$set": {"visits": lease.slot}, "$unset": {"lease": ""}})

    async def _take(
        self, name: str, free: list[Document], owner: str, seconds: float, slot: int | None
    ) -> Document | None:
        chosen: Document = {"_id": name, "$or": free}
        if slot is not None:
            chosen["visits"] = slot - 1 if slot > 1 else {"$in": [0, None]}
        return await self.collection.find_one_and_update(
            chosen, _lend(owner, seconds), {"fence": 1, "visits": 1}, return_document=ReturnDocument.AFTER
        )

    async def _is_new(self, name: str) -> bool:
        try:  # MongoDB takes no condition on its clock in an upsert
            return (await self.collection.update_one({"_id": name}, {"$set": {}}, upsert=True)).upserted_id is not None
        except DuplicateKeyError:
            return True


def _free(owner: str, dead: str) -> list[Document]:
    """What makes a source free for an owner."""
    now: dict[str, Any] = {"$lte": ["$lease.until", "$$NOW"]}
    far: dict[str, Any] = {"$gt": ["$lease.until", _until(LONGEST_SECONDS)]}
    free: list[Document] = [{"lease": None}, {"lease.owner": owner}, {"$expr": {"$or": [now, far]}}]
    return [*free, {"lease.owner": dead}] if dead else free


def _lend(owner: str, seconds: float) -> list[Document]:
    is_mine = {"$eq": ["$lease.owner", {"$literal": owner}]}
    next_fence = {"$add": [{"$ifNull": ["$fence", 0]}, 1]}
    return [
        {"$set": {"fence": {"$cond": [is_mine, {"$ifNull": ["$fence", 1]}, next_fence]}}},
        {"$set": {"lease": {"owner": {"$literal": owner}, "until": _until(seconds)}}},
    ]


def _until(seconds: float) -> Document:
    return {"$add": ["$$NOW", int(seconds * 1000)]}
