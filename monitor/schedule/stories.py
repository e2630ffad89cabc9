"""Gives every stored item its story, in batches, oldest first.

Written in this order: the story with its new member, then the item. What a crash leaves between is seen by the next
who comes: a member whose item does not know of it yet is only told again.
"""

import logging
from collections.abc import Sequence
from datetime import datetime

from monitor.errors import EntryError, UsageError
from monitor.extract.work import Work
from monitor.schedule.deciding import Desk
from monitor.store.store import Store
from monitor.store.unsettled import Settlement, Unsettled, beyond, settlement
from monitor.stories.examining import UNREAD, Examined, examine
from monitor.stories.fingerprint import KEYS, Fingerprint
from monitor.stories.placing import Shelf

logger = logging.getLogger(__name__)

# Of so many hashes of a text is asked first whether they are common; of the others only where too many are.
FIRST_HASHES = KEYS + 8


async def settle_batch(store: Store, now: datetime, work: Work, stuck: set[str]) -> int:
    """Settles the items that wait longest and says how many; 0 when none waits, or none can be settled.

    `stuck` holds items that found their story's name taken; they found one of another name.
    """
    batch = await store.unsettled.batch()
    if not batch:
        return 0
    read = dict(zip((item.item for item in batch), await examine_all(batch, work), strict=True))
    placed = await store.stories.placed(list(read))
    found: list[Settlement] = []
    open_ = [item for item in batch if item.item not in placed]
    if open_:
        desk = await _decide(store, open_, read, now, stuck)
        placed |= await store.stories.placed([item.item for item in open_])
        found = [beyond(member, story, read[member.item]) for story, member in desk.full()]
    found += [settlement(item, story, member, read[item]) for item, (story, member) in placed.items()]
    stuck.update(read.keys() - {one.item for one in found})
    return await store.unsettled.write(found)


async def examine_all(batch: Sequence[Unsettled], work: Work) -> list[Examined]:
    """What is read of each text; where one breaks its worker, that one is left unread."""
    try:
        return await work(examine, [(item.body, item.authors) for item in batch])
    except EntryError as error:
        if len(batch) == 1:
            logger.warning("%s: %s: %s", batch[0].source, batch[0].edition.url, error)
            return [UNREAD]
    return [one for item in batch for one in await examine_all([item], work)]


async def _decide(
    store: Store, batch: list[Unsettled], read: dict[str, Examined], now: datetime, stuck: set[str]
) -> Desk:
    """Places the items of a batch and writes the stories that they founded or joined."""
    desk = await _desk(store, batch, [read[item.item].read for item in batch], now)
    for item in batch:
        desk.decide(item, read[item.item], store.stories.new_name() if item.item in stuck else item.item)
    await store.stories.write(desk.joinings())
    await store.stories.add_common(desk.shelf.new_common)
    for one, other in sorted(desk.merges):
        try:
            await store.story_decisions.merge(one, other, "", now)
        except UsageError as error:  # another process was quicker, and it is no longer there
            logger.warning("%s", error)
    return desk


async def _desk(store: Store, batch: list[Unsettled], prints: list[Fingerprint], now: datetime) -> Desk:
    """Everything that a batch has to be held against."""
    common = await common_keys(store, [one for one in prints if one.is_telling])
    found = await store.stories.candidates(key for one in prints for key in one.keys(common))
    counterparts = await store.unsettled.counterparts([item.edition for item in batch])
    there = {story.identity for story, _ in found}
    missing = {other.story for other in counterparts if other.story} - there
    found += await store.stories.by_id(missing) if missing else []
    shelf = Shelf((story for story, _ in found), common)
    return Desk(shelf, {story.identity: size for story, size in found}, counterparts, now)


async def common_keys(store: Store, prints: list[Fingerprint]) -> set[int]:
    """The common ones among the hashes that can become keys."""
    common = await store.stories.common(key for one in prints for key in one.hashes[:FIRST_HASHES].tolist())
    short = [one for one in prints if len(one.hashes) > FIRST_HASHES and len(one.keys(common)) == KEYS]
    deep = [one for one in short if one.keys(common)[-1] > one.hashes[FIRST_HASHES - 1]]
    return common | (await store.stories.common(key for one in deep for key in one.hashes.tolist()) if deep else set())
