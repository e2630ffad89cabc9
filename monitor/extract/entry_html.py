"""The web page of a listing as a tree, and the text of its elements."""

import re
from collections.abc import Iterator

from lxml import etree, html

from monitor.errors import EntryError
from monitor.extract.entry_text import decoded, unpacked
from monitor.extract.plain import tidy
from monitor.extract.urls import absolute

_LONGEST_CLASS = 400
LARGEST_PAGE = 16 * 1024 * 1024
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:rss|rdf:RDF|feed|urlset|sitemapindex)\b", re.IGNORECASE)
_UNREAD = ("script", "style", "noscript", "template", "svg", "iframe", "object", "select", "button", "textarea")
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)


def parse_page(body: bytes, content_type: str) -> tuple[etree._Element, str]:
    """The page as a tree, and its text as sent.

    Raises `EntryError`: "is empty", "is not a web page", "is a feed, not a web page", "is larger
    than 16 MiB".
    """
    body = unpacked(body)
    if len(body) > LARGEST_PAGE:
        raise EntryError("is larger than 16 MiB")
    text = _ILLEGAL.sub("", decoded(body, content_type)).lstrip("\ufeff")
    if not text.strip():
        raise EntryError("is empty")
    if _FEED.match(text[:2_000]):
        raise EntryError("is a feed, not a web page")
    if text.startswith("%PDF-") or "<" not in text:
        raise EntryError("is not a web page")
    return _tree(text), text


def _tree(text: str) -> etree._Element:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise EntryError("is not a web page") from error
    if root is None:
        raise EntryError("is not a web page")
    return root


def drop_unread(root: etree._Element) -> None:
    """Takes scripts, styles and form parts out of the tree, in place."""
    etree.strip_elements(root, *_UNREAD, with_tail=False)


def base_url(root: etree._Element, url: str) -> str:
    """What relative addresses of the page start from."""
    for element in root.iter("base"):
        href = element.get("href")
        if href:
            return absolute(url, href) or url
    return url


def text_of(element: etree._Element) -> str:
    """All text in an element on one line, with a space where a line would break."""
    return tidy("".join(_pieces(element)))


def _pieces(element: etree._Element) -> Iterator[str]:
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if part.tag in _BLOCKS:
            yield " "
        if event == "start":
            yield part.text or ""
        elif part is not element:
            yield part.tail or ""


def inner_html(elements: list[etree._Element]) -> str:
    """The elements written out, without what follows each of them."""
    return "".join(etree.tostring(part, encoding="unicode", method="html", with_tail=False) for part in elements)


def tokens(element: etree._Element) -> list[str]:
    """Class names and id of an element in lower case."""
    return f"{element.get('class', '')[:_LONGEST_CLASS]} {element.get('id', '')[:_LONGEST_CLASS]}".lower().split()
