"""JSON-LD -> the node that describes the article, and plain texts out of loosely typed values."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

_ARTICLE = {
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
    "backgroundnewsarticle", "reviewnewsarticle", "askpublicnewsarticle", "advertisercontentarticle",
    "satiricalarticle",
    "blogposting", "liveblogposting", "socialmediaposting", "report", "scholarlyarticle", "techarticle",
    "medicalscholarlyarticle", "pressrelease", "digitaldocument", "publicationissue", "interview", "statement",
}  # fmt: skip
_MOST = 3000  # nodes; a page needs tens

Node = Mapping[str, object]


def nodes(json_ld: Sequence[object], leave_out: frozenset[str] = frozenset()) -> Iterator[Node]:
    """Every object in the blocks, outer ones first, without recursion and up to a few thousand.

    What stands under a property in `leave_out` (lower case) is not looked at.
    """
    queue = deque(json_ld)
    for _ in range(_MOST):
        if not queue:
            return
        value = queue.popleft()
        if isinstance(value, Mapping):
            yield value
            queue.extend(inner for key, inner in value.items() if str(key).lower() not in leave_out)
        elif isinstance(value, list):
            queue.extend(value)


def by_id(json_ld: Sequence[object]) -> dict[str, Node]:
    """The nodes that say more than a reference to another, by their "@id"."""
    return {str(node["@id"]): node for node in nodes(json_ld) if "@id" in node and len(node) > 1}


def types_of(node: Node) -> set[str]:
    """The node's types in lower case, without a namespace.

    >>> sorted(types_of({"@type": ["NewsArticle", "https://schema.org/Report"]}))
    ['newsarticle', 'report']
    """
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return {name.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for name in names if isinstance(name, str)}


def is_article_type(names: set[str]) -> bool:
    """Whether one of the types is some sort of article."""
    return not names.isdisjoint(_ARTICLE)


def article_nodes(json_ld: Sequence[object]) -> list[Node]:
    """The nodes with an article's type that stand for the page: not those within a list of items."""
    return [node for node in nodes(json_ld, leave_out=_LISTED) if is_article_type(types_of(node))]


_LISTED = frozenset(
    {"itemlistelement", "haspart", "relatedlink", "mentions", "citation", "ispartof", "blogpost", "comment"}
)


def texts(value: object, key: str = "name") -> list[str]:
    """The texts in a value that may be a text, an object with a name, or a list of those.

    >>> texts([{"name": "Ada Bell"}, "Cy Dorn", None, 7])
    ['Ada Bell', 'Cy Dorn']
    """
    values = value if isinstance(value, list) else [value]
    found: list[str] = []
    for one in values[:100]:
        inner = one.get(key) if isinstance(one, Mapping) else one
        names = inner if isinstance(inner, list) else [inner]
        found.extend(name.strip() for name in names[:100] if isinstance(name, str) and name.strip())
    return found


def first_text(node: Node, *keys: str) -> str:
    """The first text under one of the keys; "" where there is none."""
    return next((text for key in keys for text in texts(node.get(key))), "")
