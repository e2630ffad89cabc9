"""The collection `leases`: work that one process at a time may do."""

from datetime import datetime, timedelta
from typing import Any

from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from monitor.store.documents import Document
from monitor.store.processes import has_ended
from monitor.store.words import answering


class Leases:
    """Lends each piece of work to one owner, named as in `processes`, for a time."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["leases"]

    @answering
    async def claim(self, work: str, owner: str, seconds: float, now: datetime) -> bool:
        """Takes or renews a lease; False while another owner has it.

        The lease of a process of this machine that has ended counts for nothing.
        """
        holder = await self._holder(work)
        free: list[dict[str, Any]] = [{"owner": owner}, {"owner": None}, {"until": {"$lte": now}}]
        if has_ended(holder):
            free.append({"owner": holder})
        lease = {"owner": owner, "until": now + timedelta(seconds=seconds)}
        try:
            await self.collection.update_one({"_id": work, "$or": free}, {"$set": lease}, upsert=True)
        except DuplicateKeyError:  # it is there, and held
            return False
        return True

    @answering
    async def release(self, work: str, owner: str) -> None:
        """Gives a lease back; changes nothing when another owner has it by now."""
        await self.collection.update_one({"_id": work, "owner": owner}, {"$set": {"owner": None}})

    @answering
    async def free_ended(self) -> None:
        """Gives back what processes of this machine held when they died: other machines cannot know that they did."""
        async for one in self.collection.find({"owner": {"$ne": None}}, {"owner": 1}):
            if has_ended(one["owner"]):
                await self.release(one["_id"], one["owner"])

    async def _holder(self, work: str) -> str:
        found = await self.collection.find_one({"_id": work}, {"owner": 1})
        return str((found or {}).get("owner") or "")
