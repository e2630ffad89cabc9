"""Takes away what stands under headings that say that it is no text: "Read also", "Comments", "Share"."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from monitor.extract.beside_words import COMMENTS, LINES, SECTIONS
from monitor.extract.blocks import drop, is_linked, line_of, prose_in
from monitor.extract.core import Core
from monitor.extract.shape import lower, prose_lengths

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_INLINE = frozenset({"strong", "b", "span", "a", "label"})
_LABELS = (*_HEADINGS, *_INLINE, "p", "div", "summary", "legend", "dt", "button")
_WHOLES = frozenset({"html", "body", "main", "ul", "ol", "dl", "table", "tbody", "tr"})
_MOST, _LEVELS = 60, 12  # labels on a page, and levels of elements around one
_LONGEST = 160  # characters, with all spaces
_NUMBER = re.compile(r"\(?\d+\)?")
_SIGNS = " \t\r\n\u00a0:：…»›.!?！？|*()（）【】[]–—-"
_LINKED = 0.5  # share of links in what stands under a label between paragraphs
_BOX = 300  # characters of prose that a box with a label may have beside the shortest text
_ENOUGH, _LITTLE = 250, 0.2  # characters of prose before comments, and share of it that may follow them


def drop_labelled(tree: HtmlElement, core: Core, most: float) -> None:
    """Takes out labels with the boxes that they begin, which hold neither the text nor more prose than `most`.

    Comments may be longer than what they comment on.
    """
    for label, word in list(islice(_labels(tree), _MOST)):
        if label in core.path or label.getparent() is None:
            continue
        if word in LINES:
            drop(label)
        elif (box := _box(label, core)) is label:
            _drop_under(label, core, most)
        else:
            is_beside = prose_in(box) <= max(most, _BOX) or (word in COMMENTS and _is_last(tree, box))
            drop(box if is_beside else label)


def _labels(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The elements that say nothing but one of the words, and the word."""
    for element in tree.iter(*_LABELS):
        text = element.text if len(element) == 0 else line_of(element) if element.tag in _HEADINGS else None
        if text and len(text) <= _LONGEST and (word := _word(text)) and _stands_alone(element):
            yield element, word


# Sites repeat their menus and labels on every page.
@lru_cache(4096)
def _word(text: str) -> str:
    """The known word that a label is, "59 comments on" something as well; "" for any other text.

    >>> _word("Related  stories:"), _word("3 Comments on “Two writers freed”"), _word("Related matters")
    ('related stories', 'comments', '')
    """
    word = " ".join(lower(_NUMBER.sub("", text)).strip(_SIGNS).split())
    if (subject := word.split(" on ", maxsplit=1)[0].strip()) in COMMENTS:
        return subject
    return word if word in SECTIONS or word in LINES else ""


def _stands_alone(element: HtmlElement) -> bool:
    """Whether an element is a line of its own, or begins one of links, and is no word in a sentence."""
    for above in element.iterancestors():
        if element.tag not in _INLINE:
            return True
        after = element.getnext()
        if not _is_first(element, above):
            return False
        if (element.tail or "").strip() or (after is not None and after.tag in _INLINE):
            return not prose_in(above)
        if after is not None:
            return True
        element = above
    return True


def _is_first(element: HtmlElement, above: HtmlElement) -> bool:
    """Whether nothing stands before an element in its line."""
    before = element.getprevious()
    if before is None:
        return not (above.text or "").strip()
    return before.tag not in _INLINE and not (before.tail or "").strip()


def _box(label: HtmlElement, core: Core) -> HtmlElement:
    """The largest element that begins with the label and holds neither the text nor a headline."""
    box = label
    for above in islice(label.iterancestors(), _LEVELS):
        if above in core.path or above.tag in _WHOLES or next(above.iter("h1"), None) is not None:
            break
        if not line_of(above).startswith(line_of(label)):
            break
        box = above
    return box


def _drop_under(label: HtmlElement, core: Core, most: float) -> None:
    """Takes out a label between the paragraphs with the lists, boxes and linked lines under it."""
    for after in list(label.itersiblings()):
        if after in core.path or after.tag in _HEADINGS or not is_linked(after, _LINKED) or prose_in(after) > most:
            break
        drop(after)
    drop(label)


def _is_last(tree: HtmlElement, box: HtmlElement) -> bool:
    """Whether there is prose before a box, and next to none behind it."""
    inside = set(box.iter())
    blocks = [(one in inside, length) for one, length in prose_lengths(tree).items()]
    start = next((place for place, (is_inside, _) in enumerate(blocks) if is_inside), len(blocks))
    before = sum(length for _, length in islice(blocks, start))
    after = sum(length for is_inside, length in blocks[start:] if not is_inside)
    return before >= _ENOUGH and after <= _LITTLE * before
