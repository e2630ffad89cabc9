"""Who wrote an article, as a list of names."""

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml.html import HtmlElement

from monitor.extract.bylines import find_headline, printed_names
from monitor.extract.head import Head
from monitor.extract.names import is_person, names_in, without_places
from monitor.extract.plain import fold
from monitor.extract.signatures import lone_names, near_names
from monitor.extract.structured import Node, texts

_METAS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
    "citation_author",
)  # fmt: skip
_LAST_NAME_FIRST = frozenset({"dc.creator", "dcterms.creator", "citation_author"})
# What WordPress prints for cards that are shared: a label in the site's language and the name beside it.
_WRITTEN_BY = re.compile(
    r"written by|verfasst von|geschrieben von|écrit par|escrito por|scritto da|geschreven door|napisane przez"
    r"|skrevet av|skrevet af|skriven av|skrivet av|автор|yazan|ditulis oleh|کاتب|كتب|نویسنده|作者|投稿者",
    re.IGNORECASE,
)


def read_authors(
    tree: HtmlElement,
    head: Head,
    article: Node | None,
    by_id: Mapping[str, Node],
    site_names: frozenset[str] = frozenset(),
) -> list[str]:
    """The names of the authors, from JSON-LD, else from meta, else from what is printed; no one twice.

    `by_id` holds the page's JSON-LD nodes by their "@id", since authors are often given as one. Where only a name
    in `site_names` (folded) is stated, a person that the page prints goes before it.
    """
    structured = names_in(_people(article, by_id)) if article else []
    stated = structured or names_in(_from_meta(head)) or names_in(_from_card(head))
    people = [name for name in stated if fold(name) not in site_names]
    if people:
        return people
    headline = find_headline(tree, head.title)
    near = _near(headline) if headline is not None else []
    if stated:
        return near if near and all(map(is_person, near)) else stated
    return near or lone_names(tree, headline)


def _near(headline: HtmlElement) -> list[str]:
    """The names that the page prints by its headline."""
    lines = (without_places(names_in([line])) for line in printed_names(headline))
    return near_names(headline) or next(filter(None, lines), [])


def _people(article: Node, by_id: Mapping[str, Node]) -> Iterator[str]:
    """The names in a JSON-LD author, which may stand in two halves or under another node."""
    for value in (article.get("author"), article.get("creator")):
        for person in (value if isinstance(value, list) else [value])[:100]:
            known = by_id.get(str(person.get("@id")), person) if isinstance(person, Mapping) else person
            yield from texts(person) or texts(known) or _halves(known)


def _halves(person: object) -> list[str]:
    name = " ".join(texts(person, "givenName")[:1] + texts(person, "familyName")[:1])
    return [name] if isinstance(person, Mapping) and name else []


def _from_meta(head: Head) -> Sequence[str]:
    for name in _METAS:
        if found := [text for text in head.meta.get(name, ()) if names_in([text])]:
            return list(map(_turned, found)) if name in _LAST_NAME_FIRST else found
    return ()


def _turned(name: str) -> str:
    """A name with the first name before the last, which catalogues of libraries put first: "Bell, Ada"."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and "," not in first and " and " not in first else name


def _from_card(head: Head) -> Sequence[str]:
    """The name beside the label "Written by" in what the head says for sharing."""
    labelled = (number for number in "12" if _WRITTEN_BY.search(head.first(f"twitter:label{number}")))
    return next((head.meta.get(f"twitter:data{number}", ()) for number in labelled), ())
