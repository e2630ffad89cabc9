"""Runs of equal parts of a page that hold whole items: under dates, in lists, at anchors."""

import copy
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from lxml import etree

from monitor.extract.entry_html import inner_html, text_of, tokens
from monitor.extract.listing_anchors import HEADINGS, width_of
from monitor.extract.listing_dates import is_date, leading_date
from monitor.extract.listing_zones import Zones
from monitor.extract.plain import tidy

_FEWEST = 3
_BYLINE = re.compile(r"\b(?:by|von|par|por|di|от|av|af)\b", re.IGNORECASE)  # of a comment
_MOST_GROUPS = 20
_FEWEST_LISTED = 4
_WIDEST_SEGMENT = 200  # siblings
_DATED_SHARE = 0.4  # of the text of the page; related stories beside an article have less
_LISTED_SHARE = 0.6
_LONG = 3_000  # characters that no teaser has
_PARAGRAPH = 80  # characters that an undated item has at least
_ITEM_NAME = re.compile(
    r"(?:(?:views?|news|list|feed|blog|press|media|archive|event|timeline|note|update)[-_]{0,2})?(?:row|item|teaser|entry|post|story|note|update)s?"
    r"|hentry|node-teaser|views-row|teaser"
)
# Names that people give notes; what software numbers (blocks, tabs, footnotes, comments) moves about.
_NOTE = re.compile(
    r"(?:note|notes|news|entry|update|message|msg|event|nota|noticia|noticias|notizia|aktuell|aktuelles|meldung|nachricht|actu|actualite|"
    r"breve|brief|press|presse|release|pr|story|appeal|action|case|alert|statement|bulletin|nyhet|nyhed|uutinen|wiadomosc|zprava|hir|"
    r"haber|berita|novost|novosti|khabar|post|item|n)[-_.:]?\d[\d-]*"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """One repeated part: its elements, the date printed for it, and what it says without the date."""

    elements: list[etree._Element]
    date: str
    text: str
    html: str
    title: str = ""
    anchor: str = ""


def dated_segments(zones: Zones) -> Iterator[list[Segment]]:
    """Runs of parts that each stand under, or hold, a date of the same make."""
    for marks in _mark_groups(zones):
        heads = _heads(marks)
        if _end_with_dates(heads, zones):
            continue
        heads = _titled(heads)
        segments = [part for head, mark in heads.items() for part in _under(head, mark, heads, zones)]
        if (
            _is_run(segments, marks)
            and zones.share(element for part in segments for element in part.elements) >= _DATED_SHARE
        ):
            yield segments


def _is_run(segments: list[Segment], marks: list[etree._Element]) -> bool:
    """Whether the parts are several teasers, not one article with small print around it."""
    widths = [width_of(part.text) for part in segments]
    if len(widths) < _needed(marks) or len({part.date for part in segments}) < 2:
        return False
    return median(widths) >= 60 and (max(widths) < _LONG or max(widths) <= 0.6 * sum(widths))


def _needed(marks: list[etree._Element]) -> int:
    return 2 if marks[0].tag in HEADINGS else _FEWEST


def _mark_groups(zones: Zones) -> list[list[etree._Element]]:
    """Elements whose whole text is a date, by their place in the page's structure."""
    groups: dict[str, list[etree._Element]] = defaultdict(list)
    inside: set[etree._Element] = set()
    for element in zones.elements:
        parent = element.getparent()
        if parent in inside:
            inside.add(element)
        elif zones.of(element) == "" and _is_mark(element):
            inside.add(element)
            groups[_place(element)].append(element)
    repeated = [marks for marks in groups.values() if len(marks) >= _needed(marks)]
    return sorted(repeated, key=len, reverse=True)[:_MOST_GROUPS]


def _is_mark(element: etree._Element) -> bool:
    if (
        element.tag in ("html", "body", "a", "title", "head", "option")
        or len(element) > 4
        or len(element.text or "") > 80
    ):
        return False
    text = text_of(element)
    return is_date(text) and not _BYLINE.search(text)


def _place(element: etree._Element) -> str:
    names = re.sub(r"\d+", "", element.get("class") or "")
    return f"{element.tag}.{names}<{'/'.join(str(parent.tag) for parent in element.iterancestors())}"


def _heads(marks: list[etree._Element]) -> dict[etree._Element, etree._Element]:
    """The largest element around each mark that holds no other mark, and the mark in it."""
    held: dict[etree._Element, int] = defaultdict(int)
    for mark in marks:
        for part in (mark, *mark.iterancestors()):
            held[part] += 1
    heads = {}
    for mark in marks:
        head = mark
        for parent in mark.iterancestors():
            if held[parent] > 1 or parent.tag in ("body", "main"):
                break
            head = parent
        heads[head] = mark
    return heads


def _end_with_dates(heads: Mapping[etree._Element, etree._Element], zones: Zones) -> bool:
    """Whether a page prints dates behind its texts: then no text is under the date before it."""
    first, last = next(iter(heads)), list(heads)[-1]
    before = first.getprevious()
    has_text_before = before is not None and len(text_of(before)) >= 40
    is_bare = len(text_of(last)) - len(text_of(heads[last])) < 20
    return is_bare and has_text_before and next(_until_next(last, heads, zones), None) is None


def _titled(heads: dict[etree._Element, etree._Element]) -> dict[etree._Element, etree._Element]:
    """The heads moved up to the titles, where a page prints title, date and text one after another."""
    titles = {}
    for head, mark in heads.items():
        before = head.getprevious()
        if head is mark and before is not None and before.tag in (*HEADINGS, "dt") and not is_date(text_of(before)):
            titles[before] = mark
    return titles if len(titles) == len(heads) else heads


def _under(
    head: etree._Element, mark: etree._Element, heads: Mapping[etree._Element, etree._Element], zones: Zones
) -> Iterator[Segment]:
    date = text_of(mark)
    if mark.getprevious() is head:
        following = [part for part in _until_next(head, heads, zones) if part is not mark]
        yield _segment([head, *following], [head, mark, *following], date)
        return
    if len(text_of(head)) - len(date) >= 20:
        yield _segment([_without(head, mark)], [head], date)
        return
    following = list(_until_next(head, heads, zones))
    wholes = [part for part in following if part.tag in ("div", "article", "li", "section", "ul", "ol")]
    if len(following) > 1 and len(wholes) == len(following) and len({_place(part) for part in following}) == 1:
        yield from (_segment([part], [part], date) for part in following)
    elif following:
        yield _segment(following, following, date)


def _until_next(
    head: etree._Element, heads: Mapping[etree._Element, etree._Element], zones: Zones
) -> Iterator[etree._Element]:
    for number, sibling in enumerate(head.itersiblings()):
        if sibling in heads or number >= _WIDEST_SEGMENT or zones.of(sibling) == "out" or sibling.tag in ("form", "h1"):
            return
        if text_of(sibling) or next(sibling.iter("img"), None) is not None:
            yield sibling


def _without(head: etree._Element, mark: etree._Element) -> etree._Element:
    """A copy of an element without the mark in it."""
    path = []
    part = mark
    while part is not head:
        parent = part.getparent()
        if parent is None:
            break
        path.append(parent.index(part))
        part = parent
    twin = copy.deepcopy(head)
    twin.tail = None
    target = twin
    for index in reversed(path):
        target = target[index]
    parent = target.getparent()
    if parent is not None:
        _remove(target, parent)
    return twin


def _remove(target: etree._Element, parent: etree._Element) -> None:
    previous = target.getprevious()
    tail = target.tail or ""
    if previous is None:
        parent.text = (parent.text or "") + tail
    else:
        previous.tail = (previous.tail or "") + tail
    parent.remove(target)


def _segment(content: list[etree._Element], elements: list[etree._Element], date: str, anchor: str = "") -> Segment:
    text = tidy(" ".join(text_of(part) for part in content))
    return Segment(elements, date[:200], text, inner_html(content), _title(content, text), anchor)


def _title(content: list[etree._Element], text: str) -> str:
    """The heading of a teaser, or its first line where that is bold; "" without."""
    for part in content:
        for element in part.iter(*HEADINGS):
            found = text_of(element)
            if found and not is_date(found):
                return found[:300]
    first = next((element for part in content for element in part.iter("strong", "b")), None)
    return "" if first is None else _bold_line(first, text)


def _bold_line(element: etree._Element, text: str) -> str:
    """A bold text that begins a teaser and has a line to itself."""
    found, parent, following = text_of(element), element.getparent(), element.getnext()
    is_line = parent is not None and text_of(parent) == found
    is_line = is_line or (following is not None and following.tag == "br" and not (element.tail or "").strip())
    return found if is_line and text.startswith(found) and 5 <= len(found) <= 150 and len(text) > len(found) else ""


def listed_segments(zones: Zones) -> list[Segment]:
    """The items of the one list that makes up most of the page; [] where prose does."""
    best = max(_runs(zones), key=lambda run: sum(len(text_of(part)) for part in run), default=[])
    if len(best) < _FEWEST_LISTED or zones.share(best) < _LISTED_SHARE:
        return []
    return [_listed(part) for part in best if _is_short_item(part)]


def _listed(part: etree._Element) -> Segment:
    date = leading_date(text_of(part))
    segment = _segment([part], [part], date)
    text = segment.text[segment.text.find(date) + len(date) :].lstrip(" :|–—-·•.,") if date else segment.text
    return Segment(segment.elements, date, text, segment.html, segment.title)


def _runs(zones: Zones) -> Iterator[list[etree._Element]]:
    """Children of one element that are items of a list by tag, by class, or by rules between them."""
    for parent in zones.elements:
        if zones.of(parent) == "out" or len(parent) < _FEWEST_LISTED:
            continue
        if parent.tag in ("ul", "ol"):
            run = [child for child in parent if child.tag == "li"]
        elif any(child.tag == "hr" for child in parent):
            run = _between_rules(parent)
        else:
            run = [child for child in parent if _is_item(child)]
        long = [child for child in run if _is_short_item(child)]
        if len(long) >= _FEWEST_LISTED and len(long) >= 0.7 * len(run):
            yield run


def _is_short_item(child: etree._Element) -> bool:
    """Whether a part is one short note, not a chapter with tables and headings of its own."""
    if next(child.iter("table"), None) is not None or sum(1 for _ in child.iter("h2", "h3", "h4")) > 1:
        return child.tag == "tr"
    return _PARAGRAPH <= width_of(text_of(child)) <= _LONG


def _between_rules(parent: etree._Element) -> list[etree._Element]:
    children = [child for child in parent if child.tag in ("p", "hr", "div", "blockquote")]
    alone = [
        child for child, following in zip(children, [*children[1:], None], strict=True)
        if child.tag != "hr" and (following is None or following.tag == "hr")
    ]  # fmt: skip
    paragraphs = [child for child in children if child.tag != "hr"]
    return alone if len(alone) == len(paragraphs) else []


def _is_item(child: etree._Element) -> bool:
    return child.tag == "article" or (
        child.tag in ("div", "section", "tr") and any(_ITEM_NAME.fullmatch(name) for name in tokens(child))
    )


def noted_segments(zones: Zones) -> list[Segment]:
    """Notes with names of their own (`<h3 id="note-12">` and what follows), as page after page keeps them."""
    families: dict[str, list[tuple[str, etree._Element]]] = defaultdict(list)
    for element in zones.elements:
        name = _note_name(element)
        if _NOTE.fullmatch(name.lower()) and zones.of(element) == "":
            families[f"{name.rstrip('0123456789-')}<{element.tag}"].append((name, _line_of(element)))
    for notes in families.values():
        names = [name for name, _ in notes]
        if len(set(names)) == len(names) >= _FEWEST and not _are_positions(names):
            segments = list(_notes({element: name for name, element in notes}, zones))
            if len(segments) >= _FEWEST and zones.share(part for s in segments for part in s.elements) >= _LISTED_SHARE:
                return segments
    return []


def _are_positions(names: list[str]) -> bool:
    """Whether numbers only count the parts of this page ("item-1", "item-2", …), so that they move with the pager."""
    numbers = [int(re.sub(r"\D", "", name)[-9:]) for name in names]
    return numbers in (list(range(len(numbers))), list(range(1, len(numbers) + 1))) and not names[0].lower().startswith(
        "not"
    )


def _note_name(element: etree._Element) -> str:
    if element.tag in (*HEADINGS, "article", "section", "li", "div", "dt", "p"):
        return element.get("id") or ""
    return (element.get("name") or element.get("id") or "") if element.tag == "a" and not element.get("href") else ""


def _line_of(element: etree._Element) -> etree._Element:
    """A named anchor stands for the heading or paragraph it is in."""
    parent = element.getparent()
    return parent if element.tag == "a" and parent is not None and parent.tag in (*HEADINGS, "p", "dt") else element


def _notes(names: dict[etree._Element, str], zones: Zones) -> Iterator[Segment]:
    for head, name in names.items():
        content = (
            [head]
            if head.tag in ("article", "section", "li", "div")
            else [head, *_until_next(head, names_as_heads(names), zones)]
        )
        texts = [text_of(part) for part in content]
        date = next((text for text in texts[:3] if is_date(text)), "") or leading_date(texts[0])
        date = date or next(
            (text_of(part) for top in content for part in top.iter("time") if is_date(text_of(part))), ""
        )
        if sum(len(text) for text in texts) >= 40:
            yield _segment(content, content, date, name)


def names_as_heads(names: Mapping[etree._Element, str]) -> Mapping[etree._Element, etree._Element]:
    """The named elements in the form in which `_until_next` wants to know where to stop."""
    return {element: element for element in names}
