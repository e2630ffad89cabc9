"""A list in its three forms: a page, JSON, an Atom feed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from starlette.responses import Response

from monitor.review.answers import json, page, wants
from monitor.review.atom import ATOM, FeedEntry, feed
from monitor.review.forms import BadForm
from monitor.review.rendering import address
from monitor.review.visit import Visit
from monitor.store.documents import Document
from monitor.store.paging import Count, Cursor, Page

PAGE = 50
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows between two places of a long list, and how each row looks to a program and in a feed."""

    title: str
    page: Page
    as_json: Callable[[Document], dict[str, Any]]
    as_entry: Callable[[Document], FeedEntry]
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """The addresses of the pages before and after this one, and of the other forms; "" where there is none."""

    newer: str
    older: str
    json: str
    atom: str


def cursor(visit: Visit) -> Cursor | None:
    """Where the page asked for begins; raises `BadForm` for a place that no list gave."""
    text = visit.asked("at")
    found = Cursor.read(text) if text else None
    if text and found is None:
        raise BadForm("The address names a place in the list that does not exist.")
    return found


def answer_list(visit: Visit, template: str, listing: Listing, **values: Any) -> Response:
    """The list in the form that is wanted; the template finds `listing`, `rows` and `places`."""
    form = wants(visit.request)
    places = _places(visit, listing.page)
    if form == "json":
        return json(_as_json(listing, places))
    if form == "atom":
        return _as_atom(visit, listing)
    return page(visit, template, listing=listing, rows=listing.page.rows, places=places, **values)


def other_form(
    visit: Visit,
    title: str,
    rows: Sequence[Row],
    as_json: Callable[[Row], dict[str, Any]],
    as_entry: Callable[[Row], FeedEntry],
) -> Response | None:
    """A list that is short enough to be given whole, as JSON or as a feed; None where a page is wanted."""
    form = wants(visit.request)
    if form == "json":
        return json({"title": title, "items": [as_json(row) for row in rows]})
    return feed_of(visit, title, [as_entry(row) for row in rows]) if form == "atom" else None


def _places(visit: Visit, found: Page) -> Places:
    path = _base(visit.request.url.path)
    kept = _parameters(visit)
    newer, older = (address(path, **kept, at=str(place)) if place else "" for place in (found.newer, found.older))
    return Places(newer, older, address(f"{path}.json", **kept), address(f"{path}.atom", **kept))


def _base(path: str) -> str:
    return path.removesuffix(".json").removesuffix(".atom")


def _parameters(visit: Visit) -> dict[str, Sequence[str]]:
    given = visit.request.query_params
    return {name: given.getlist(name) for name in given if name not in {"at", "key", "path"} and name.isidentifier()}


def _as_json(listing: Listing, places: Places) -> dict[str, Any]:
    count = {"number": listing.count.number, "more": listing.count.more} if listing.count else None
    rows = [listing.as_json(row) for row in listing.page.rows]
    newer, older = (_with_json(place) for place in (places.newer, places.older))
    return {"title": listing.title, "count": count, "newer": newer, "older": older, "items": rows}


def _with_json(place: str) -> str | None:
    return place.replace("?", ".json?", 1) if place else None


def _as_atom(visit: Visit, listing: Listing) -> Response:
    return feed_of(visit, listing.title, [listing.as_entry(row) for row in listing.page.rows])


def feed_of(visit: Visit, title: str, entries: Sequence[FeedEntry]) -> Response:
    """Entries as the Atom feed of the list at this address."""
    here = address(_base(visit.request.url.path), **_parameters(visit))
    return Response(feed(visit.house.environment.base_url, here, title, visit.now, entries), media_type=ATOM)
