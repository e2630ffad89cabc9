"""The collection `sessions`: who is logged in. What the cookie holds is not stored, only its hash."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document, storable_text
from monitor.store.words import answering

# Nobody has to log in twice in a working week; a forgotten laptop is logged out after it.
IDLE = timedelta(days=7)
LONGEST = timedelta(days=30)
# `seen_at` is not written at every click.
NOTED_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Session:
    """One browser in which a person is logged in; `id` is the hash of what the cookie holds."""

    id: str
    user: str
    made_at: datetime
    seen_at: datetime
    agent: str = ""


class Sessions:
    """Begins, finds and ends sessions."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["sessions"]

    async def make_page_indexes(self) -> None:
        """By person, to end all of one; MongoDB itself removes those that are over."""
        await self.collection.create_index("user")
        await self.collection.create_index("until", expireAfterSeconds=0)

    @answering
    async def begin(self, session: Session) -> None:
        """Stores a new session."""
        kept = {"user": session.user.casefold(), "made_at": session.made_at, "seen_at": session.seen_at}
        agent = storable_text(session.agent)[:200]
        await self.collection.insert_one(
            {"_id": session.id, **kept, "agent": agent, "until": _until(session.made_at, session.seen_at)}
        )

    @answering
    async def find(self, hashed: str, now: datetime) -> Session | None:
        """An open session, noted as seen; None when it ended or never was."""
        found = await self.collection.find_one({"_id": hashed, "until": {"$gt": now}})
        if found is None:
            return None
        if now - found["seen_at"] > NOTED_EVERY:
            change = {"seen_at": now, "until": _until(found["made_at"], now)}
            await self.collection.update_one({"_id": hashed}, {"$set": change})
        return _session(found)

    @answering
    async def of(self, user: str, now: datetime) -> list[Session]:
        """The open sessions of a person, the latest first."""
        chosen = {"user": user.casefold(), "until": {"$gt": now}}
        return [_session(found) async for found in self.collection.find(chosen, sort=[("seen_at", -1)], limit=100)]

    @answering
    async def end(self, hashed: str) -> None:
        """Logs one browser out."""
        await self.collection.delete_one({"_id": hashed})

    @answering
    async def end_all(self, user: str, but: str = "") -> int:
        """Logs a person out everywhere, except in the session `but`, and says of how many."""
        return (await self.collection.delete_many({"user": user.casefold(), "_id": {"$ne": but}})).deleted_count


def _until(made_at: datetime, seen_at: datetime) -> datetime:
    return min(seen_at + IDLE, made_at + LONGEST)


def _session(found: Document) -> Session:
    return Session(found["_id"], found["user"], found["made_at"], found["seen_at"], found.get("agent", ""))
