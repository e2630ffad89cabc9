"""JSON-LD -> the node that describes the article, and plain texts out of loosely typed values."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from monitor.extract.plain import fold, shared

_ARTICLE = {
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
    "backgroundnewsarticle", "reviewnewsarticle", "askpublicnewsarticle", "advertisercontentarticle",
    "satiricalarticle",
    "blogposting", "liveblogposting", "socialmediaposting", "report", "scholarlyarticle", "techarticle",
    "medicalscholarlyarticle", "pressrelease", "digitaldocument", "publicationissue", "interview", "statement",
}  # fmt: skip
_MOST = 3000  # nodes; a page needs tens
# Folded letters of a title that says something; the share of a headline's runs of letters that its page's titles have.
_SHORTEST, _ALIKE = 12, 0.25

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


def own_article(json_ld: Sequence[object], url: str, titles: Sequence[str]) -> Node | None:
    """The node of the page's own article: of several the one that names its address, else one of its titles.

    None where all of them are other pages'.

    >>> other, own = ({"@type": "Article", "url": f"/{name}", "headline": name} for name in ("Rain", "Court"))
    >>> own_article([other, own], "https://a.example/Court", [])["headline"]
    'Court'
    """
    stated = article_nodes(json_ld)
    found = [node for node in stated if not is_of_another(_addresses(node), texts(node, "headline"), url, titles)]
    if len(found) < 2:
        return next(iter(found), None)
    path, said = path_of(url), [fold(title) for title in titles if title]
    named = [node for node in found if path and path in map(path_of, _addresses(node))]
    titled = [node for node in found for text in texts(node, "headline") if any(fold(text)[:60] in one for one in said)]
    return next(iter(named or titled or found))


def is_of_another(addresses: Sequence[str], headlines: Sequence[str], url: str, titles: Sequence[str]) -> bool:
    """Whether addresses lead to another page than `url`, and no headline is like one of that page's titles.

    >>> is_of_another(["/rain"], ["Rain again"], "https://a.example/court", ["Court frees a writer - Herald"])
    True
    >>> is_of_another(["/c?id=7"], ["Court frees writer"], "https://a.example/court", ["Court frees a writer - Herald"])
    False
    """
    paths, said = {path_of(address) for address in addresses} - {""}, fold("".join(titles))
    if not paths or path_of(url) in paths or not headlines or len(said) < _SHORTEST:
        return False
    return all(shared(fold(headline), said) < _ALIKE for headline in headlines)


def _addresses(node: Node) -> list[str]:
    """The addresses that a node gives as its own page's."""
    main = node.get("mainEntityOfPage")
    return [*texts(main, "@id"), *texts(main, "url"), *texts(node, "@id"), *texts(node, "url")]


def path_of(address: str) -> str:
    """What stands in an address between host and query, without slashes at its ends; total on any text.

    >>> path_of("https://a.example/news/court/?page=2#top"), path_of("/news/court"), path_of("#article")
    ('news/court', 'news/court', '')
    """
    bare = address.partition("#")[0].partition("?")[0].rstrip("/")
    return bare.split("://", 1)[-1].partition("/")[2]


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
