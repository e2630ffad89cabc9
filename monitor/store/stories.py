"""The collection `stories`: items that tell the same news, under the one that leads them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bson import ObjectId
from pymongo import ASCENDING, DESCENDING, InsertOne, UpdateOne
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import BulkWriteError, OperationFailure

from monitor.store.bulk import DUPLICATE_KEY
from monitor.store.documents import Document
from monitor.store.story_documents import NewMember, join_update, shelved, story_document
from monitor.store.words import answering
from monitor.stories.placing import Shelved

# Stories that one question brings; more of them share keys only while a footer is not known as one yet.
MOST_CANDIDATES = 4_000
# What is needed of a story to find it.
_SHELF = {"faces": 1, "keys": 1, "size": {"$size": "$members"}, "decided": 1}


# Keys are hashes: each leads to another page of the index, and one of 4 kB is read and kept at an eighth of the cost.
SMALL_PAGES = {"wiredTiger": {"configString": "leaf_page_max=4KB"}}
INDEX_OPTIONS_CONFLICT = 85


@contextmanager
def suppress_conflict() -> Iterator[None]:
    """Leaves an index as it is that was made with other options; it finds the same."""
    try:
        yield
    except OperationFailure as error:
        if error.code != INDEX_OPTIONS_CONFLICT:
            raise


@dataclass(frozen=True, slots=True)
class StoryQuery:
    """Which stories to list, the latest first; what is left out does not narrow."""

    source: str = ""
    since: datetime | None = None
    outlets: int = 1
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Joining:
    """Members that are to join one story, or to found it; `keys` are those that shall lead to it now."""

    story: str
    members: Sequence[NewMember]
    keys: Sequence[int]
    is_new: bool
    is_full: bool = False


class Stories:
    """Finds the stories that texts could belong to, and writes down where they went."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["stories"]
        self.common_keys: AsyncCollection[Document] = database["common_keys"]

    async def make_indexes(self) -> None:
        """No item is a member of two stories; `keys` find those that share shingles with a text."""
        with suppress_conflict():
            await self.collection.create_index("keys", storageEngine=SMALL_PAGES)
        await self.collection.create_index("members.item", unique=True, sparse=True)
        await self.collection.create_index([("last_seen", DESCENDING), ("_id", DESCENDING)])
        await self.collection.create_index("moving.to", sparse=True)
        await self.collection.create_index("unfollowed", sparse=True)
        await self.collection.create_index("parted_from", sparse=True)

    @answering
    async def common(self, keys: Iterable[int]) -> set[int]:
        """Those of the keys that stand in many stories and find nothing any more."""
        asked = list(set(keys))
        found = self.common_keys.find({"_id": {"$in": asked}}, batch_size=max(1, len(asked)))
        return {key["_id"] async for key in found}

    @answering
    async def add_common(self, keys: Iterable[int]) -> None:
        """Remembers keys that stand in many stories."""
        writes = [UpdateOne({"_id": key}, {"$setOnInsert": {"_id": key}}, upsert=True) for key in keys]
        if writes:
            await self.common_keys.bulk_write(writes, ordered=False)

    @answering
    async def candidates(self, keys: Iterable[int]) -> list[tuple[Shelved, int]]:
        """The stories under any of the keys, each with the number of members it lists. One question."""
        found = self.collection.find(
            {"keys": {"$in": sorted(set(keys))}}, _SHELF, limit=MOST_CANDIDATES, batch_size=MOST_CANDIDATES
        )
        return [(shelved(story), story["size"]) async for story in found]

    @answering
    async def by_id(self, identities: Iterable[str]) -> list[tuple[Shelved, int]]:
        """The same for stories that are known by name; those that were merged into others are left out."""
        wanted = [ObjectId(identity) for identity in set(identities)]
        found = self.collection.find({"_id": {"$in": wanted}, "merged_into": None}, _SHELF)
        return [(shelved(story), story["size"]) async for story in found]

    def new_name(self) -> str:
        """A name that no story has."""
        return str(ObjectId())

    @answering
    async def placed(self, items: Sequence[str]) -> dict[str, tuple[str, Document]]:
        """Where items are members already: the story, and the member as it stands there."""
        wanted = [ObjectId(item) for item in items]
        only = {"$filter": {"input": "$members", "cond": {"$in": ["$$this.item", wanted]}}}
        asked: list[Document] = [{"$match": {"members.item": {"$in": wanted}}}, {"$project": {"members": only}}]
        found: dict[str, tuple[str, Document]] = {}
        async for story in await self.collection.aggregate(asked):
            for member in story["members"]:
                found[str(member["item"])] = (str(story["_id"]), member)
        return found

    @answering
    async def write(self, joinings: Sequence[Joining]) -> None:
        """Founds stories and adds members. What another process did meanwhile stays; `placed` tells."""
        writes = [_write(joining) for joining in joinings]
        if not writes:
            return
        try:
            await self.collection.bulk_write(writes, ordered=False)
        except BulkWriteError as error:
            if any(failed["code"] != DUPLICATE_KEY for failed in error.details.get("writeErrors", [])):
                raise

    @answering
    async def get(self, identity: str) -> Document | None:
        """One story by its id, or the one that it was merged into."""
        if not ObjectId.is_valid(identity):
            return None
        story = await self.collection.find_one({"_id": ObjectId(identity)})
        if story and story.get("merged_into"):
            return await self.collection.find_one({"_id": story["merged_into"]})
        return story

    @answering
    async def unfollowed(self) -> list[tuple[str, str]]:
        """Stories that were merged, with those they were merged into, whose alerts have not followed yet."""
        found = self.collection.find({"unfollowed": True}, {"merged_into": 1}, sort=[("_id", ASCENDING)])
        return [(str(story["_id"]), str(story["merged_into"])) async for story in found]

    @answering
    async def followed(self, story: str) -> None:
        """Notes that the alerts of a merged story are where its members are."""
        await self.collection.update_one({"_id": ObjectId(story)}, {"$unset": {"unfollowed": ""}})

    @answering
    async def parted(self) -> list[tuple[str, str]]:
        """Stories that a person took out of others, with those, whose alerts have not followed yet."""
        found = self.collection.find({"parted_from": {"$exists": True}}, {"parted_from": 1}, sort=[("_id", ASCENDING)])
        return [(str(story["_id"]), str(story["parted_from"])) async for story in found]

    @answering
    async def followed_parting(self, story: str) -> None:
        """Notes that the alerts of its items are those of a story of its own."""
        await self.collection.update_one({"_id": ObjectId(story)}, {"$unset": {"parted_from": ""}})

    @answering
    async def latest(self, query: StoryQuery) -> list[Document]:
        """Stories in the order in which they were last added to, the latest first."""
        chosen: dict[str, Any] = {"merged_into": None, "outlets": {"$gte": query.outlets}}
        if query.source:
            chosen["sources"] = query.source
        if query.since:
            chosen["last_seen"] = {"$gte": query.since}
        order = [("last_seen", DESCENDING), ("_id", DESCENDING)]
        shape = {"faces.fingerprint": 0, "keys": 0}
        return await self.collection.find(chosen, shape, sort=order, limit=query.limit).to_list()


def _write(joining: Joining) -> InsertOne[Document] | UpdateOne:
    if joining.is_new:
        return InsertOne(story_document(joining.story, joining.members, joining.keys))
    items = [ObjectId(member.item) for member in joining.members]
    # Not a story that is merged away meanwhile, or just now, nor twice in one.
    there: Document = {"_id": ObjectId(joining.story), "merged_into": None, "moving.brought": {"$exists": False}}
    still = {**there, "members.item": {"$nin": items}}
    return UpdateOne(still, join_update(joining.members, joining.keys, listed=not joining.is_full))
