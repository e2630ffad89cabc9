"""Who wrote an article, as a list of names."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import islice

from lxml.html import HtmlElement

from monitor.extract.bylines import find_headline, printed_names
from monitor.extract.endings import names_at_the_ends
from monitor.extract.head import Head
from monitor.extract.names import has_and, is_agency, is_person, names_in, without_places
from monitor.extract.nobody import is_desk, is_login, is_office
from monitor.extract.plain import fold
from monitor.extract.signatures import lone_names, near_names
from monitor.extract.site_name import parts_of_title
from monitor.extract.structured import Node, texts, types_of
from monitor.extract.tree import following

_METAS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
    "citation_author",
)  # fmt: skip
_LAST_NAME_FIRST = frozenset({"dc.creator", "dcterms.creator", "citation_author"})
_ORGANISATIONS = frozenset({"organization", "newsmediaorganization", "corporation", "ngo", "website"})
_FEW = 5  # people who write one article
_CLOSE = 40  # elements below a headline among which those stand who wrote with the one that a program states
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

    `by_id` holds the page's JSON-LD nodes by their "@id", since authors are often given as one. Where nobody but the
    outlet (its `site_names` are folded), its desk or an account is stated, a person that the page prints goes before
    it; where it prints none, what is stated stays.
    """
    meta = names_in(_from_meta(head))
    stated = _longest(names_in(_people(article, by_id)) or meta, meta) or names_in(_from_card(head))
    outlets = site_names | _organisations(article, by_id) | set(map(fold, parts_of_title(head.title)))
    headline = find_headline(tree, head.title)
    if any(_is_somebody(name, outlets) for name in stated):
        people = [name for name in stated if fold(name) not in site_names] or stated
        return _with_others(people, headline) if headline is not None and len(people) == 1 else people
    near = _near(headline) if headline is not None else []
    if near and (not stated or all(map(is_person, near))):
        return near
    elsewhere = names_at_the_ends(tree) or lone_names(tree, headline)
    return elsewhere if not stated or (elsewhere and all(map(is_person, elsewhere))) else stated


def _with_others(people: list[str], headline: HtmlElement) -> list[str]:
    """Those whom the page prints by its headline beside the one who is stated; not what only a comma parts from him,
    which is as often his town or employer."""
    found = _longest(people, near_names(headline, _CLOSE))
    if found == people:
        return people
    texts = [text for one in islice(following(headline), _CLOSE) for text in (one.text or "", one.tail or "")]
    alone, joined = set(map(fold, texts)), "\n".join(filter(has_and, texts))
    stands = all(fold(name) in alone or name in joined or name in people for name in found)
    return _longest(found, _in_sentence(headline)) if stands else people


def _longest(names: list[str], others: list[str]) -> list[str]:
    """Names, or those of another place, where these are people, the same and more."""
    held = set(map(fold, names)) < set(map(fold, others))
    people = len(others) <= _FEW and all(is_person(name) and not is_office(name) for name in others)
    return others if held and people else names


def _is_somebody(name: str, outlets: Set[str]) -> bool:
    """Whether a name can be a person's or an agency's: not that of the outlet, a desk or an account."""
    if is_agency(name):
        return True
    return fold(name) not in outlets and not is_desk(name) and not is_login(name)


def _near(headline: HtmlElement) -> list[str]:
    """The names that the page prints by its headline."""
    marked = near_names(headline)
    if marked:
        return _longest(marked, _in_sentence(headline))
    lines = (without_places(names_in([line])) for line in printed_names(headline))
    return next(filter(None, lines), [])


def _in_sentence(headline: HtmlElement) -> list[str]:
    """The names in the first line by the headline that joins them with "and": not all of them may be links."""
    line = next(printed_names(headline), "")
    return names_in([line]) if has_and(line) else []


def _people(article: Node | None, by_id: Mapping[str, Node]) -> Iterator[str]:
    """The names in a JSON-LD author, which may stand in two halves or under another node."""
    for person in _stated_by(article):
        known = _known(person, by_id)
        yield from texts(person) or texts(known) or _halves(known)


def _stated_by(article: Node | None) -> Iterator[object]:
    """What JSON-LD gives as authors: texts, nodes, references to nodes."""
    for value in (article.get("author"), article.get("creator")) if article else ():
        yield from (value if isinstance(value, list) else [value])[:100]


def _known(person: object, by_id: Mapping[str, Node]) -> object:
    return by_id.get(str(person.get("@id")), person) if isinstance(person, Mapping) else person


def _organisations(article: Node | None, by_id: Mapping[str, Node]) -> set[str]:
    """The folded names of authors that JSON-LD says to be organisations."""
    known = (_known(one, by_id) for one in _stated_by(article))
    organisations = (one for one in known if isinstance(one, Mapping) and types_of(one) & _ORGANISATIONS)
    return {fold(name) for one in organisations for name in texts(one)}


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
