"""What a page prints as its headline: its headings of the first order, or what stands for one where it has none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, islice, takewhile
from operator import itemgetter
from urllib.parse import urlsplit

from lxml.etree import XPath, iterwalk
from lxml.html import HtmlElement

from monitor.extract.above_text import lines_above_text
from monitor.extract.plain import fold, shared, tidy
from monitor.extract.shape import width
from monitor.extract.site_name import names_site, parts_of_title, without_site
from monitor.extract.slug import share_of_slug, slug_words
from monitor.extract.tree import elements, text_of
from monitor.extract.urls import absolute

_MOST = 10
_PLAIN = ("div", "span", "p", "b", "strong", "font", "td", "big", "center")
_LARGEST, _SHORTEST = 3000, 12
_MUCH_TEXT = 1000  # characters of paragraphs
# The share of a heading's runs of letters that the titles of its page have, where it is like one of them.
_ALIKE = 0.25
_MOST_PIECES = 8
_LABEL = 20  # in characters of Latin; what is shorter may name a kind of page
_OF_THE_SLUG, _ANY = 0.5, -1.0  # shares of the words of an address
_ASIDE = ("aside", "footer", "dialog")
_UNREAD = frozenset({"script", "style", "noscript", "template", "button", "svg"})
_BREAKS = frozenset({"br", "div", "p", "small", "h2", "h3", "h4", "li", "hr"})
_HIDDEN_CLASS = re.compile(r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader)", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
# A line above a headline (its topic) or below it, in an element of its own within the heading.
_BESIDE = re.compile(
    r"kicker|overline|overtitle|topline|dachzeile|spitzmarke|pretitle|eyebrow|roofline|surtitle|rubri[ck]"
    r"|(?:sub|second)-?title|sub-?head|sub-?line|standfirst|occhiello|antetitulo|sottotitolo",
    re.IGNORECASE,
)
_NAMED = XPath("descendant::*/@itemprop[contains(., 'headline')]/..")
# The name of a section before a headline that is longer: "Opinion | The court was wrong".
_BEFORE_BAR = re.compile(r"^[^|]{2,25}\s\|\s(?=[^|]{25,}$)")
_AROUND = " :|-–—•/·"


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says beside its headings: its address, its titles, and the names of its site, folded."""

    url: str
    stated: tuple[str, ...]  # by programs: in JSON-LD and for sharing
    window: str
    site_names: frozenset[str]

    def titles(self) -> frozenset[str]:
        """All titles, whole and without what stands before or behind a separator; folded."""
        whole = (*self.stated, self.window)
        return frozenset(fold(part) for title in whole for part in (title, *parts_of_title(title))) - {""}


def read_headings(tree: HtmlElement, said: Said) -> tuple[str, ...]:
    """The headlines that a page prints: in headings of the first order, else where it prints a title that it states."""
    known = said.titles()
    found = [(heading, text) for heading in _first_order(tree) if (text := _headline_in(heading, said, known))]
    own = [(heading, text) for heading, text in found if not _leads_home(heading, said.url)]
    own = [(heading, text) for heading, text in own if fold(text) in known or not _is_of_another(heading, text, said)]
    shown = [text for heading, text in own if not is_hidden(heading)] or [text for _, text in own]
    apart = [text for text in shown if not _ends_window(text, said) and not _is_label(text, said)]
    titles = [said.window, *said.stated]
    return tuple(apart) or _unmarked(tree, titles, known) or _above_text(tree, said) or tuple(shown)


def _first_order(tree: HtmlElement) -> list[HtmlElement]:
    """The headings of the first order, or the one element that is marked as the headline where they are not one."""
    headings = list(islice(tree.iter("h1"), _MOST))
    if len(headings) == 1:
        return headings
    named = tree.iter("h1", "h2", "h3") if headings else elements(_NAMED(tree))
    marked = [one for one in named if "headline" in (one.get("itemprop") or "").split()]
    return marked if len(marked) == 1 and text_of(marked[0], 300) else headings


def _is_of_another(heading: HtmlElement, text: str, said: Said) -> bool:
    """Whether a heading is a site's name, a box's or a subtitle: no title is like it; its words or place say so."""
    if _likeness(text, said) >= _ALIKE:
        return False
    return names_site(text, said.site_names) or _is_beside(heading) or _stands_aside(heading)


def _likeness(text: str, said: Said) -> float:
    """The share of a heading's runs of letters that the titles have, from 0 to 1; 1 where they say too little."""
    titles = fold(" ".join(without_site(title, said.site_names) for title in (*said.stated, said.window)))
    return shared(fold(text), titles) if len(titles) >= _SHORTEST else 1.0


def _ends_window(text: str, said: Said) -> bool:
    """Whether a heading is but the shorter end of the window title, as the name of an unknown site is."""
    return not any(said.stated) and said.window.endswith(text) and len(said.window) > 2 * len(text) + len(_AROUND)


def _is_label(text: str, said: Said) -> bool:
    """Whether a heading is short and no title is like it, as the name of a section is."""
    return width(text) < _LABEL and _likeness(text, said) < _ALIKE


def _stands_aside(heading: HtmlElement) -> bool:
    """Whether a heading stands in a box, or below a long text."""
    if next(heading.iterancestors(*_ASIDE), None) is not None:
        return True
    above = 0
    for element in heading.getroottree().getroot().iter(str(heading.tag), "p"):
        if element is heading or above > _MUCH_TEXT:
            break
        above += len(element.text or "")
    return above > _MUCH_TEXT


def _headline_in(heading: HtmlElement, said: Said, known: frozenset[str]) -> str:
    """The heading's text without lines beside the headline: those that are marked so, or that no title has."""
    pieces = list(islice(_pieces(heading), _MOST_PIECES + 1))
    whole = tidy(text_of(heading, 1000)) if len(pieces) > _MOST_PIECES else tidy("".join(text for text, _ in pieces))
    own = [text for text, beside in pieces if not beside]
    text = whole if len(own) == len(pieces) else tidy("".join(own)).strip(_AROUND)
    if len(pieces) > _MOST_PIECES or not text or fold(whole) in map(fold, said.stated):
        return whole
    return _part_in_titles(own, known) or (text if fold(text) in known else _BEFORE_BAR.sub("", text))


def _part_in_titles(pieces: Sequence[str], known: frozenset[str]) -> str:
    """The longest run of some but not all pieces that a title has; "" where all together are one, or none is."""
    if fold("".join(pieces)) in known:
        return ""
    runs = [tidy("".join(pieces[start:end])).strip(_AROUND) for start, end in combinations(range(len(pieces) + 1), 2)]
    return max((run for run in runs if len(fold(run)) >= _SHORTEST and fold(run) in known), key=len, default="")


def _pieces(heading: HtmlElement) -> Iterator[tuple[str, bool]]:
    """The texts of a heading's elements that can be seen, each with whether it is a line beside the headline."""
    for holder, texts in groupby(_texts(heading), key=itemgetter(0)):
        above = list(_up_to(heading, holder))
        text = "".join(text for _, text in texts)
        # Between a topic and the headline a colon is often there for those who listen only.
        if not any(map(_is_unread, above)) or not fold(text):
            yield text, any(map(_is_beside, above))


def _is_beside(element: HtmlElement) -> bool:
    """Whether an element is named for a line above or below the headline."""
    return bool(_BESIDE.search(element.get("class") or ""))


def _texts(heading: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The texts of a heading, with the element that holds each and a space where a line ends."""
    gap = ""
    for event, element in iterwalk(heading, events=("start", "end")):
        begins = event == "start"
        text, holder = (element.text, element) if begins else (element.tail, element.getparent())
        gap = " " if element.tag in _BREAKS else gap
        if text and holder is not None and (begins or element is not heading):
            yield holder, gap * text[:1].isalnum() + text
            gap = ""


def _up_to(heading: HtmlElement, element: HtmlElement) -> Iterator[HtmlElement]:
    """An element and those around it within the heading."""
    if element is not heading:
        yield element
        yield from takewhile(lambda above: above is not heading, element.iterancestors())


def _is_unread(element: HtmlElement) -> bool:
    """Whether nobody sees an element of a heading, or it leads to a place on the page, such as its comments."""
    anchor = element.tag == "a" and (element.get("href") or "").startswith("#")
    return anchor or element.tag in _UNREAD or is_hidden(element)


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element says of itself that it is not shown."""
    names, style = element.get("class") or "", element.get("style") or ""
    return bool(_HIDDEN_CLASS.search(names) or _HIDDEN_STYLE.search(style)) or element.get("hidden") is not None


def _leads_home(heading: HtmlElement, url: str) -> bool:
    link = next(heading.iter("a"), None)
    address = absolute(url, link.get("href") or "") if link is not None else None
    return bool(address) and urlsplit(address or "").path in {"", "/"} and urlsplit(url).path not in {"", "/"}


def _unmarked(tree: HtmlElement, titles: Sequence[str], known: frozenset[str]) -> tuple[str, ...]:
    """What prints a title, or else most of one, where a page has no heading of the first order."""
    said = [folded for title in titles if len(folded := fold(title)) >= _SHORTEST]
    elements = islice(tree.iter("h2", "h3", *_PLAIN), _LARGEST if said else 0)
    texts = (tidy(text_of(element, 300)) for element in elements if len(element) <= 2)
    alike = [text for text in texts if len(text) >= _SHORTEST and any(_is_same(fold(text), title) for title in said)]
    return tuple([text for text in alike if fold(text) in known][:1] or alike[:1])


def _above_text(tree: HtmlElement, said: Said) -> tuple[str, ...]:
    """The line above the text that looks like its headline, unless what the page states is a better one."""
    slug, titles = slug_words(said.url), [without_site(text, said.site_names) for text in (*said.stated, said.window)]
    stated, window = max(titles[:-1], key=width, default=""), titles[-1]
    if width(stated) >= _LABEL:
        least = max(_OF_THE_SLUG, share_of_slug(slug, stated))
    else:
        least = (share_of_slug(slug, window) if width(window) >= _LABEL else 0.0) or _ANY
    return tuple(line.text for line in lines_above_text(tree) if share_of_slug(slug, line.text) > least)[:1]


def _is_same(folded: str, title: str) -> bool:
    """Whether one of two texts holds the other, at either end, and is not twice as long."""
    short, long = sorted((folded, title), key=len)
    return 2 * len(short) >= len(long) and (long.startswith(short) or long.endswith(short))
