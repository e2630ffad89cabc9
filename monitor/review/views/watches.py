"""Watches: the list, and one of them with live checking and back-test beside it."""

from dataclasses import dataclass, replace
from typing import Any

from starlette.responses import Response

from monitor.errors import WatchChanged
from monitor.review import safe
from monitor.review.answers import go_to, json, page, wants
from monitor.review.atom import FeedEntry
from monitor.review.checked_query import CheckedQuery, checked
from monitor.review.lists import other_form
from monitor.review.problems import missing, wrong
from monitor.review.trying import try_watch
from monitor.review.visit import Visit
from monitor.review.watch_form import CADENCES, FLAGS, Filled, fill, queries, recipient_lines
from monitor.review.words import gettext as _
from monitor.store.watch_documents import StoredWatch
from monitor.watch import ANY_LANGUAGE, MAIL_LANGUAGES, Watch
from monitor.watches.problems import BrokenWatchError
from monitor.watches.writing import to_toml

DAYS = (7, 30, 90, 365)
FIELDS = ("name", "title", "owner", "recipients", "sources", "groups")


@dataclass(frozen=True, slots=True)
class WatchRow:
    """A watch with what came of it: alerts by state, counted."""

    stored: StoredWatch
    new: int
    relevant: int
    not_relevant: int

    @property
    def precision(self) -> int | None:
        """Of a hundred judged alerts, how many were relevant; None before any was judged."""
        judged = self.relevant + self.not_relevant
        return round(100 * self.relevant / judged) if judged else None


async def show(visit: Visit) -> Response:
    """All watches by name."""
    listed = await visit.store.watches.all()
    counts = await visit.house.shelf.watch_counts()
    rows = [_row(stored, counts.get(stored.watch.name, {})) for stored in listed.watches]
    if other := other_form(visit, _("Watches"), rows, _as_json, _as_entry):
        return other
    return page(visit, "watches.html", rows=rows, broken=listed.broken)


async def new(visit: Visit) -> Response:
    """An empty form, or one with a query that was searched for."""
    return _form(visit, None, Watch("", "", {ANY_LANGUAGE: visit.asked("q", 20_000)}))


async def edit(visit: Visit) -> Response:
    """One watch."""
    stored = await _stored(visit)
    if stored is None:
        return missing(visit)
    counts = await visit.house.shelf.watch_counts()
    row = _row(stored, counts.get(stored.watch.name, {}))
    if wants(visit.request) == "json":
        return json(_as_json(row) | {"toml": to_toml(stored.watch)})
    return _form(visit, stored, stored.watch, row=row, history=await visit.store.watches.history(stored.watch.name))


async def create(visit: Visit) -> Response:
    """Stores a new watch."""
    return await _save(visit, None, visit.form.text("name", 80))


async def save(visit: Visit) -> Response:
    """Stores a change as the next version; says so when somebody else has changed the watch meanwhile."""
    stored = await _stored(visit)
    return await _save(visit, stored, stored.watch.name) if stored else missing(visit)


async def end(visit: Visit) -> Response:
    """Ends a watch; its alerts and its history stay."""
    stored = await _stored(visit)
    if stored is None:
        return missing(visit)
    if not stored.archived:
        expected = visit.form.number("version") or 0
        try:
            await visit.store.watches.archive(stored.watch.name, expected=expected, by=visit.user.name, at=visit.now)
        except WatchChanged as error:
            return wrong(visit, str(error), 409)
        await visit.note("watch.ended", stored.watch.name)
    return go_to("/watches")


async def check(visit: Visit) -> Response:
    """What is wrong with the queries of a form, as they are typed."""
    return _piece(visit, "query_check.html", checks=_checks(visit))


async def trial(visit: Visit) -> Response:
    """What the watch in the form would have found."""
    checks = _checks(visit)
    if not checks or not all(one.is_sound for one in checks):
        return _piece(visit, "query_check.html", checks=checks)
    name = visit.form.text("name", 80)
    days = min(visit.form.number("days") or DAYS[1], DAYS[-1])
    watch = fill(visit.form, name, None).watch or Watch(name or "trial", "", queries(visit.form))
    result, is_whole = await try_watch(visit, watch, days)
    return _piece(visit, "trial.html", trial=result, is_whole=is_whole, days=days)


async def _save(visit: Visit, stored: StoredWatch | None, name: str) -> Response:
    before = stored.watch if stored else None
    filled = fill(visit.form, name, before)
    troubles = _troubles(visit, stored, filled)
    written = filled.watch or before or Watch(name, "", queries(visit.form))
    if troubles or filled.watch is None:
        return _form(visit, stored, written, 422, troubles=troubles, checks=_checks(visit))
    expected = visit.form.number("version") or 0
    try:
        after = await visit.store.watches.save(filled.watch, expected=expected, by=visit.user.name, at=visit.now)
    except WatchChanged as error:
        if await _is_saved(visit, filled.watch):
            return go_to(f"/watches/{name}")  # the same form, sent twice
        return _form(visit, stored, written, 409, troubles=[str(error)])
    visit.house.shelf.forget()
    await visit.note("watch.saved", name, version=after.watch.version)
    return go_to(f"/watches/{name}")


async def _is_saved(visit: Visit, watch: Watch) -> bool:
    stored = await visit.store.watches.load(watch.name)
    return stored is not None and replace(stored.watch, version=watch.version) == watch


def _troubles(visit: Visit, stored: StoredWatch | None, filled: Filled) -> list[str]:
    if stored and stored.file:
        return [_("This watch is kept in a file; change it there.")]
    is_sound = all(one.is_sound for one in _checks(visit))
    return [*filled.wrong, *([] if is_sound else [_("A query has errors; they are underlined.")])]


def _checks(visit: Visit) -> list[CheckedQuery]:
    return [checked(query, code) for code, query in queries(visit.form).items()]


def _piece(visit: Visit, piece: str, **values: Any) -> Response:
    """A piece of the form's page for a script of ours, else on a page of its own."""
    return page(visit, piece if visit.is_partial else "piece.html", piece=piece, **values)


async def _stored(visit: Visit) -> StoredWatch | None:
    try:
        return await visit.store.watches.load(visit.request.path_params["watch"])
    except BrokenWatchError:
        return None


def _form(visit: Visit, stored: StoredWatch | None, watch: Watch, status: int = 200, **values: object) -> Response:
    form = visit.form
    shown: dict[str, object] = {"troubles": [], "checks": None, "row": None, "history": (), **values}
    given = queries(form) or dict(watch.queries)
    return page(
        visit,
        "watch.html",
        status,
        stored=stored,
        watch=watch,
        given=given or {ANY_LANGUAGE: ""},
        fields={
            name: form.text(name, 50_000) for name in ("name", "title", "owner", "recipients", "sources", "groups")
        },
        is_filled=bool(form.fields),
        lines=recipient_lines(watch),
        cadences=CADENCES,
        languages=MAIL_LANGUAGES,
        flags=FLAGS,
        groups=visit.house.shelf.catalogue().groups,
        days=DAYS,
        **shown,
    )


def _row(stored: StoredWatch, counts: dict[str, int]) -> WatchRow:
    return WatchRow(stored, counts.get("new", 0), counts.get("relevant", 0), counts.get("not relevant", 0))


def _as_entry(row: WatchRow) -> FeedEntry:
    """A watch in a feed, which is news when it is changed."""
    watch, path = row.stored.watch, f"/watches/{row.stored.watch.name}"
    queries = safe.line("; ".join(watch.queries.values()))
    return FeedEntry(path, safe.line(watch.title), path, row.stored.updated_at, queries, safe.line(row.stored.by))


def _as_json(row: WatchRow) -> dict[str, object]:
    watch = row.stored.watch
    return {
        "name": watch.name,
        "title": watch.title,
        "queries": dict(watch.queries),
        "owner": watch.owner,
        "version": watch.version,
        "updated_at": row.stored.updated_at,
        "by": row.stored.by,
        "paused": watch.paused,
        "archived": row.stored.archived,
        "new": row.new,
        "relevant": row.relevant,
        "not_relevant": row.not_relevant,
    }
