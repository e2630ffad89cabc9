"""What an alert keeps of its leading item: enough for a mail and a list, without the whole text. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from monitor.alerts.words import direction, one_line, web_address
from monitor.matching.extracts import extracts
from monitor.watch import Span

LONGEST_HEADLINE = 400
# No extract lies behind this; it bounds what a huge text costs.
LONGEST_TEXT = 2_000_000
LONGEST_ERROR = 300
DATES = ("published", "published_day", "published_precision", "published_confidence")


def leading_facts(item: Mapping[str, Any], watch: str) -> dict[str, Any]:
    """The facts of a stored item as the watch found it."""
    headline, language = str(item.get("headline") or ""), str(item.get("language") or "")
    return {
        "item": item["_id"],
        "headline": one_line(headline, LONGEST_HEADLINE),
        "url": web_address(str(item.get("url") or "")),
        "source": item.get("source", ""),
        "language": language,
        "dir": direction(language, headline or _text(item, "body")),
        **{name: item.get(name) for name in DATES},
        **_extracts(item, watch),
    }


def _extracts(item: Mapping[str, Any], watch: str) -> dict[str, Any]:
    fields = {"title": _text(item, "headline"), "body": _text(item, "body"), "summary": _text(item, "summary")}
    try:
        found = extracts({name: text for name, text in fields.items() if text}, _spans(item, watch))
    # Whatever a text does to what cuts it, its alert is made without extracts, and those of others are not held up.
    except Exception as error:
        return {"extract": [], "error": f"{type(error).__name__}: {error}"[:LONGEST_ERROR]}
    return {
        "extract": [
            {"field": one.field, "text": one.text, "marks": [list(mark) for mark in one.marks]} for one in found
        ]
    }


def _text(item: Mapping[str, Any], name: str) -> str:
    return str(item.get(name) or "")[:LONGEST_TEXT]


def _spans(item: Mapping[str, Any], watch: str) -> Iterable[Span]:
    for match in item.get("matches") or []:
        if match.get("watch") == watch:
            for span in match.get("spans") or []:
                yield Span(str(span["field"]), int(span["start"]), int(span["end"]), str(span.get("leaf", "")))
