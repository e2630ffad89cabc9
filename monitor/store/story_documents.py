"""Stories as MongoDB documents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from bson import ObjectId

from monitor.store.documents import Document, storable, storable_text
from monitor.stories.fingerprint import Fingerprint
from monitor.stories.origin import Origin
from monitor.stories.placing import MERGED_KEYS, STORY_KEYS, Face, Shelved
from monitor.stories.verdict import Overlap, Verdict

# Members that a story's document lists; of further ones only the items say where they belong.
MOST_MEMBERS = 1_000
MOST_SOURCES = 1_000
# Texts that stand for a story: its leader, translations, leaders of stories merged into it.
MOST_FACES = 40
_NUMBERS = tuple(field.name for field in fields(Overlap))


@dataclass(frozen=True, slots=True)
class NewMember:
    """An item and its place: `of` is the item it was held against ("" for none), `by` a person, "" for the machine."""

    item: str
    source: str
    headline: str
    language: str
    dated: datetime
    first_seen: datetime
    origin: Origin
    fingerprint: Fingerprint
    verdict: Verdict
    of: str
    at: datetime
    by: str = ""

    def is_face(self) -> bool:
        """Whether it stands for its story beside the leader."""
        return self.verdict.kind == "translation"


def relation(member: NewMember) -> Document:
    """What an item is to another, as it stands in the item."""
    return {**verdict_document(member.verdict), "of": ObjectId(member.of) if member.of else None}


def verdict_document(found: Verdict) -> Document:
    """What a text is to another, with the numbers that say so."""
    numbers = {name: round(getattr(found.overlap, name), 4) for name in _NUMBERS}
    return {"kind": found.kind, **numbers, "evidence": found.evidence}


def member_document(member: NewMember) -> Document:
    """A member as it stands in its story."""
    told = relation(member)
    place = {"item": ObjectId(member.item), "source": member.source, "language": member.language}
    moments = {"dated": member.dated, "first_seen": member.first_seen, "at": member.at, "by": member.by}
    document: Document = storable({**place, "relation": told.pop("kind"), **told, **moments})
    return document


def face_document(item: ObjectId, language: str, one: Fingerprint) -> Document:
    """A text that stands for a story."""
    return {"item": item, "language": storable_text(language), "fingerprint": one.to_bytes()}


def story_document(identity: str, members: Sequence[NewMember], keys: Iterable[int]) -> Document:
    """A new story that the first of its members leads."""
    leader = members[0]
    first = min(members, key=lambda member: member.dated)
    faces = [leader, *(member for member in members[1:] if member.is_face())][:MOST_FACES]
    sources = sorted({storable_text(member.source) for member in members})
    return {
        "_id": ObjectId(identity),
        "revision": 1,
        "leader": ObjectId(leader.item),
        "headline": storable_text(leader.headline),
        "language": storable_text(leader.language),
        "members": [member_document(member) for member in members[:MOST_MEMBERS]],
        "faces": [face_document(ObjectId(one.item), one.language, one.fingerprint) for one in faces],
        "keys": list(keys)[:STORY_KEYS],
        "sources": sources[:MOST_SOURCES],
        "outlets": len(sources),
        "languages": sorted({storable_text(member.language) for member in members}),
        "first_outlet": storable_text(first.source),
        "first_dated": first.dated,
        "first_seen": min(member.first_seen for member in members),
        "last_seen": max(member.first_seen for member in members),
        "wire": storable_text(next((member.origin.wire for member in members if member.origin.wire), "")),
        "first_published_by": storable_text(_first_name(members)),
        "decided": [],
        "merged_into": None,
    }


def join_update(members: Sequence[NewMember], keys: Iterable[int], *, listed: bool) -> list[Document]:
    """The change of a story that members join; `listed` False where it lists no more of them."""
    first = min(members, key=lambda member: member.dated)
    seen = [member.first_seen for member in members]
    wire = next((member.origin.wire for member in members if member.origin.wire), "")
    faces = [face_document(ObjectId(one.item), one.language, one.fingerprint) for one in members if one.is_face()]
    added = {
        "members": _longer("members", [member_document(one) for one in members] if listed else [], MOST_MEMBERS),
        "faces": _longer("faces", faces, MOST_FACES),
        "keys": grown_keys(list(keys)),
        "sources": _union("sources", storable([member.source for member in members]), MOST_SOURCES),
        "languages": _union("languages", storable([member.language for member in members]), MOST_SOURCES),
        "first_outlet": {
            "$cond": [{"$lt": [first.dated, "$first_dated"]}, _literally(storable(first.source)), "$first_outlet"]
        },
        "first_dated": {"$min": ["$first_dated", first.dated]},
        "first_seen": {"$min": ["$first_seen", min(seen)]},
        "last_seen": {"$max": ["$last_seen", max(seen)]},
        "wire": _unless_known("wire", wire),
        "first_published_by": _unless_known("first_published_by", _first_name(members)),
        "revision": {"$add": ["$revision", 1]},
    }
    return [{"$set": added}, {"$set": {"outlets": {"$size": "$sources"}}}]


def grown_keys(added: Sequence[int]) -> Document:
    """The keys of a story with others behind them, as far as there is room: what led to it goes on doing so."""
    new = {"$setDifference": [_literally(list(added)), "$keys"]}
    return {"$slice": [{"$concatArrays": ["$keys", new]}, MERGED_KEYS]}


def _first_name(members: Sequence[NewMember]) -> str:
    return next((member.origin.first_published_by for member in members if member.origin.first_published_by), "")


def _literally(value: Any) -> Document:
    """A value from outside, which may begin with the dollar that means a field."""
    return {"$literal": value}


def _longer(name: str, added: list[Any], most: int) -> Document:
    return {"$slice": [{"$concatArrays": [f"${name}", _literally(added)]}, most]}


def _union(name: str, added: list[Any], most: int) -> Document:
    return {"$slice": [{"$setUnion": [f"${name}", _literally(added)]}, most]}


def _unless_known(name: str, value: str) -> Document:
    return {"$cond": [{"$eq": [f"${name}", ""]}, _literally(storable(value)), f"${name}"]}


def shelved(document: Document) -> Shelved:
    """What is needed of a stored story to find it."""
    faces = [
        Face(str(face["item"]), face["language"], Fingerprint.from_bytes(face["fingerprint"]))
        for face in document["faces"]
    ]
    return Shelved(str(document["_id"]), faces, set(document["keys"]))
