"""Who wrote an article, as a list of names."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from lxml.html import HtmlElement

from monitor.extract.bylines import printed_names
from monitor.extract.head import Head
from monitor.extract.plain import fold, plain_text
from monitor.extract.structured import Node, texts
from monitor.extract.tree import text_of

_MOST = 20
_AROUND_A_NAME = 14  # folded characters: "By", a town, "and"
_NOBODY = {
    "admin", "administrator", "author", "autor", "auteur", "editor", "webmaster", "user", "root", "guest", "anonymous",
    "unknown", "none", "null", "undefined", "redaktion", "redaktor", "redacción", "redazione", "rédaction",
    "administrador",
    "administrateur", "администратор", "админ", "مدير", "المحرر", "管理员", "管理員", "staff", "newsroom", "default",
    "superuser", "siteadmin", "webredaktion", "online", "wordpress", "test", "newsdesk", "webdesk", "editorial",
    "byline", "writtenby", "postedby", "abouttheauthor",
}  # fmt: skip
_INTRODUCTION = re.compile(
    r"^(?:(?:written|posted|published|submitted|reported|text|words|story|recipe|articles?)?\s*by"
    r"|(?:geschrieben|verfasst) von|écrit par|escrito por|scritto da|geschreven door|מאת"
    r"|autor(?:in|en|es)?|authors?|auteurs?|von|par|por|di|da|de|door|av|af|od|tekst|text|texte|texto|testo"
    r"|автор|текст|بقلم|كتب|كتبت|نویسنده|tarafından|yazan|oleh|作者|記者|记者|文|기자)\s*[:：]?\s+"
    r"|^(?:作者|記者|记者|文)\s*[:：/／]\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[,،、;؛|/•·]|\s(?:and|und|et|y|e|en|og|och|i|и|і|ve|dan|&|و)\s)\s*")
# Initials of an agency's writer, "(obe)", and the Korean word for a reporter after the name.
_TAIL = re.compile(r"\s*\([^()]{1,8}\)\s*$|\s+기자$")
_NOT_A_NAME = re.compile(r"https?:|www\.|\.(?:com|org|net|html?)\b|[@#<>{}=_]|\d{3,}", re.IGNORECASE)
_BYLINES = frozenset({"byline", "author", "author-name", "article-author", "byline__name"})
# What WordPress prints for cards that are shared: a label in the site's language and the name beside it.
_WRITTEN_BY = re.compile(
    r"written by|verfasst von|geschrieben von|écrit par|escrito por|scritto da|geschreven door|napisane przez"
    r"|skrevet av|skrevet af|skriven av|skrivet av|автор|yazan|ditulis oleh|کاتب|كتب|نویسنده|作者|投稿者",
    re.IGNORECASE,
)
_NAMED = ("a", "span", "div", "p", "strong", "li", "h4", "h5")
_ASIDE = ("nav", "aside", "footer", "form")
_NAME_OF_AUTHOR = re.compile(
    r"(?:^|[-_\s])(?:author|autore?|auteur|byline)(?:[-_]*name)?(?:$|\s|__[a-z0-9]+(?:$|\s))|author_?name",
    re.IGNORECASE,
)
_PAGE_OF_AUTHOR = re.compile(r"/(?:authors?|contributors?|autor(?:es?|in)?|auteurs?)/[^/?#]+/?$", re.IGNORECASE)
_DATED = re.compile(r"\s*[|,•·(–]\s*(?=\d|\w{3,9}\.? \d)")
_SPEAKING, _LEADING = ("uthor", "utor", "uteur", "yline"), ("/author", "/contributor", "/autor", "/auteur")
_FEW = 3  # people; a page that names more so lists other articles


def read_authors(tree: HtmlElement, head: Head, article: Node | None, by_id: Mapping[str, Node]) -> list[str]:
    """The names of the authors, from JSON-LD, else from meta, else from what is printed; no one twice.

    `by_id` holds the page's JSON-LD nodes by their "@id", since authors are often given as one.
    """
    structured = _names(_people(article, by_id)) if article else []
    stated = structured or _names(_from_meta(head)) or _names(_from_card(head))
    marked = stated or next(filter(None, map(_names, _from_bylines(tree))), []) or _from_names(tree)
    return marked or next(filter(None, (_names([line]) for line in printed_names(tree))), [])


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
    for name in (
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "byl",
        "citation_author",
    ):
        if found := [text for text in head.meta.get(name, ()) if not _NOT_A_NAME.search(text)]:
            return found
    return ()


def _from_card(head: Head) -> Sequence[str]:
    """The name beside the label "Written by" in what the head says for sharing."""
    labelled = (number for number in "12" if _WRITTEN_BY.search(head.first(f"twitter:label{number}")))
    return next((head.meta.get(f"twitter:data{number}", ()) for number in labelled), ())


def _from_names(tree: HtmlElement) -> list[str]:
    """Names in elements that are named for an author's name, or that lead to the page of one."""
    marked = [one for one in islice(filter(_may_name, tree.iter(*_NAMED)), 100) if _is_of_author(one)]
    named = [(one, names) for one in marked if (names := _people_in(text_of(one, 100)))]
    # Writers of one article stand in elements alike; the next ones are boxes about them.
    alike = [
        names for one, names in named if (one.tag, one.get("class")) == (named[0][0].tag, named[0][0].get("class"))
    ]
    people = list(dict.fromkeys(name for names in alike for name in names))
    return people if len(people) <= _FEW else []


def _people_in(text: str) -> list[str]:
    """The names in a short text, before a date in it, that are a first and a last name or a little more."""
    text = _DATED.split(text, maxsplit=1)[0]
    if not 4 < len(text) <= 60 or any(map(str.isdigit, text)):
        return []
    return [name for name in _names([text]) if 2 <= len(name.split()) <= 4 and not name[0].islower()]


def _may_name(element: HtmlElement) -> bool:
    """Whether class or address speak of authors, outside of menus and footers."""
    names, address = element.get("class") or "", element.get("href") or ""
    speaks = any(part in names for part in _SPEAKING) or any(part in address for part in _LEADING)
    return speaks and next(element.iterancestors(*_ASIDE), None) is None


def _is_of_author(element: HtmlElement) -> bool:
    if _NAME_OF_AUTHOR.search(element.get("class") or ""):
        return True
    return element.tag == "a" and _PAGE_OF_AUTHOR.search(element.get("href") or "") is not None


def _from_bylines(tree: HtmlElement) -> Iterator[list[str]]:
    for element in islice(filter(_is_named_byline, tree.iter("*")), 5):
        text = element.get("content") or text_of(element, 300)
        if 2 < len(text) <= 80 and not any(character.isdigit() for character in text):
            yield [text]


def _is_named_byline(element: HtmlElement) -> bool:
    if element.get("rel") == "author" or element.get("itemprop") == "author":
        return True
    names = element.get("class")
    return names is not None and not _BYLINES.isdisjoint(names.split(" "))


def _names(offered: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for text in offered:
        for name in split_names(plain_text(text, 2000)):
            found.setdefault(fold(name), name)
    return list(found.values())[:_MOST]


def is_byline(line: str, names: Sequence[str]) -> bool:
    """Whether a line says who wrote the text and little more; `names` are folded.

    >>> is_byline("By Ada Bell, Northhaven", ["adabell"]), is_byline("Ada Bell was freed on Monday.", ["adabell"])
    (True, False)
    """
    folded = fold(line) if len(line) <= 90 else ""
    named = [name for name in names if len(name) > 4 and name in folded]
    return bool(named) and len(folded) - sum(map(len, named)) <= _AROUND_A_NAME


def split_names(text: str) -> list[str]:
    """The names in a byline, without its introduction, addresses, and names of nobody.

    >>> split_names("By Ada Bell and Cy Dorn"), split_names("admin"), split_names("von Eva Fink, Gus Hall")
    (['Ada Bell', 'Cy Dorn'], [], ['Eva Fink', 'Gus Hall'])
    """
    text = _INTRODUCTION.sub("", text.strip())
    return [name for part in _BETWEEN.split(text) if _is_name(name := _TAIL.sub("", part).strip(" .:–—-\u200e\u200f"))]


def _is_name(text: str) -> bool:
    if not 2 <= len(text) <= 60 or len(text.split()) > 6 or _NOT_A_NAME.search(text):
        return False
    return fold(text) not in _NOBODY and any(character.isalpha() for character in text)
