"""The description of the programming interface (OpenAPI 3.1), made from the table of addresses."""

import re
from collections.abc import Iterable
from typing import Any

from monitor.review.access import Route
from monitor.settings import VERSION

_CHANGE = {
    "required": True,
    "content": {
        kind: {"schema": {"type": "object", "additionalProperties": {"type": ["string", "integer", "array"]}}}
        for kind in ("application/json", "application/x-www-form-urlencoded")
    },
}
_AT = {"name": "at", "in": "query", "description": "A place in the list, as `newer` and `older` give it."}
_ABOUT = (
    "Every list of the review pages as JSON and Atom. Reading: send a reading key (settings page) as "
    "`Authorization: Bearer KEY`. Changing: log in, and send the token of the session's pages as `X-Token`. "
    "A change that names an outdated `revision` is answered with 409 and the thing as it stands."
)


def description(routes: Iterable[Route], base_url: str) -> dict[str, Any]:
    """The document."""
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        if route.method == "POST" or "json" in route.forms:
            path = _plain(route.path if route.method == "POST" else f"{route.path}.json")
            paths.setdefault(path, {})[route.method.lower()] = _operation(route, path)
    schemes = {
        "key": {"type": "http", "scheme": "bearer"},
        "session": {"type": "apiKey", "in": "cookie", "name": "monitor_session"},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Monitor", "version": VERSION, "description": _ABOUT},
        "servers": [{"url": base_url}],
        "security": [{"key": []}, {"session": []}],
        "components": {"securitySchemes": schemes},
        "paths": paths,
    }


def _operation(route: Route, path: str) -> dict[str, Any]:
    names = re.findall(r"\{(\w+)\}", path)
    named = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]
    is_list = route.method == "GET" and "atom" in route.forms
    asked = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in route.asks]
    operation: dict[str, Any] = {
        "summary": route.says,
        "description": f"Role: {route.role or 'none'}.",
        "parameters": [*named, *asked, *([_AT | {"schema": {"type": "string"}}] if is_list else [])],
        "responses": _responses(route),
    }
    return operation | ({"requestBody": _CHANGE} if route.method == "POST" else {})


def _responses(route: Route) -> dict[str, Any]:
    words = {"400": "Not understood.", "401": "Not logged in.", "403": "Needs another role, or a valid token."}
    done = {"200": {"description": "As JSON.", "content": {"application/json": {}}}}
    if route.method == "POST":
        words |= {"303": "Done; where a browser goes on.", "409": "Somebody else was quicker; the thing as it stands."}
    return done | {status: {"description": text} for status, text in sorted(words.items())}


def _plain(path: str) -> str:
    return re.sub(r"\{(\w+):\w+\}", r"{\1}", path)
