"""Answers: a page, a piece of one, JSON; which of them is wanted."""

from datetime import date, datetime
from json import dumps
from typing import Any, Literal

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from monitor.review.cookies import visitor
from monitor.review.rendering import TEMPLATES
from monitor.review.visit import Visit
from monitor.review.words import direction, language

Form = Literal["html", "json", "atom"]
_NAMED: dict[str, Form] = {"application/json": "json", "application/atom+xml": "atom", "text/html": "html"}


def wants(request: Request) -> Form:
    """In which form the answer is wanted: by the end of the address, else by `Accept`."""
    if request.url.path.endswith(".json"):
        return "json"
    if request.url.path.endswith(".atom"):
        return "atom"
    accepted = [part.partition(";")[0].strip() for part in request.headers.get("accept", "").split(",")]
    return next((_NAMED[kind] for kind in accepted if kind in _NAMED), "html")


def page(visit: Visit, template: str, status: int = 200, **values: Any) -> Response:
    """A page made from a template, which finds `visit`, `user`, `dates` and the values given."""
    shown = {
        "visit": visit,
        "user": visit.user,
        "dates": visit.dates,
        "here": own_path(_here(visit)),
        "token": visit.house.tokens.make(visitor(visit)),
        "language": language(),
        "direction": visit.user.habits.direction or direction(language()),
        **values,
    }
    text = TEMPLATES.get_template(template).render(shown)
    # What a text from outside may hold and UTF-8 may not.
    return Response(text.encode("utf-8", "replace"), status, media_type="text/html")


def _here(visit: Visit) -> str:
    address = visit.request.url
    return f"{address.path}?{address.query}" if address.query else address.path


def json(value: Any, status: int = 200, media_type: str = "application/json") -> Response:
    """JSON, with moments in ISO 8601."""
    text = dumps(value, ensure_ascii=False, default=_plain, separators=(",", ":"))
    return Response(text.encode("utf-8", "replace"), status, media_type=media_type)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def go_to(path: str) -> Response:
    """After a change: the page that shows it. Only our own pages are gone to."""
    return RedirectResponse(own_path(path), 303)


def own_path(path: str, otherwise: str = "/alerts") -> str:
    r"""A path of our own site, never another one.

    >>> own_path("/alerts?state=new"), own_path("//evil.example"), own_path("/\\evil.example"), own_path("javascript:x")
    ('/alerts?state=new', '/alerts', '/alerts', '/alerts')
    """
    is_own = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
    return path if is_own else otherwise
