"""Who wrote an article, as elements say that are marked for an author or lead to the page of one."""

import re
from collections.abc import Iterable
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from monitor.extract.body import text_blocks
from monitor.extract.names import is_agency, is_person, names_in, without_places, without_profession
from monitor.extract.plain import fold, shared, tidy
from monitor.extract.tree import elements, following, text_of, texts_in

_NEAR = 200  # elements below a headline among which its byline stands
_MOST, _LONGEST = 100, 200
_SPEAKERS, _LARGE = 1000, 300  # elements that speak of authors on a page; elements in a block
_FEW = 3  # people; a page that names more so, far from its headline, lists other articles
_LEVELS, _A_NAME = 4, 80  # how far apart those who wrote together stand: in levels of the tree, and characters each
_IN_NAMES = ("uthor", "utor", "uteur", "yline")
_IN_ADDRESSES = (
    "/author", "/autor", "/auteur", "/contributor", "/profil", "/byline", "/journalist", "/reporter", "/redaktion",
    "/writer", "/columnist", "/staff/", "/forfatter", "/skribent", "/penulis", "/yazar", "/by/", "/av/",
)  # fmt: skip
# Whatever attribute speaks of authors: in half the time that asking for each takes.
_SPEAKING = XPath(f"descendant::*/@*[{' or '.join(f'contains(., {part!r})' for part in _IN_NAMES)}]/..")
_BYLINES = frozenset({"byline", "author", "author-name", "article-author", "byline__name"})
_MARKED = re.compile(
    r"(?:^|[\s_-]|(?<=[a-z]))(?:[Aa]uthors?|[Bb]yline|[Aa]utor(?:es?|in)?|[Aa]uteurs?)(?![a-z])|author_?name", re.ASCII
)
_NAME = re.compile(r"(?:author|byline)[-_]{0,2}name(?![a-z])", re.IGNORECASE)
_ABOUT = re.compile(
    r"caption|photo|image|comment|avatar|headline|credit|copyright|social|bio\b|desc|job|role", re.IGNORECASE
)
_PAGE_OF_AUTHOR = re.compile(
    r"/(?:authors?|contributors?|autor(?:es?|in|en)?|auteurs?|autori|profile?|bylines?|journalist(?:e?s)?"
    r"|reporters?|redaktion|writers?|columnists?|staff|forfatter|skribent|penulis|yazar(?:lar)?|by|av)/(?:[\w-]{1,40}/)?[^/?#]*[^\W\d][^/?#]*/?$",
    re.IGNORECASE,
)
_OUTSIDE = frozenset({"nav", "form", "figure", "figcaption"})
_ASIDE = frozenset({"aside", "footer"})
_DATE = re.compile(
    r"\s*[|,•·(–-]?\s*(?:\b(?:on|am|le|el|il|op|em|den)\s+)?"
    r"(?:\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+){0,2}(?<![^\W_])(?=\d)"
    r"|(?:\s|(?<=(?-i:[a-zà-ÿ]))(?=(?-i:[A-Z])))(?:last\s)?(?:published|updated|posted|aktualisiert|veröffentlicht|publié)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(r"\s[–—|-]\s|(?<=\w\w\w)\.\s")
_ASIDES = re.compile(r"\s*\([^()]{1,40}\)\s*(?=,|$)")
# Who did something else than writing stands beside the author: "Edited by", "Reviewed by".
_OTHER_WORK = re.compile(r"edited|reviewed|checked|verified|translated|photograph|illustrat", re.IGNORECASE)
_ALIKE, _A_TITLE = 0.5, 15
_CARD = 600  # characters of a block about another article
_COMMENTS = re.compile(r"(?:^|[\s_-])comments?(?:$|[\s_-])", re.IGNORECASE)


def near_names(headline: HtmlElement) -> list[str]:
    """The names in the first element below the headline that is marked for an author, and in those beside it like it.

    >>> from monitor.extract.tree import parse
    >>> page = parse("<h1>Rain</h1><p class=byline>By <a href=/by/ada>Ada Bell</a><br>Reporter</p>")
    >>> near_names(page.find(".//h1")) if page is not None else []
    ['Ada Bell']
    """
    marked = _marked(islice(following(headline), _NEAR), headline)
    for element in marked:
        people = [] if _is_of_card(element, headline) else _together(element, set(marked), headline)
        if people and (len(people) <= _FEW or _is_stated(element) or people == _people_of(element)):
            return people
    return []


def lone_names(tree: HtmlElement, headline: HtmlElement | None) -> list[str]:
    """The names in elements alike anywhere on a page that are marked for authors.

    [] for more than three, since they are those of other articles; in blocks with a heading of their own, for two.
    """
    marked = _marked(elements(_SPEAKING(tree))[:_SPEAKERS], headline)
    named = [(one, people) for one in marked if (people := _people_of(one))]
    alike = [people for one, people in named if _make(one) == _make(named[0][0])]
    people = list({fold(name): name for names in alike for name in names}.values())
    in_card = bool(named) and headline is not None and _is_of_card(named[0][0], headline)
    return people if len(people) <= (1 if in_card else _FEW) else []


def _marked(found: Iterable[HtmlElement], headline: HtmlElement | None) -> list[HtmlElement]:
    """Those that are marked for an author and belong to the article."""
    around = set(headline.iterancestors()) if headline is not None else set()
    marked = (one for one in found if _is_marked(one) and not _is_large(one) and not _stands_outside(one, around))
    return list(islice(marked, _MOST))


def _is_large(element: HtmlElement) -> bool:
    return next(islice(element.iterdescendants(), _LARGE, None), None) is not None


def _is_of_card(element: HtmlElement, headline: HtmlElement) -> bool:
    """Whether an element stands in a small block with a heading of its own, as those about other articles do."""
    own = fold(text_of(headline, _LONGEST))
    for above in islice(element.iterancestors(), _LEVELS):
        if not _is_small(above) or any(one is headline for one in above.iter("h1", "h2", "h3")):
            return False
        titles = [fold(text_of(one, _LONGEST)) for one in above.iter("h1", "h2", "h3", "h4")] + _linked(above)
        if any(shared(title, own) < _ALIKE for title in titles):
            return not any(fold(name) in title for name in _people_of(element) for title in titles)
    return False


def _linked(block: HtmlElement) -> list[str]:
    """What a point of a list links to under a long text, as lists of articles do; folded."""
    texts = (fold(text_of(one, _LONGEST)) for one in block.iter("a")) if block.tag == "li" else ()
    return [text for text in texts if len(text) >= _A_TITLE]


def _is_small(element: HtmlElement) -> bool:
    return not _is_large(element) and len(_letters_in(element, _CARD)) <= _CARD


def _together(element: HtmlElement, marked: set[HtmlElement], headline: HtmlElement) -> list[str]:
    """The names in an element and in those of its make that stand with it, with little between them."""
    people = _people_of(element)
    for above in islice(element.iterancestors(), _LEVELS if people else 0):
        alike = [one for one in above.iter(str(element.tag)) if one in marked and _make(one) == _make(element)]
        text = "" if _is_large(above) else _letters_in(above, _A_NAME * len(alike))
        headings = (text_of(one, _LONGEST) for one in above.iter("h1", "h2", "h3", "h4") if one is not headline)
        if not 0 < len(text) <= _A_NAME * len(alike) or _OTHER_WORK.search(text) or not all(map(is_person, headings)):
            break
        people = list({fold(name): name for one in alike for name in _people_of(one)}.values())
    return people


def _letters_in(element: HtmlElement, limit: int) -> str:
    """The text of an element without its spaces, cut soon after a limit."""
    text = ""
    for part, _ in texts_in(element):
        text += "".join(part.split())
        if len(text) > limit:
            break
    return text


def _make(element: HtmlElement) -> tuple[object, ...]:
    return (element.tag, *(element.get(name) for name in ("class", "rel", "itemprop")))


def _is_marked(element: HtmlElement) -> bool:
    if _is_stated(element) or _leads_to_author(element):
        return True
    names = f"{element.get('class') or ''} {element.get('data-testid') or ''}"
    speaks = any(part in names for part in _IN_NAMES)
    return speaks and _MARKED.search(names) is not None and not _ABOUT.search(names)


def _is_stated(element: HtmlElement) -> bool:
    """Whether an element is marked for nothing but an author."""
    if element.get("rel") == "author" or element.get("itemprop") == "author":
        return True
    return not _BYLINES.isdisjoint((element.get("class") or "").split())


def _stands_outside(element: HtmlElement, around: set[HtmlElement]) -> bool:
    """Whether an element belongs to a picture, menu or comment or, where only its make speaks, to a box or long text.

    What stands `around` the headline too holds the article itself, such as the one form of many an ASP.NET page.
    """
    above = [one for one in element.iterancestors() if one not in around and one.tag not in {"body", "html"}]
    if any(one.tag in _OUTSIDE or _COMMENTS.search(one.get("class") or "") for one in above):
        return True
    return not _is_stated(element) and any(one.tag in _ASIDE or _is_prose(one) for one in above)


def _is_prose(element: HtmlElement) -> bool:
    return element.tag == "p" and len(_letters_in(element, _LONGEST)) > _LONGEST


def _people_of(element: HtmlElement) -> list[str]:
    """The names in a marked element: in what is marked within it, else in the first of its lines that has one."""
    if content := element.get("content"):
        return names_in([content])
    if len(text_of(element, _LONGEST + 1)) > _LONGEST:
        return []
    within = [one for one in element.iterdescendants() if _is_name(one)]
    one_by_one = [text_of(one, _LONGEST) for one in within] or _alike_parts(element)
    lines = one_by_one or text_blocks(element).split("\n")
    named = [people for line in lines if (people := _people_in(line, is_stated=_is_stated(element)))]
    return list(dict.fromkeys(name for people in (named if one_by_one else named[:1]) for name in people))


def _is_name(element: HtmlElement) -> bool:
    """Whether an element within one for an author holds the name alone."""
    names = element.get("class") or ""
    return element.get("itemprop") == "name" or _NAME.search(names) is not None or _leads_to_author(element)


def _alike_parts(element: HtmlElement) -> list[str]:
    """The texts in an element where each is a name and stands in an element of one make."""
    parts = [(tidy(text), holder) for text, holder in texts_in(element) if text.strip()]
    alike = len({_make(holder) for _, holder in parts}) == 1
    return [text for text, _ in parts] if alike and all(is_person(text) for text, _ in parts) else []


def _leads_to_author(element: HtmlElement) -> bool:
    address = (element.get("href") or "") if element.tag == "a" else ""
    return any(part in address for part in _IN_ADDRESSES) and _PAGE_OF_AUTHOR.search(address) is not None


def _people_in(line: str, *, is_stated: bool) -> list[str]:
    """The names in a line, before a date or a profession in it; whole ones only, unless its element speaks for it."""
    line = _ASIDES.sub("", _DATE.split(line, maxsplit=1)[0])
    parts = [without_profession(part) for part in _ROLE.split(line)]
    people = without_places(names_in([next(filter(is_person, parts), parts[0])]))
    return [name for name in people if is_person(name) or is_agency(name) or (is_stated and " " not in name)]
