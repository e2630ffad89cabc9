"""Adding a source by its address, changing its file, trying its entries."""

from starlette.responses import Response

from monitor.errors import CatalogueError
from monitor.extract.urls import absolute
from monitor.review import looking, source_files
from monitor.review.answers import go_to, page
from monitor.review.problems import missing, problem, wrong
from monitor.review.views.sources import find
from monitor.review.visit import Visit
from monitor.review.words import N_
from monitor.review.words import gettext as _
from monitor.sources.model import Source
from monitor.sources.problems import BrokenSourceError

OWN = "own"
LONGEST_FILE = 300_000
# Seconds after which the page of a look that goes on looks again.
LOOK_AGAIN = 3


async def new(visit: Visit) -> Response:
    """A field for an address."""
    return page(visit, "source_new.html", address=visit.asked("url", 2_000), trouble="")


async def look(visit: Visit) -> Response:
    """Begins to look at a site."""
    given = visit.form.text("url", 2_000)
    address = absolute("", given if "://" in given else f"https://{given}")
    if address is None:
        return page(visit, "source_new.html", 422, address=given, trouble=_("This is no web address."))
    return await _begin(visit, looking.Wanted("probe", address))


async def seen(visit: Visit) -> Response:
    """What a look has seen so far."""
    found = await visit.store.looks.get(visit.request.path_params["look"])
    if found is None:
        return missing(visit)
    if found.ended_at is None:
        return page(visit, "look_waiting.html", look=found, look_again=LOOK_AGAIN)
    source = found.found.get("source") or {}
    fields = {"name": source.get("name", ""), "group": source.get("group") or OWN, "text": found.found.get("toml", "")}
    return page(visit, "look.html", look=found, fields=fields, troubles=[])


async def create(visit: Visit) -> Response:
    """Saves a new source."""
    form = visit.form
    name, group, text = form.text("name", 80), form.text("group", 80) or OWN, _text(visit)
    if text and source_files.is_saved(visit.house.shelf.source(name), text):
        return go_to(f"/sources/{name}")  # the same form, sent twice
    try:
        source_files.create(visit.house.environment, visit.house.shelf.catalogue(), name, group, text)
    except CatalogueError as error:
        fields = {"name": name, "group": group, "text": text}
        return page(visit, "look.html", 422, look=None, fields=fields, troubles=_lines(error))
    visit.house.shelf.forget()
    await visit.note("source.added", name, group=group)
    return go_to(f"/sources/{name}")


async def edit(visit: Visit) -> Response:
    """The file of a source in a form."""
    source = find(visit)
    if source is None:
        return missing(visit)
    try:
        text = source_files.file_text(source)
    except BrokenSourceError as error:
        return wrong(visit, str(error), 422)
    return _form(visit, source, text, source_files.revision(text))


async def save(visit: Visit) -> Response:
    """Changes a source; says so when somebody else has changed it meanwhile."""
    source = find(visit)
    if source is None:
        return missing(visit)
    text = _text(visit)
    try:
        source_files.rewrite(visit.house.environment, source, text, visit.form.text("revision", 100))
    except source_files.FileChanged as error:
        theirs = source_files.file_text(source)
        return _form(visit, source, text, source_files.revision(theirs), 409, troubles=[str(error)], theirs=theirs)
    except CatalogueError as error:
        return _form(visit, source, text, visit.form.text("revision", 100), 422, troubles=_lines(error))
    visit.house.shelf.forget()
    await visit.note("source.changed", source.name)
    return go_to(f"/sources/{source.name}")


async def test(visit: Visit) -> Response:
    """Tries the entries of a source as its file, or the form, states them."""
    source = find(visit)
    if source is None:
        return missing(visit)
    try:
        text = _text(visit) if visit.form.raw("text") else source_files.file_text(source)
        source_files.check(text, source.name, source.group)
    except CatalogueError as error:
        return _form(visit, source, _text(visit), visit.form.text("revision", 100), 422, troubles=_lines(error))
    return await _begin(visit, looking.Wanted("test", source.name, text))


async def _begin(visit: Visit, wanted: looking.Wanted) -> Response:
    id_ = await looking.begin(visit.house, wanted, visit.user.name)
    if not id_:
        advice = N_("Other looks at sites are under way. Wait a minute and try again.")
        return problem(visit, 429, N_("Not yet"), advice)
    await visit.note(f"source.{wanted.kind}", wanted.of)
    return go_to(f"/looks/{id_}")


def _form(visit: Visit, source: Source, text: str, revision: str, status: int = 200, **values: object) -> Response:
    shown = {"troubles": [], "theirs": "", **values}
    may = source_files.may_change(visit.house.environment, source)
    facts = {"may_change": may, "bundled": source_files.is_bundled(source)}
    return page(visit, "source_edit.html", status, source=source, text=text, revision=revision, **facts, **shown)


def _text(visit: Visit) -> str:
    """The text area, with the line ends of a file in place of those of forms."""
    text = visit.form.raw("text")[:LONGEST_FILE].encode("utf-8", "replace").decode()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"{text.rstrip()}\n" if text.strip() else ""


def _lines(error: CatalogueError) -> list[str]:
    return str(error).splitlines()[:50]
