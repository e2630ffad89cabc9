"""The JSON-LD of a page as values, also where the JSON is broken."""

import html
import json
import re
from collections.abc import Iterator

import lxml.html

# A page states its own data in kilobytes; what is larger is a list or an attack.
LARGEST = 2_000_000
# Both end at the end of the text at the latest, so that no start is ever tried in vain.
_STRING = r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)'
_COMMENT = r"/\*(?:[^*]|\*(?!/))*+(?:\*/|\*?\Z)|//[^\n]*|<!--|-->|<!\[CDATA\[|\]\]>"
_COMMENT_OR_STRING = re.compile(f"{_STRING}|{_COMMENT}", re.DOTALL)
_TRAILING_COMMA = re.compile(f"({_STRING})" + r"|,(?=\s*[}\]])", re.DOTALL)
_DATES = re.compile(r'"(datePublished|dateModified)"\s*:\s*"([^"\\]{4,60})"')
_BETWEEN = re.compile(r"[\s,;]*")
_DECODER = json.JSONDecoder(strict=False, parse_constant=lambda _: None)


def read_json_ld(tree: lxml.html.HtmlElement) -> list[object]:
    """Every JSON-LD value of the page, in order. What cannot be mended is left out.

    From a block beyond mending only its dates are kept, where it states each of them once.

    >>> page = '<script type="application/ld+json">{"@type": "Article", "x": NaN,}</script>'
    >>> read_json_ld(lxml.html.document_fromstring(page))
    [{'@type': 'Article', 'x': None}]
    """
    values: list[object] = []
    left = 2 * LARGEST
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and left > 0:
            left -= len(script.text or "")
            values.extend(read_block(script.text or ""))
    return values


def read_block(text: str) -> list[object]:
    """The values of one script element; several objects may follow one another."""
    if not text.strip() or len(text) > LARGEST:
        return []
    text = text.lstrip("\ufeff")
    try:
        return list(_decode(text))
    except RecursionError:
        return []
    except ValueError:
        return _read_broken(text)


def _read_broken(text: str) -> list[object]:
    for mended in _mendings(text):
        try:
            return list(_decode(mended))
        except (ValueError, RecursionError):
            continue
    return _dates_only(text)


def _mendings(text: str) -> Iterator[str]:
    plain = _COMMENT_OR_STRING.sub(lambda match: match[0] if match[0].startswith('"') else "", text)
    plain = _TRAILING_COMMA.sub(lambda match: match[1] or "", plain)
    yield plain
    if "&quot;" in text:
        yield _TRAILING_COMMA.sub(lambda match: match[1] or "", html.unescape(text))


def _decode(text: str) -> Iterator[object]:
    place = _skip(text, 0)
    while place < len(text):
        value, place = _DECODER.raw_decode(text, place)
        yield value
        place = _skip(text, place)


def _skip(text: str, place: int) -> int:
    match = _BETWEEN.match(text, place)
    return match.end() if match else place


def _dates_only(text: str) -> list[object]:
    found: dict[str, set[str]] = {}
    for name, value in _DATES.findall(text):
        found.setdefault(name, set()).add(value)
    node = {name: next(iter(values)) for name, values in found.items() if len(values) == 1}
    return [{"@type": "Article", **node}] if node else []
