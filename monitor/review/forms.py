"""What a form or a program sends: texts, nothing else."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from json import JSONDecodeError
from urllib.parse import parse_qs

from starlette.requests import Request

from monitor.errors import MonitorError

LONGEST = 1_000_000
MOST_FIELDS = 2_000


class BadForm(MonitorError):
    """Raised by `review.forms`: what was sent is no form (HTTP 400)."""


class TooLong(BadForm):
    """Raised by `review.forms`: what was sent is too long (HTTP 413)."""


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form, each a list of texts in their order."""

    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def text(self, name: str, longest: int = 10_000) -> str:
        """The first value of a field without spaces around it, "" where it is missing."""
        return self.raw(name)[:longest].strip()

    def raw(self, name: str) -> str:
        """The first value of a field as it was sent."""
        return next(iter(self.fields.get(name, ())), "")

    def all(self, name: str) -> Sequence[str]:
        """Every value of a field."""
        return self.fields.get(name, ())

    def number(self, name: str) -> int | None:
        """A whole number, or None.

        >>> Form({"a": ["12"], "b": ["1e9"], "c": ["{}"]}).number("a")
        12
        >>> Form({"b": ["1e9"]}).number("b") is None
        True
        """
        text = self.text(name, 16)
        return int(text) if text.isascii() and text.isdigit() else None


async def read_form(request: Request) -> Form:
    """The fields that were sent, from a form or a JSON object of texts; raises `BadForm`."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await _body(request)
    if kind == "application/json":
        return _from_json(body)
    if kind not in {"application/x-www-form-urlencoded", ""}:
        raise BadForm("Forms and JSON are understood here, nothing else.")
    return _from_form(body)


def _from_form(body: bytes) -> Form:
    try:
        sent = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="replace")
    except ValueError as error:
        raise BadForm("The form could not be read.") from error
    return Form(sent)


async def _body(request: Request) -> bytes:
    pieces, length = [], 0
    async for piece in request.stream():
        length += len(piece)
        if length > LONGEST:
            raise TooLong("What was sent is too long.")
        pieces.append(piece)
    return b"".join(pieces)


def _from_json(body: bytes) -> Form:
    try:
        sent = json.loads(body)
    except (JSONDecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise BadForm("The JSON could not be read.") from error
    if not isinstance(sent, dict):
        raise BadForm("A JSON object was expected.")
    return Form({name: _texts(name, value) for name, value in sent.items()})


def _texts(name: str, value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    for one in values:
        if not isinstance(one, str | int) or isinstance(one, bool):
            # An object here would be an operator of the database, were it passed on.
            raise BadForm(f"The field {name[:40]!r} may hold texts and whole numbers only.")
    # JSON can hold half a character, which neither the database nor a page can.
    return [str(one).encode("utf-8", "replace").decode() for one in values]
