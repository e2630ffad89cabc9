"""The description of the programming interface (OpenAPI 3.1), made from the table of addresses."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from monitor.review.access import Route, addresses
from monitor.review.cookies import session_name
from monitor.settings import VERSION, Environment

_CHANGE = {
    "required": True,
    "content": {
        kind: {"schema": {"type": "object", "additionalProperties": {"type": ["string", "integer", "array"]}}}
        for kind in ("application/json", "application/x-www-form-urlencoded")
    },
}
_TEXT = {"schema": {"type": "string"}}
_AT = {"name": "at", "in": "query", "description": "A place in the list, as `newer` and `older` give it."}
_ABOUT = (
    "Every address of the review pages, and every list of theirs as JSON and Atom. Reading: send a reading key "
    "(settings page) as `Authorization: Bearer KEY`. Changing: log in, and send the token of the session's pages as "
    "`X-Token`. A change that names an outdated `revision` is answered with 409 and the thing as it stands."
)
_FORMS = {"json": ("application/json",), "atom": ("application/atom+xml",)}
_PAGE = ("text/html",)
_WORDS = {
    "204": "Done; there is nothing to show.",
    "303": "Another address shows it, or the log-in comes first.",
    "400": "Not understood.",
    "401": "Not logged in.",
    "403": "Needs another role, or a valid token.",
    "404": "There is no such thing.",
    "409": "Somebody else was quicker; the thing as it stands.",
    "410": "This link was used, or is too old.",
    "413": "Too long.",
    "422": "Understood, and not possible; it says why.",
    "429": "Too often; later.",
    "503": "The database is away; try again in some seconds.",
}
_READING = ("204", "303", "400", "401", "403", "404", "410", "503")


def description(routes: Iterable[Route], environment: Environment) -> dict[str, Any]:
    """The document."""
    paths: dict[str, dict[str, Any]] = {}
    for route, path in _operations(routes):
        paths.setdefault(_plain(path), {})[route.method.lower()] = _operation(route, path)
    schemes = {
        "key": {"type": "http", "scheme": "bearer"},
        "session": {"type": "apiKey", "in": "cookie", "name": session_name(environment)},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Monitor", "version": VERSION, "description": _ABOUT},
        "servers": [{"url": environment.base_url}],
        "components": {"securitySchemes": schemes},
        "paths": paths,
    }


def _operations(routes: Iterable[Route]) -> Iterator[tuple[Route, str]]:
    for route in routes:
        for path in addresses(route):
            yield route, path


def _operation(route: Route, path: str) -> dict[str, Any]:
    names = re.findall(r"\{(\w+)(?::\w+)?\}", path)
    named = [{"name": name, "in": "path", "required": True, **_TEXT} for name in names]
    asked = [{"name": name, "in": "query", **_TEXT} for name in route.asks]
    operation: dict[str, Any] = {
        "summary": route.says,
        "description": f"Role: {route.role or 'none'}.",
        "parameters": [*named, *asked, *([_AT | _TEXT] if route.is_long else [])],
        "responses": _responses(route, path),
        "security": _security(route, path),
    }
    return operation | ({"requestBody": _CHANGE} if route.method == "POST" else {})


def _responses(route: Route, path: str) -> dict[str, Any]:
    media = route.gives or _FORMS.get(path.rpartition(".")[2], _PAGE)
    if route.method == "POST":
        media = (*_PAGE, "application/json")
    done = {"200": {"description": "Done.", "content": {kind: {} for kind in media}}}
    words = _WORDS if route.method == "POST" else {status: _WORDS[status] for status in _READING}
    return done | {status: {"description": text} for status, text in words.items()}


def _security(route: Route, path: str) -> list[dict[str, list[str]]]:
    if route.role is None:
        return []
    by_key: list[dict[str, list[str]]] = [{"key": []}] if path.endswith((".json", ".atom")) and route.forms else []
    return [*by_key, {"session": []}]


def _plain(path: str) -> str:
    return re.sub(r"\{(\w+):\w+\}", r"{\1}", path)
