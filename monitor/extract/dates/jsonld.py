"""Dates that a page states of itself in JSON-LD."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.extract.dates.folding import fold
from monitor.extract.dates.lists import names
from monitor.extract.structured import is_of_another, path_of

_ARTICLE = ("article", "posting", "report", "reportage")
_PAGE = ("webpage", "creativework", "itempage", "videoobject", "audioobject", "podcastepisode", "digitaldocument")
_OTHER = ("event", "comment", "jobposting", "review", "product", "person", "organization", "itemlist", "claim")
_LIMIT = 3000


@dataclass(frozen=True, slots=True)
class Node:
    """One JSON-LD object with its kind ("article", "page" or "") and keys in lower case."""

    kind: str
    values: dict[str, object]


def own_nodes(json_ld: Sequence[object]) -> list[Node]:
    """Objects that speak of the page itself, articles first; never comments, lists or events."""
    nodes = list(_walk(json_ld))
    return [node for node in nodes if node.kind == "article"] or [node for node in nodes if node.kind == "page"]


def _walk(json_ld: Sequence[object]) -> Iterator[Node]:
    waiting: list[object] = list(reversed(json_ld))
    for _ in range(_LIMIT):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            low = {str(key).lower(): item for key, item in value.items()}
            kind = _kind(low.get("@type") or low.get("type"))
            if kind != "other":
                yield Node(kind, low)
                waiting.extend(item for key, item in reversed(low.items()) if key not in names("jsonld", "away"))


def _kind(types: object) -> str:
    low = [str(name).lower() for name in (types if isinstance(types, list) else [types])]
    if any(name.endswith(_ARTICLE) for name in low):
        return "article"
    if any(name.endswith(_OTHER) for name in low):
        return "other"
    return "page" if any(name.endswith(_PAGE) for name in low) else ""


def published_texts(own: Sequence[Node], url: str, titles: Sequence[str]) -> list[str]:
    """Texts of datePublished of the page's own article, the likeliest first, each once.

    Of the page's titles the first is its headline, "" where it prints none.
    """
    headline = titles[0]
    nodes = [node for node in own if texts_of(node.values.get("datepublished"))]
    nodes = [node for node in nodes if not is_of_another(_addresses(node), _titles(node), url, titles)]
    matching = [node for node in nodes if _is_about(node, url, headline)]
    found = [text for node in matching or nodes for text in texts_of(node.values["datepublished"])]
    if not found:
        nodes = [node for node in own[:1] if not headline or _is_about(node, url, headline)]
        found = [text for node in nodes for text in texts_of(node.values.get("uploaddate"))]
    return list(dict.fromkeys(found))[:4]


def modified_texts(own: Sequence[Node]) -> list[str]:
    """Texts of dateModified of the page's own article."""
    return [text for node in own for text in texts_of(node.values.get("datemodified"))]


def texts_of(value: object) -> list[str]:
    """Strings and numbers in a value that may be a list or {"@value": …}."""
    if isinstance(value, list):
        return [text for item in value[:5] for text in texts_of(item) if not isinstance(item, list)]
    if isinstance(value, dict):
        return texts_of(value.get("@value"))
    if isinstance(value, bool) or value is None:
        return []
    return [str(value).strip()] if isinstance(value, str | int | float) and str(value).strip() else []


def _is_about(node: Node, url: str, headline: str) -> bool:
    """Whether an article names this page's address or headline as its own."""
    path = path_of(url)
    if path and any(path_of(address) == path for address in _addresses(node)):
        return True
    return bool(headline) and any(_beginning(title) == _beginning(headline) for title in _titles(node))


def _beginning(title: str) -> str:
    """Where titles of the same article agree; sites cut long ones in different places."""
    return fold(title[:300])[:60]


def _titles(node: Node) -> list[str]:
    return texts_of(node.values.get("headline")) + texts_of(node.values.get("name"))


def _addresses(node: Node) -> list[str]:
    return [*texts_of(node.values.get("url")), *texts_of(node.values.get("@id")), *_main(node)]


def _main(node: Node) -> list[str]:
    main = node.values.get("mainentityofpage")
    if isinstance(main, dict):
        return [*texts_of(main.get("@id")), *texts_of(main.get("url"))]
    return texts_of(main)
