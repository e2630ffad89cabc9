"""What people decide about stories: two items tell the same, or they do not."""

import re

from starlette.responses import Response

from monitor.alerts.parting import follow_all_partings
from monitor.errors import UsageError
from monitor.review.answers import go_to
from monitor.review.joining import follow
from monitor.review.problems import missing, wrong
from monitor.review.visit import Visit
from monitor.review.words import N_
from monitor.store.documents import Document


async def join(visit: Visit) -> Response:
    """Makes one story of the stories of two items; their alerts become one too."""
    item, other = await _item(visit, visit.request.path_params["item"]), await _other(visit)
    if item is None:
        return missing(visit)
    if other is None or not item.get("story") or not other.get("story"):
        return wrong(visit, N_("That is not the address of an item that belongs to a story."))
    leaving = str(other["story"])
    try:
        story = await visit.store.story_decisions.merge(str(item["story"]), leaving, visit.user.name, visit.now)
    except UsageError as error:
        return wrong(visit, str(error))
    if leaving != story:
        await follow(visit, leaving, story)
    await visit.note("story.joined", item["id"], other=other["id"])
    return _back(item)


async def part(visit: Visit) -> Response:
    """Makes a story of its own of another item of this item's story."""
    item, other = await _item(visit, visit.request.path_params["item"]), await _other(visit)
    if item is None:
        return missing(visit)
    if other is None or not item.get("story"):
        return wrong(visit, N_("That is not the address of an item that belongs to a story."))
    if other.get("story") != item["story"]:
        return _back(item)  # taken apart already
    try:
        await visit.store.story_decisions.split(str(item["story"]), [other["id"]], visit.user.name, visit.now)
    except UsageError as error:
        return wrong(visit, str(error))
    await follow_all_partings(visit.store, visit.now)
    await visit.note("story.parted", item["id"], other=other["id"])
    return _back(item)


async def _other(visit: Visit) -> Document | None:
    found = re.search(r"([0-9a-f]{24})/?$", visit.form.text("other", 500), re.ASCII)
    return await _item(visit, found[1]) if found else None


async def _item(visit: Visit, id_: str) -> Document | None:
    return await visit.store.items.get(id_) if len(id_) == 24 else None


def _back(item: Document) -> Response:
    return go_to(f"/items/{item['id']}#story")
