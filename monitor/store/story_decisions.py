"""What people decide about stories: these two are one, these items are another, this one leads.

Every change of two stories goes through `moving`, written into the story that members leave in the same write that
takes them out of it. Whoever finds such a story finishes the move, so that a crash at any point loses nothing.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

from bson import ObjectId
from pymongo import ASCENDING
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from monitor.errors import UsageError
from monitor.store.documents import Document, storable
from monitor.store.story_documents import MOST_FACES, MOST_MEMBERS, MOST_SOURCES, face_document
from monitor.store.words import answering
from monitor.stories.fingerprint import EMPTY, Fingerprint
from monitor.stories.placing import MERGED_KEYS, STORY_KEYS

# Another process that changes the same story in the same moment makes us look again.
TRIES = 20
# Decisions that a story remembers.
MOST_DECIDED = 200


# What a story brings into another one.
_BROUGHT = (
    "members", "faces", "keys", "sources", "languages", "first_outlet", "first_dated", "first_seen", "last_seen",
    "wire", "first_published_by", "decided",
)  # fmt: skip


class _Moving(UsageError):
    """A story is on its way into another, or members are on their way out of it."""


class StoryDecisions:
    """Merges, splits and leads stories; `by` is the person, or "" for the machine, which heeds what people decided."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.stories: AsyncCollection[Document] = database["stories"]
        self.items: AsyncCollection[Document] = database["items"]

    @answering
    async def merge(self, into: str, other: str, by: str, at: datetime) -> str:
        """Makes two stories one and gives its id; `other` then only says where its members went.

        Raises `UsageError` for a story that is not there. The machine does not join what a person took apart: then
        this gives "".
        """
        for _ in range(TRIES):
            with suppress(_Moving):  # somebody merges or splits it in this moment
                return await self._merge(into, other, by, at)
        raise UsageError(f"Story {other} keeps changing; try again.")

    async def _merge(self, into: str, other: str, by: str, at: datetime) -> str:
        await self.finish_moves()
        target, leaving = await self._current(into), await self._current(other)
        if not by and _is_led(leaving) and not _is_led(target):
            target, leaving = leaving, target
        if target["_id"] == leaving["_id"]:
            return str(target["_id"])
        if not by and _are_apart(target, leaving):
            return ""
        decided = _decided("merge", by, at, stories=[target["_id"], leaving["_id"]])

        def leave(story: Document) -> Document:
            brought = {name: story[name] for name in _BROUGHT} | {"decided": _longer(story["decided"], [decided])}
            moving = {"to": target["_id"], "kind": "merge", "brought": brought, "at": at, "by": by}
            return {"moving": moving, "members": [], "keys": [], "faces": []}

        await self._change(leaving["_id"], leave)
        await self.finish_moves()
        return str((await self._current(str(target["_id"])))["_id"])

    @answering
    async def split(self, story: str, items: Sequence[str], by: str, at: datetime) -> str:
        """Makes a story of its own of some of a story's members and gives its id. Raises `UsageError`."""
        await self.finish_moves()
        source = await self._current(story)
        leaving = [member for member in source["members"] if str(member["item"]) in set(items)]
        if len(leaving) != len(set(items)):
            raise UsageError(f"Not every one of these items is a member of story {source['_id']}.")
        if len(leaving) == len(source["members"]):
            raise UsageError("That is the whole story; name some of its members.")
        new = ObjectId()
        decided = _decided("split", by, at, stories=[source["_id"], new])
        fresh = {"_id": new, "decided": [decided], "revision": 1, "merged_into": None, "parted_from": source["_id"]}
        led = await self._led_by(leaving, fresh)
        heir = await self._heir(source, leaving)

        def leave(found: Document) -> Document:
            moving = {"to": new, "kind": "split", "story": led, "at": at, "by": by}
            return {**_left(leaving, heir, found), "moving": moving, "decided": _longer(found["decided"], [decided])}

        await self._change(source["_id"], leave)
        await self.finish_moves()
        return str(new)

    @answering
    async def lead(self, story: str, item: str, by: str, at: datetime) -> str:
        """Makes a member the leader of its story and gives the story's id. Raises `UsageError`."""
        await self.finish_moves()
        found = await self._current(story)
        if item not in {str(member["item"]) for member in found["members"]}:
            raise UsageError(f"Item {item} is no member of story {found['_id']}.")
        decided = _decided("lead", by, at, items=[ObjectId(item)])
        facts = await self._leader_facts(ObjectId(item))

        def change(story: Document) -> Document:
            return {**_led(story, facts), "decided": _longer(story["decided"], [decided])}

        await self._change(found["_id"], change)
        return str(found["_id"])

    @answering
    async def forget(self, sources: Sequence[str]) -> None:
        """Takes the items of sources out of their stories; a story that has no others goes with them."""
        await self.finish_moves()
        async for story in self.stories.find({"sources": {"$in": list(sources)}}):
            leaving = [member for member in story["members"] if member["source"] in set(sources)]
            if len(leaving) == len(story["members"]):
                await self.stories.delete_many({"$or": [{"_id": story["_id"]}, {"merged_into": story["_id"]}]})
                continue
            heir = await self._heir(story, leaving)
            await self._change(story["_id"], partial(_left, leaving, heir))

    @answering
    async def finish_moves(self) -> int:
        """Finishes what was begun, here or by a process that died; says how many moves there were.

        A story that others are moving into while it leaves itself goes first, so that they follow it. Where each
        waits for another, as when two people merge two stories crosswise, one of them stays.
        """
        count = 0
        while moves := await self._moves():
            waiting = {story["_id"]: await self._finish(story) for story in moves}
            done = sum(target is None for target in waiting.values())
            ring = [] if done else _ring(waiting)
            if not done and not ring:  # another process is at it
                break
            for story in moves:
                if story["_id"] == min(ring, default=None):
                    await self._stay(story)
            count += done
        return count

    async def _moves(self) -> list[Document]:
        begun = self.stories.find({"moving.to": {"$exists": True}}, sort=[("_id", ASCENDING)])
        return await begun.to_list()

    async def _finish(self, story: Document) -> ObjectId | None:
        """Finishes one move; gives the story that it has to wait for, if any."""
        if story["moving"]["kind"] == "merge":
            return await self._finish_merge(story)
        await self._finish_split(story)
        return None

    async def _finish_merge(self, leaving: Document) -> ObjectId | None:
        brought = leaving["moving"]["brought"]
        try:
            target = await self._current(str(leaving["moving"]["to"]))
        except UsageError:  # its items were forgotten meanwhile: all stays as it was
            target = leaving
        if target["_id"] == leaving["_id"]:  # or it went into this one before
            await self._stay(leaving)
            return None
        try:
            await self._change(target["_id"], lambda story: _with(story, brought))
        except UsageError:  # it moves itself, or keeps changing
            into: ObjectId = target["_id"]
            return into
        await self._lead_on(leaving, target["_id"])
        return None

    async def _lead_on(self, leaving: Document, target: ObjectId) -> None:
        """Lets all that led to a story, and at last itself, lead to the one where its members are now."""
        await self.items.update_many({"story": leaving["_id"]}, {"$set": {"story": target}})
        await self.stories.update_many({"merged_into": leaving["_id"]}, {"$set": {"merged_into": target}})
        gone = {"merged_into": target, "merged_at": leaving["moving"]["at"], "unfollowed": True}
        await self.stories.update_one(_still_moving(leaving), {"$set": gone, "$unset": {"moving": ""}})

    async def _stay(self, leaving: Document) -> None:
        """Gives a story back what it was about to bring into another."""
        back = {"$set": leaving["moving"]["brought"], "$unset": {"moving": ""}, "$inc": {"revision": 1}}
        await self.stories.update_one(_still_moving(leaving), back)

    async def _finish_split(self, source: Document) -> None:
        story = source["moving"]["story"]
        with suppress(DuplicateKeyError):  # somebody was as far as this before
            await self.stories.insert_one(story)
        members = [member["item"] for member in story["members"]]
        await self.items.update_many({"_id": {"$in": members}}, {"$set": {"story": story["_id"]}})
        told = {"relation.kind": "new", "relation.of": None}
        await self.items.update_one({"_id": story["leader"]}, {"$set": told})
        await self.stories.update_one(_still_moving(source), {"$unset": {"moving": ""}})

    async def _current(self, identity: str) -> Document:
        """A story as it is, or the one that it was merged into; raises `UsageError` where there is none."""
        wanted = ObjectId(identity) if ObjectId.is_valid(identity) else None
        story = await self.stories.find_one({"_id": wanted}) if wanted else None
        while story and story.get("merged_into"):
            story = await self.stories.find_one({"_id": story["merged_into"]})
        if story is None:
            raise UsageError(f"There is no story {identity}. `monitor stories list` shows some.")
        return story

    async def _change(self, identity: ObjectId, change: Callable[[Document], Document]) -> Document:
        """Changes a story by what it is now; begins anew when another process was quicker. Gives it as it was.

        Raises `UsageError` where it is gone, keeps changing, or is moving itself.
        """
        for _ in range(TRIES):
            story = await self.stories.find_one({"_id": identity})
            if story is None:
                raise UsageError(f"Story {identity} is gone.")
            if "moving" in story:
                raise _Moving(f"Story {identity} is being merged or split; try again.")
            seen = {"_id": identity, "revision": story["revision"]}
            done = await self.stories.update_one(seen, {"$set": change(story), "$inc": {"revision": 1}})
            if done.modified_count:
                return story
        raise UsageError(f"Story {identity} keeps changing; try again.")

    async def _leader_facts(self, item: ObjectId) -> Document:
        shape = {"headline": 1, "language": 1, "fingerprint": 1}
        return await self.items.find_one({"_id": item}, shape) or {"_id": item}

    async def _heir(self, story: Document, leaving: list[Document]) -> Document | None:
        """Who leads a story whose leader leaves it; None where the leader stays."""
        gone = {member["item"] for member in leaving}
        if story["leader"] not in gone:
            return None
        return await self._leader_facts(
            _first_copy([one for one in story["members"] if one["item"] not in gone])["item"]
        )

    async def _led_by(self, members: list[Document], story: Document) -> Document:
        """A story of these members, led by the first that is no excerpt."""
        facts = await self._leader_facts(_first_copy(members)["item"])
        empty: Document = {"members": [], "faces": [], "keys": [], "wire": "", "first_published_by": ""}
        brought = {**empty, **_sums(members), "members": members, "decided": []}
        return _led({**story, **empty, **brought, "decided": story["decided"]}, facts, whole=True)


def _decided(kind: str, by: str, at: datetime, **about: Any) -> Document:
    decided: Document = storable({"kind": kind, "by": by, "at": at, **about})
    return decided


def _are_apart(one: Document, other: Document) -> bool:
    """Whether a person took apart what these two are now, under these names or under those that went into them."""
    ours, theirs = _names(one), _names(other)
    splits = [found["stories"] for found in (*one["decided"], *other["decided"]) if _is_by_person(found, "split")]
    return any((a in ours and b in theirs) or (a in theirs and b in ours) for a, b in splits)


def _names(story: Document) -> set[ObjectId]:
    """The ids under which a story's members were known, its own first."""
    merged = [found["stories"] for found in story["decided"] if found["kind"] == "merge"]
    return {story["_id"], *(name for names in merged for name in names)}


def _is_led(story: Document) -> bool:
    """Whether a person said who leads it."""
    return any(_is_by_person(found, "lead") for found in story["decided"])


def _is_by_person(decided: Document, kind: str) -> bool:
    return decided["kind"] == kind and bool(decided["by"])


def _ring(waiting: dict[Any, ObjectId | None]) -> list[ObjectId]:
    """Stories each of which waits for the next, the last for the first; [] where there are none.

    >>> _ring({1: 2, 2: 3, 3: 2}), _ring({1: 2, 2: 7})
    ([2, 3], [])
    """
    way: list[Any] = []
    place = next(iter(waiting), None)
    while place in waiting and place not in way:
        way.append(place)
        place = waiting[place]
    return way[way.index(place) :] if place in way else []


def _still_moving(story: Document) -> Document:
    moving = story["moving"]
    return {"_id": story["_id"], "moving.to": moving["to"], "moving.at": moving["at"], "moving.kind": moving["kind"]}


def _longer(decided: list[Document], added: list[Document]) -> list[Document]:
    """Both together; where they are too many, the machine's oldest are forgotten before any of a person's."""
    both = [*decided, *(one for one in added if one not in decided)]
    over = len(both) - MOST_DECIDED
    of_machine = [one for one in both if not one["by"]][: max(0, over)]
    return [one for one in both if one not in of_machine][-MOST_DECIDED:]


def _sums(members: list[Document]) -> Document:
    """What a story says of its members as a whole."""
    first = min(members, key=lambda member: member["dated"])
    sources = sorted({member["source"] for member in members})
    return {
        "sources": sources[:MOST_SOURCES],
        "outlets": len(sources),
        "languages": sorted({member["language"] for member in members}),
        "first_outlet": first["source"],
        "first_dated": first["dated"],
        "first_seen": min(member["first_seen"] for member in members),
        "last_seen": max(member["first_seen"] for member in members),
    }


def _with(story: Document, brought: Document) -> Document:
    """A story with what another one brings; the same again changes nothing."""
    there = {member["item"] for member in story["members"]}
    members = [*story["members"], *(one for one in brought["members"] if one["item"] not in there)][:MOST_MEMBERS]
    faces = _faces(story, [*story["faces"], *brought["faces"]])
    earlier = brought if brought["first_dated"] < story["first_dated"] else story
    sources = sorted({*story["sources"], *brought["sources"]})[:MOST_SOURCES]
    return {
        "members": members,
        "faces": faces[:MOST_FACES],
        "keys": list(dict.fromkeys([*story["keys"], *brought["keys"]]))[:MERGED_KEYS],
        "sources": sources,
        "outlets": len(sources),
        "languages": sorted({*story["languages"], *brought["languages"]}),
        "first_outlet": earlier["first_outlet"],
        "first_dated": earlier["first_dated"],
        "first_seen": min(story["first_seen"], brought["first_seen"]),
        "last_seen": max(story["last_seen"], brought["last_seen"]),
        "wire": story["wire"] or brought["wire"],
        "first_published_by": story["first_published_by"] or brought["first_published_by"],
        "decided": _longer(story["decided"], brought["decided"]),
    }


def _faces(story: Document, faces: list[Document]) -> list[Document]:
    """Each text once, those of the leader first."""
    texts = {(face["item"], face["fingerprint"]): face for face in faces}
    return sorted(texts.values(), key=lambda face: face["item"] != story["leader"])


def _without(story: Document, leaving: list[Document]) -> Document:
    gone = {member["item"] for member in leaving}
    members = [member for member in story["members"] if member["item"] not in gone]
    faces = [face for face in story["faces"] if face["item"] not in gone]
    return {"members": members, "faces": faces, **_sums(members)}


def _left(leaving: list[Document], heir: Document | None, story: Document) -> Document:
    """The change of a story that members leave, and that another item leads then if there is an heir."""
    left = _without(story, leaving)
    return {**left, **(_led({**story, **left}, heir) if heir else {})}


def _first_copy(members: list[Document]) -> Document:
    """The member that can stand for others: the first that holds the whole news."""
    return next((member for member in members if member["relation"] != "excerpt"), members[0])


def _led(story: Document, facts: Document, *, whole: bool = False) -> Document:
    """The change that makes an item the leader; `whole` gives the whole story with it."""
    one = Fingerprint.from_bytes(facts.get("fingerprint") or EMPTY.to_bytes())
    face = face_document(facts["_id"], facts.get("language", ""), one)
    faces = [face, *(other for other in story["faces"] if other["item"] != facts["_id"])][:MOST_FACES]
    keys = list(dict.fromkeys([*one.keys(), *story["keys"]]))[:STORY_KEYS]
    told = {"leader": facts["_id"], "headline": facts.get("headline", ""), "language": facts.get("language", "")}
    changed = {**told, "faces": faces, "keys": keys}
    return {**story, **changed} if whole else changed
