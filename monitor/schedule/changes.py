"""A text that took another one's place: what it is to that one, and which stories it ties together.

A flash of three lines grows into the report that forty others print. Whoever copied the report belongs to the story of
the flash, whether the copy came before or after the flash was seen to have grown.

Whoever writes a page chooses what stands in it next. So a new text leads others to its story only while it
still tells that story's first news; and it joins two stories only where those tell the same without it.
"""

from contextlib import suppress
from datetime import datetime

from monitor.errors import UsageError
from monitor.schedule.stories import common_keys
from monitor.store.changed_texts import ChangedText
from monitor.store.store import Store
from monitor.store.story_documents import shelved
from monitor.stories.examining import Examined
from monitor.stories.fingerprint import EMPTY, Fingerprint
from monitor.stories.placing import Shelf, Shelved
from monitor.stories.verdict import verdict

# Texts of one item that stand for a story: a page that is rewritten for ever leaves room for others.
TEXTS_OF_ONE = 4


async def settle_change(store: Store, changed: ChangedText, read: Examined, now: datetime) -> bool:
    """Settles one changed text; False where it has to wait for the next time."""
    found = verdict(read.read, changed.before, same_address=True)
    tells_the_same = found.keeps_the_news or not changed.before.is_telling
    if tells_the_same and read.read.is_telling and not await _tie(store, changed, read.read, now):
        return False
    return await store.changed_texts.write(changed, found, read.fingerprint)


async def _tie(store: Store, changed: ChangedText, one: Fingerprint, now: datetime) -> bool:
    """Lets copies of the new text find the item's story, and joins that with the one that they are in already."""
    story = await store.stories.get(changed.story)
    if story is None:  # its other items were forgotten
        return True
    if "moving" in story:
        return False
    own = shelved(story)
    if not _tells_of(own, changed, one):
        return True
    if _is_news_of(own, changed, one) and not await store.changed_texts.stand(own.identity, changed, one):
        return False
    other = await _other(store, own, one)
    if other:
        with suppress(UsageError):  # its items were forgotten meanwhile
            await _join(store, own, other, now)
    return True


def _first(story: Shelved) -> Fingerprint:
    """The text that leads a story."""
    return story.faces[0].fingerprint if story.faces else EMPTY


def _tells_of(own: Shelved, changed: ChangedText, one: Fingerprint) -> bool:
    """Whether a text tells what its story is about; where the story's first text told nothing, its author may say."""
    if not _first(own).is_telling:
        return any(face.item == changed.text.item for face in own.faces[:1])
    firsts = [own.faces[0], *[face for face in own.faces if face.item == changed.text.item][:1]]
    return _stands(own, one) or any(verdict(one, face.fingerprint).keeps_the_news for face in firsts)


def _stands(own: Shelved, one: Fingerprint) -> bool:
    return any(verdict(one, face.fingerprint).joins for face in own.faces)


def _is_news_of(own: Shelved, changed: ChangedText, one: Fingerprint) -> bool:
    texts = sum(face.item == changed.text.item for face in own.faces)
    return not _stands(own, one) and texts < TEXTS_OF_ONE


async def _other(store: Store, own: Shelved, one: Fingerprint) -> Shelved | None:
    """Another story that the text belongs to, and the item's story without it."""
    common = await common_keys(store, [one])
    near = await store.stories.candidates(one.keys(common))
    shelf = Shelf((story for story, _ in near if story.identity != own.identity), common)
    found = shelf.stories.get(shelf.place(one).story)
    if found and _first(own).is_telling and not verdict(_first(own), _first(found)).joins:
        return None
    return found


async def _join(store: Store, own: Shelved, other: Shelved, now: datetime) -> None:
    """The older story takes the other one in; one whose first text told nothing is never the one that leads."""
    into, leaving = sorted((own.identity, other.identity))
    if not _first(own).is_telling:
        into, leaving = other.identity, own.identity
    await store.story_decisions.merge(into, leaving, "", now)
