"""Text of a page -> one tree, whatever its size and depth, for everything that reads the page."""

import re
from collections.abc import Iterator

from lxml.etree import ElementDefaultClassLookup, LxmlError, ParserError, XPath, iterwalk
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from monitor.extract.oversize import bounded, without_wrappers

# libxml2 drops everything below this depth, silently.
_DEEPEST = XPath("boolean(" + "/*" * 254 + ")")
_BODY = re.compile(r"<(?:body|frameset)\b", re.IGNORECASE)
_FIRST_BLOCK = re.compile(
    r"<(?:article|main|section|header|nav|aside|footer|figure|div|h[1-6]|p|form|table|ul)\b", re.IGNORECASE
)
_EVERY_ELEMENT = ElementDefaultClassLookup(element=HtmlElement)
# What no XML tree can hold: control characters; U+FFFE and U+FFFF.
_CONTROL = bytes(octet for octet in range(0x20) if octet not in b"\t\n\r")
_NO_CHARACTERS = dict.fromkeys((0xFFFE, 0xFFFF))
_UNSEEN = frozenset({"script", "style", "noscript", "template"})


def parse(text: str) -> HtmlElement | None:
    """The tree of a page without comments and processing instructions; None where there is nothing.

    >>> tree = parse("<p>One<p>Two")
    >>> [p.text for p in tree.iter("p")] if tree is not None else []
    ['One', 'Two']
    """
    text = _with_body(bounded(text))
    tree = _parse(text)
    if tree is not None and _depth_reached(tree):
        tree = _parse(without_wrappers(text))
    return tree


def _with_body(text: str) -> str:
    """The text with the body tag that HTML5 lets pages omit: libxml2 leaves new elements in the head."""
    if _BODY.search(text):
        return text
    first = _FIRST_BLOCK.search(text)
    return text if first is None else f"{text[: first.start()]}<body>{text[first.start() :]}"


def _parse(text: str) -> HtmlElement | None:
    parser = HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", collect_ids=False)
    # lxml.html asks a Python function for the class of each element; nothing here needs a form's own class.
    parser.set_element_class_lookup(_EVERY_ELEMENT)
    try:
        return document_fromstring(_storable(text), parser=parser)
    except (ParserError, LxmlError, ValueError):
        return None


def _storable(text: str) -> bytes:
    """UTF-8 without lone surrogates and what else a tree cannot hold."""
    raw = text.translate(_NO_CHARACTERS) if "\ufffe" in text or "\uffff" in text else text
    return raw.encode("utf-8", "ignore").translate(None, _CONTROL)


def _depth_reached(tree: HtmlElement) -> bool:
    """Whether some element lies as deep as libxml2 goes."""
    return bool(_DEEPEST(tree))


def elements(found: object) -> list[HtmlElement]:
    """The elements among what an XPath gave."""
    return [one for one in found if isinstance(one, HtmlElement)] if isinstance(found, list) else []


def text_of(element: HtmlElement, limit: int = 100_000) -> str:
    """The visible text of an element on one line, without scripts and styles.

    >>> tree = parse("<p>One <b>two</b><script>x</script></p>")
    >>> text_of(tree) if tree is not None else ""
    'One two'
    """
    if len(element) == 0:
        own = "" if element.tag in _UNSEEN else element.text or ""
        return " ".join(own[: limit + 1].split())
    parts: list[str] = []
    length = 0
    for part, _ in texts_in(element):
        parts.append(part)
        length += len(part)
        if length > limit:
            break
    return " ".join("".join(parts)[: limit + 1].split())


def texts_anyhow(root: HtmlElement, shortest: int = 1) -> Iterator[tuple[str, HtmlElement]]:
    """As `texts_in`, but what follows an element comes before what stands in it; in half the time.

    Texts of fewer characters than `shortest` are left out.
    """
    for element in root.iter():
        text, tail = element.text, element.tail
        if text and len(text) >= shortest and element.tag not in _UNSEEN:
            yield text, element
        if tail and len(tail) >= shortest and element is not root:
            parent = element.getparent()
            if parent is not None and parent.tag not in _UNSEEN:
                yield tail, parent


def texts_in(root: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Every text below an element in reading order, with the element in which it stands.

    Not by XPath, which takes time with the square of an element's children.
    """
    for event, element in iterwalk(root, events=("start", "end")):
        if event == "start":
            if element.text and element.tag not in _UNSEEN:
                yield element.text, element
        elif element.tail and element is not root:
            parent = element.getparent()
            if parent is not None and parent.tag not in _UNSEEN:
                yield element.tail, parent
