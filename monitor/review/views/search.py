"""Search: the query language of watches over everything that is stored."""

import csv
import io
from collections.abc import AsyncIterator, Iterable
from datetime import timedelta
from json import dumps
from typing import Any

from markupsafe import Markup
from starlette.responses import Response, StreamingResponse

from monitor.matching.extracts import Extract
from monitor.matching.query import check
from monitor.review import safe
from monitor.review.alert_query import day
from monitor.review.alert_rows import source_title
from monitor.review.answers import json, page, wants
from monitor.review.checked_query import checked
from monitor.review.choices import choices
from monitor.review.item_rows import as_entry, as_json
from monitor.review.lists import feed_of
from monitor.review.problems import problem, wrong
from monitor.review.rendering import address
from monitor.review.visit import Visit
from monitor.review.words import N_
from monitor.review.words import gettext as _
from monitor.search.readiness import IndexBrokenError
from monitor.search.results import Filters, Hit, Results
from monitor.store.documents import Document

PAGE = 30
# One character more than a query may have, so that a longer one is refused and not cut.
LONGEST = 20_001
MOST_EXPORTED = 10_000
COLUMNS = ("id", "headline", "url", "source", "language", "published", "published_day", "published_confidence")
# What a spreadsheet would take for the beginning of a formula; in Japan also where it is written wide.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
ASKED = ("q", "order", "source", "group", "language", "watch", "since", "until")


async def show(visit: Visit) -> Response:
    """The search with what it found; while it is typed, only that part."""
    text = visit.asked("q", LONGEST)
    found = await _find(visit, visit.asked("at"))
    if (form := wants(visit.request)) == "json":
        return _as_json(visit, text, found)
    if form == "atom":
        return feed_of(visit, f"{_('Search')}: {safe.line(text)}", [as_entry(_document(hit)) for hit in found.hits])
    given = {name: safe.readable(visit.asked(name, LONGEST)) for name in ASKED}
    return page(
        visit,
        "search_results.html" if visit.is_partial else "search.html",
        given=given,
        narrows=any(value for name, value in given.items() if name != "q"),
        check=checked(text),
        found=found,
        hits=[_row(visit, hit) for hit in found.hits],
        onward=_onward(visit, "/search", found.older),
        export=address("/search/export", **given),
        feed=address("/search.atom", **given),
        choices=None if visit.is_partial else await choices(visit),
        groups=visit.house.shelf.catalogue().groups,
    )


async def export(visit: Visit) -> Response:
    """Everything that is found, as CSV or JSON lines."""
    form = visit.asked("form") or "csv"
    if check(visit.asked("q", LONGEST)).query is None or form not in {"csv", "jsonl"}:
        return wrong(visit, N_("Only a query without errors can be exported, as csv or jsonl."))
    first = await _find(visit, "", 1)
    if first.rebuilding is not None:
        return problem(visit, 503, N_("The search cannot answer now"), first.notice)
    await visit.note("search.exported", query=visit.asked("q", 500), form=form)
    lines = _csv(_all(visit)) if form == "csv" else _jsonl(_all(visit))
    headers = {"content-disposition": f'attachment; filename="search.{form}"'}
    media = "text/csv; charset=utf-8" if form == "csv" else "application/jsonl"
    return StreamingResponse(lines, media_type=media, headers=headers)


async def _find(visit: Visit, place: str, size: int = PAGE) -> Results:
    text = visit.asked("q", LONGEST)
    query = check(text).query if text.strip() else None
    if query is None:
        return Results()
    best = visit.asked("order") == "best"
    return await visit.house.shelf.search().find(query, _filters(visit), place, size, best=best)


async def _all(visit: Visit) -> AsyncIterator[dict[str, Any]]:
    place, count = "", 0
    while count < MOST_EXPORTED:
        found = await _find(visit, place, 200)
        if found.rebuilding is not None:  # half an export must not look like a whole one
            raise IndexBrokenError(found.notice)
        for hit in found.hits:
            yield _plain(hit)
        count, place = count + len(found.hits), found.older
        if not place:
            return


def _plain(hit: Hit) -> dict[str, Any]:
    return as_json(_document(hit))


def _document(hit: Hit) -> Document:
    return {**hit.item, "_id": hit.item["id"]}


async def _csv(rows: AsyncIterator[dict[str, Any]]) -> AsyncIterator[bytes]:
    # Spreadsheets take a file for UTF-8 when it begins like this.
    yield "\ufeff".encode() + _csv_line(COLUMNS)
    async for row in rows:
        yield _csv_line(_cell(row.get(name)) for name in COLUMNS)


def _csv_line(cells: Iterable[str]) -> bytes:
    written = io.StringIO()
    # In quotes, a semicolon in a text begins no other cell where spreadsheets part cells with semicolons.
    csv.writer(written, quoting=csv.QUOTE_ALL).writerow(list(cells))
    return written.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> str:
    """A value as text that no spreadsheet takes for a formula.

    >>> _cell("=1+1"), _cell("  ＝1+1"), _cell(None), _cell("ferry")
    ("'=1+1", "'＝1+1", '', 'ferry')
    """
    text = safe.line(value.isoformat() if hasattr(value, "isoformat") else value, 2_000)
    return f"'{text}" if text.startswith(FORMULA) else text


async def _jsonl(rows: AsyncIterator[dict[str, Any]]) -> AsyncIterator[bytes]:
    async for row in rows:
        yield (dumps(row, ensure_ascii=False, default=str) + "\n").encode("utf-8", "replace")


def _filters(visit: Visit) -> Filters:
    since, until = day(visit, visit.asked("since")), day(visit, visit.asked("until"))
    named = {name: visit.asked(name) for name in ("source", "group", "language", "watch")}
    return Filters(since, until + timedelta(days=1) if until else None, **named)


def _as_json(visit: Visit, text: str, found: Results) -> Response:
    result = check(text) if text.strip() else None
    problems = [*(result.errors if result else ()), *(result.warnings if result else ())]
    said = [{name: getattr(one, name) for name in ("code", "start", "end", "message", "hint")} for one in problems]
    items = [{**_plain(hit), "spans": [_span(span) for span in hit.spans]} for hit in found.hits]
    count = {"number": found.count, "exact": found.is_exact, "estimate": found.is_estimate}
    older = _onward(visit, "/search.json", found.older) or None
    return json({"problems": said, "count": count, "notice": found.notice, "older": older, "items": items})


def _span(span: Any) -> dict[str, Any]:
    return {name: getattr(span, name) for name in ("field", "start", "end", "leaf")}


def _onward(visit: Visit, path: str, place: str) -> str:
    return address(path, **{name: visit.asked(name, LONGEST) for name in ASKED}, at=place) if place else ""


def _row(visit: Visit, hit: Hit) -> tuple[Hit, Markup, list[Extract], str]:
    title = [one for one in hit.extracts if one.field == "title"]
    marks = [list(mark) for mark in title[0].marks] if title else []
    headline = safe.marked((title[0].text if title else str(hit.item.get("headline") or ""))[:1_000], marks)
    pieces = [one for one in hit.extracts if one.field != "title"][:2]
    return hit, headline, pieces, source_title(visit, str(hit.item.get("source")))
