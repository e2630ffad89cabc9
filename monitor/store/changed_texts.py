"""Items whose text took an older one's place and was not held against that yet, nor against other stories."""

from dataclasses import dataclass

from bson import ObjectId
from pymongo import ASCENDING
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document
from monitor.store.story_documents import MOST_FACES, face_document, grown_keys, verdict_document
from monitor.store.unsettled import BATCH, FIELDS, Unsettled, unsettled, within_bounds
from monitor.store.words import answering
from monitor.stories.fingerprint import EMPTY, Fingerprint
from monitor.stories.verdict import Verdict


@dataclass(frozen=True, slots=True)
class ChangedText:
    """The present text of an item, its number, the item's story, and what was kept of the text before."""

    text: Unsettled
    version: int
    story: str
    before: Fingerprint


class ChangedTexts:
    """Reads them, and writes down what they are to the texts before."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.items: AsyncCollection[Document] = database["items"]
        self.stories: AsyncCollection[Document] = database["stories"]

    async def make_indexes(self) -> None:
        """Leads to the few items that wait."""
        await self.items.create_index("reread", sparse=True)

    @answering
    async def batch(self) -> list[ChangedText]:
        """At most 50 of them, fewer where their texts are very long, those whose item has a story."""
        shape = dict.fromkeys((*FIELDS, "versions", "story", "fingerprint"), 1)
        waiting = {"reread": True, "story": {"$ne": None}}
        found = self.items.find(waiting, shape, sort=[("_id", ASCENDING)], limit=BATCH, batch_size=10)
        return [_changed_text(item) for item in await within_bounds(found)]

    @answering
    async def stand(self, story: str, changed: ChangedText, one: Fingerprint) -> bool:
        """Lets the new text stand for a story beside the old; False where the story goes into another just now."""
        face = face_document(ObjectId(changed.text.item), changed.text.edition.language, one)
        told = {"$in": [face["fingerprint"], "$faces.fingerprint"]}
        longer = {"$slice": [{"$concatArrays": ["$faces", [{"$literal": face}]]}, MOST_FACES]}
        revision = {"$add": ["$revision", 1]}
        grown = {"faces": {"$cond": [told, "$faces", longer]}, "keys": grown_keys(one.keys()), "revision": revision}
        still = {"_id": ObjectId(story), "merged_into": None, "moving": {"$exists": False}}
        return bool((await self.stories.update_one(still, [{"$set": grown}])).matched_count)

    @answering
    async def write(self, changed: ChangedText, found: Verdict, fingerprint: bytes) -> bool:
        """Writes what the new text is to the one before; False where it was changed again meanwhile."""
        still = {"_id": ObjectId(changed.text.item), "reread": True, "versions": changed.version}
        told = {"change": verdict_document(found), "fingerprint": fingerprint}
        return bool((await self.items.update_one(still, {"$set": told, "$unset": {"reread": ""}})).modified_count)


def _changed_text(item: Document) -> ChangedText:
    before = Fingerprint.from_bytes(item.get("fingerprint") or EMPTY.to_bytes())
    return ChangedText(unsettled(item), item["versions"], str(item["story"]), before)
