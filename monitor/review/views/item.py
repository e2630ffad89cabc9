"""One item: its text, its dates, where it was seen, its versions, what matched, what people did."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from monitor.alerts.facts import leading_facts
from monitor.review import safe
from monitor.review.alert_query import state_title
from monitor.review.alert_rows import source_title
from monitor.review.answers import go_to, json, page, wants
from monitor.review.choices import BY_HAND, watch_titles
from monitor.review.explanations import explained
from monitor.review.item_rows import as_json
from monitor.review.paragraphs import paragraphs
from monitor.review.problems import missing
from monitor.review.visit import Visit
from monitor.store.alerts import Meeting
from monitor.store.documents import Document
from monitor.versions.differences import Piece, differences

LONGEST_TEXT = 200_000
SIGHTINGS_SHOWN = 200
LONGEST_TWIN = 5_000


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions and how the later one differs."""

    before: Document
    after: Document
    headline: list[Piece]
    body: list[Piece]


async def show(visit: Visit) -> Response:
    """The page of an item; looking at it marks it as read."""
    item = await _item(visit)
    if item is None:
        return missing(visit)
    if wants(visit.request) == "json":
        return json({**_whole(item), "twins": [_plain(twin) for twin in await visit.store.twins.of(item["id"])]})
    await visit.store.item_lists.mark(visit.user.name, [item["id"]], visit.now, read=True)
    versions = await visit.store.versions.of(item)
    titles = watch_titles(await visit.house.shelf.facets())
    source = source_title(visit, item["source"])
    return page(
        visit,
        "item.html",
        item=item,
        source=source,
        summary=_summary(item),
        authors=[name for name in item.get("authors") or [] if safe.line(name) != source][:6],
        watch_title=lambda name: titles.get(str(name)) or str(name),
        headline=_marked_headline(item),
        text=list(paragraphs(str(item.get("body", ""))[:LONGEST_TEXT], _marks(item, "body"))),
        is_cut=len(item.get("body", "")) > LONGEST_TEXT,
        state_title=state_title,
        explained=await explained(visit, item),
        versions=versions,
        comparison=_compared(visit, versions),
        alerts=await visit.store.alert_lists.of_item(item["id"]),
        actions=(await visit.store.audit.page("", item["id"], "", None, 50)).rows,
        others=await _others(visit, item),
        sightings=item.get("sightings", [])[:SIGHTINGS_SHOWN],
        unshown=max(len(item.get("sightings", [])) - SIGHTINGS_SHOWN, 0) + item.get("sightings_unlisted", 0),
        twins=[(twin, list(paragraphs(_beginning(twin), ()))) for twin in await visit.store.twins.of(item["id"])],
        source_title=lambda name: source_title(visit, name),
    )


async def pick(visit: Visit) -> Response:
    """Makes an alert of an item by hand; picking it again leads to the same alert."""
    item = await _item(visit)
    if item is None:
        return missing(visit)
    story = str(item.get("story") or item["id"])
    facts = leading_facts({**item, "_id": item["id"]}, BY_HAND)
    language = str(item.get("language") or "")
    meeting = Meeting(BY_HAND, 0, story, item["id"], "new", item["first_seen"], item["source"], language)
    met = await visit.store.alerts.meet(meeting, facts, visit.now)
    await visit.note("item.picked", item["id"], alert=met.alert)
    return go_to(f"/alerts/{met.alert}")


async def _item(visit: Visit) -> Document | None:
    id_ = visit.request.path_params["item"]
    return await visit.store.items.get(id_) if len(id_) == 24 else None


def _compared(visit: Visit, versions: list[Document]) -> Comparison | None:
    """The two versions that the address asks for, else the latest change."""
    numbered = {version["number"]: version for version in versions}
    after = numbered.get(_number(visit.asked("after"))) or (versions[-1] if versions else None)
    before = numbered.get(_number(visit.asked("before"))) or (after and numbered.get(after["number"] - 1))
    if before is None or after is None or before is after:
        return None
    headline = differences(str(before.get("headline", "")), str(after.get("headline", "")))
    body = differences(str(before.get("body", ""))[:LONGEST_TEXT], str(after.get("body", ""))[:LONGEST_TEXT])
    return Comparison(before, after, headline, body)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


async def _others(visit: Visit, item: Document) -> list[Document]:
    """Other items of the same story."""
    if not item.get("story"):
        return []
    found = await visit.store.item_lists.of_story(item["story"])
    return [one for one in found if str(one["_id"]) != item["id"]]


def _summary(item: Document) -> str:
    """The summary, unless it is but the beginning of the text, as feeds make it, perhaps after a line with the date."""
    summary, body = safe.line(item.get("summary"), 2_000), safe.line(item.get("body"), 2_500)
    return "" if summary.rstrip("….[] ") in body else summary


def _beginning(twin: Document) -> str:
    return safe.readable(twin.get("body"), LONGEST_TWIN)


def _marks(item: Document, field: str) -> list[tuple[int, int]]:
    spans = [span for match in item.get("matches") or [] for span in match.get("spans") or []]
    return [(span["start"], span["end"]) for span in spans if span.get("field") == field]


def _marked_headline(item: Document) -> Markup:
    return safe.marked(str(item.get("headline") or "")[:1_000], _marks(item, "title"))


def _plain(twin: Document) -> dict[str, Any]:
    return {name: twin.get(name) for name in ("url", "source", "headline", "body", "read_at")}


def _whole(item: Document) -> dict[str, Any]:
    names = ("body", "authors", "section", "sightings", "date_candidates", "published_why", "published_raw", "events")
    return {**as_json({**item, "_id": item["id"]}), **{name: item.get(name) for name in names}}
