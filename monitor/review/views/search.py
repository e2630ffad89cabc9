"""Search: the query language of watches over everything that is stored."""

import csv
import io
from collections.abc import AsyncIterator, Iterable
from datetime import timedelta
from json import dumps
from typing import Any

from markupsafe import Markup
from starlette.responses import Response, StreamingResponse

from monitor.matching.extracts import Extract, extracts
from monitor.matching.query import check
from monitor.review import safe
from monitor.review.alert_query import day
from monitor.review.alert_rows import source_title
from monitor.review.answers import json, page, wants
from monitor.review.checked_query import checked
from monitor.review.choices import choices
from monitor.review.item_rows import as_json
from monitor.review.lists import cursor
from monitor.review.problems import wrong
from monitor.review.rendering import address
from monitor.review.searching import Found, Hit, search
from monitor.review.visit import Visit
from monitor.review.words import N_
from monitor.store.item_lists import ItemFilter
from monitor.store.paging import Cursor

LONGEST = 20_000
MOST_EXPORTED = 10_000
COLUMNS = (
    "id", "headline", "url", "source", "language", "published", "published_day", "published_confidence", "first_seen",
)  # fmt: skip
# What a spreadsheet would take for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
ASKED = ("q", "source", "country", "language", "since", "until")


async def show(visit: Visit) -> Response:
    """The search with what it found; while it is typed, only that part."""
    text = visit.asked("q", LONGEST)
    query = check(text).query if text.strip() else None
    found = await search(visit, query, _filter(visit), cursor(visit)) if query else Found()
    if wants(visit.request) == "json":
        return _as_json(visit, text, found)
    given = {name: safe.readable(visit.asked(name, LONGEST)) for name in ASKED}
    return page(
        visit,
        "search_results.html" if visit.is_partial else "search.html",
        given=given,
        check=checked(text),
        found=found,
        hits=[_row(visit, hit) for hit in found.hits],
        onward=_onward(visit, "/search", found.onward),
        export=address("/search/export", **given),
        choices=None if visit.is_partial else await choices(visit),
    )


async def export(visit: Visit) -> Response:
    """Everything that is found, as CSV or JSON lines."""
    query = check(visit.asked("q", LONGEST)).query
    form = visit.asked("form") or "csv"
    if query is None or form not in {"csv", "jsonl"}:
        return wrong(visit, N_("Only a query without errors can be exported, as csv or jsonl."))
    await visit.note("search.exported", query=visit.asked("q", 500), form=form)
    lines = _csv(_all(visit)) if form == "csv" else _jsonl(_all(visit))
    headers = {"content-disposition": f'attachment; filename="search.{form}"'}
    media = "text/csv; charset=utf-8" if form == "csv" else "application/jsonl"
    return StreamingResponse(lines, media_type=media, headers=headers)


async def _all(visit: Visit) -> AsyncIterator[dict[str, Any]]:
    query, place, count = check(visit.asked("q", LONGEST)).query, None, 0
    while query is not None and count < MOST_EXPORTED:
        found = await search(visit, query, _filter(visit), place)
        for hit in found.hits:
            yield as_json(hit.item)
        count, place = count + len(found.hits), found.onward
        if place is None:
            return


async def _csv(rows: AsyncIterator[dict[str, Any]]) -> AsyncIterator[bytes]:
    # Spreadsheets take a file for UTF-8 when it begins like this.
    yield "\ufeff".encode() + _csv_line(COLUMNS)
    async for row in rows:
        yield _csv_line(_cell(row.get(name)) for name in COLUMNS)


def _csv_line(cells: Iterable[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerow(list(cells))
    return written.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> str:
    """A value as text that no spreadsheet takes for a formula.

    >>> _cell("=1+1"), _cell(None), _cell("ferry")
    ("'=1+1", '', 'ferry')
    """
    text = safe.line(value.isoformat() if hasattr(value, "isoformat") else value, 2_000)
    return f"'{text}" if text.startswith(FORMULA) else text


async def _jsonl(rows: AsyncIterator[dict[str, Any]]) -> AsyncIterator[bytes]:
    async for row in rows:
        yield (dumps(row, ensure_ascii=False, default=str) + "\n").encode("utf-8", "replace")


def _filter(visit: Visit) -> ItemFilter:
    since, until = day(visit, visit.asked("since")), day(visit, visit.asked("until"))
    source, country = visit.asked("source"), visit.asked("country")
    sources = (source,) if source else visit.house.shelf.sources_in(country) if country else None
    return ItemFilter(sources, visit.asked("language"), since, until + timedelta(days=1) if until else None)


def _as_json(visit: Visit, text: str, found: Found) -> Response:
    result = check(text) if text.strip() else None
    problems = [*(result.errors if result else ()), *(result.warnings if result else ())]
    said = [{name: getattr(one, name) for name in ("code", "start", "end", "message", "hint")} for one in problems]
    items = [{**as_json(hit.item), "spans": [_span(span) for span in hit.spans]} for hit in found.hits]
    onward = _onward(visit, "/search.json", found.onward) or None
    return json({"problems": said, "looked_at": found.looked_at, "older": onward, "items": items})


def _span(span: Any) -> dict[str, Any]:
    return {name: getattr(span, name) for name in ("field", "start", "end", "leaf")}


def _onward(visit: Visit, path: str, place: Cursor | None) -> str:
    return address(path, **{name: visit.asked(name, LONGEST) for name in ASKED}, at=str(place)) if place else ""


def _row(visit: Visit, hit: Hit) -> tuple[Hit, Markup, list[Extract], str]:
    return hit, _headline(hit), _extracts(hit), source_title(visit, str(hit.item.get("source")))


def _headline(hit: Hit) -> Markup:
    spans = [[span.start, span.end] for span in hit.spans if span.field == "title"]
    return safe.marked(str(hit.item.get("headline") or "")[:1_000], spans)


def _extracts(hit: Hit) -> list[Extract]:
    texts = {"body": str(hit.item.get("body") or "")[:200_000]}
    return extracts(texts, [span for span in hit.spans if span.field == "body"], most=1)
