"""A text that took another one's place: what it is to that one, and which stories it ties together.

A flash of three lines grows into the report that forty others print. Whoever copied the report belongs to the story of
the flash, whether the copy came before or after the flash was seen to have grown.
"""

from contextlib import suppress
from datetime import datetime

from monitor.errors import UsageError
from monitor.schedule.stories import common_keys
from monitor.store.changed_texts import ChangedText
from monitor.store.store import Store
from monitor.stories.examining import Examined
from monitor.stories.fingerprint import Fingerprint
from monitor.stories.placing import Shelf
from monitor.stories.verdict import verdict


async def settle_change(store: Store, changed: ChangedText, read: Examined, now: datetime) -> bool:
    """Settles one changed text; False where it has to wait for the next time."""
    found = verdict(read.read, changed.before, same_address=True)
    tells_the_same = found.keeps_the_news or not changed.before.is_telling
    if tells_the_same and read.read.is_telling and not await _tie(store, changed, read.read, now):
        return False
    return await store.changed_texts.write(changed, found, read.fingerprint)


async def _tie(store: Store, changed: ChangedText, one: Fingerprint, now: datetime) -> bool:
    """Lets copies of the new text find the item's story, and joins that with the one that they are in already."""
    common = await common_keys(store, [one])
    near = [story for story, _ in await store.stories.candidates(one.keys(common))]
    own = [story for story, _ in await store.stories.by_id([changed.story])]
    stands = any(verdict(one, face.fingerprint).joins for story in own for face in story.faces)
    if not stands and not await store.changed_texts.stand(changed, one):
        return False
    other = Shelf((story for story in near if story.identity != changed.story), common).place(one).story
    if other:
        with suppress(UsageError):  # its items were forgotten meanwhile
            await store.story_decisions.merge(min(changed.story, other), max(changed.story, other), "", now)
    return True
