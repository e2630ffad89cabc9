"""Finds of the archive search on a terminal."""

from collections.abc import Iterable
from typing import Any

from rich.text import Text

from monitor.commands.item_view import console, published, safe
from monitor.matching.extracts import Extract
from monitor.search.results import Hit

MARK = "bold yellow"


def print_hits(hits: Iterable[Hit]) -> None:
    """Each find with its headline, where and when it was published, and pieces of its text with the words marked."""
    output = console()
    for hit in hits:
        for piece in hit.extracts:
            output.print(marked(piece, plain=not output.is_terminal), soft_wrap=True)
        item = hit.item
        facts = (published(item), item.get("source"), item.get("language"), item["id"], item.get("url"))
        output.print(safe(" · ".join(str(fact) for fact in facts if fact)), style="dim", soft_wrap=True)
        output.print()


def marked(piece: Extract, *, plain: bool) -> Text:
    """A piece with its words coloured, or between » and « where there are no colours.

    >>> marked(Extract("body", "The ferry sails", ((4, 9),)), plain=True).plain
    '  The »ferry« sails'
    """
    text, behind = Text("" if piece.field == "title" else "  "), 0
    for start, end in piece.marks:
        word = safe(piece.text[start:end]).plain
        text.append(safe(piece.text[behind:start]).plain)
        text.append(f"»{word}«" if plain else word, None if plain else MARK)
        behind = end
    return text.append(safe(piece.text[behind:]).plain)


def counted(count: int, *, exact: bool, estimate: bool) -> str:
    """How many there are in all, in words.

    >>> counted(1_234, exact=True, estimate=True), counted(31, exact=False, estimate=False)
    ('about 1,234', 'at most 31')
    """
    return f"{'' if exact else 'at most '}{'about ' if estimate else ''}{count:,}"


def summary(shown: int, count: str, *, more: bool) -> str:
    """How many are shown, of how many.

    >>> summary(20, "at most 31", more=True), summary(0, "0", more=False)
    ('20 items shown, at most 31 found; --limit shows more.', 'No items found.')
    """
    if not shown:
        return "No items found."
    if not more:
        return f"{shown} item{'s' * (shown != 1)} found."
    return f"{shown} item{'s' * (shown != 1)} shown, {count} found; --limit shows more."


def hit_values(hit: Hit) -> dict[str, Any]:
    """A find as JSON can hold it; marks are code points of the piece, spans of the whole field."""
    item = {name: value for name, value in hit.item.items() if name != "matches"}
    watches = [match["watch"] for match in hit.item.get("matches") or ()]
    pieces = [{"field": piece.field, "text": piece.text, "marks": piece.marks} for piece in hit.extracts]
    spans = [{name: getattr(span, name) for name in ("field", "start", "end", "leaf")} for span in hit.spans]
    return {**item, "watches": watches, "extracts": pieces, "spans": spans}
