"""htmldate, for a page on which nothing that we read gives a day."""

from copy import deepcopy
from datetime import datetime
from itertools import islice

import htmldate
from lxml.etree import XPath
from lxml.html import HtmlElement

from monitor.extract.dates import meta
from monitor.extract.dates.marked import is_update
from monitor.extract.dates.places import is_comment

_LENGTH = XPath("string-length(.)")
_LONGEST_TEXT, _MOST_ELEMENTS = 2_000_000, 30_000


def searched_text(tree: HtmlElement, now: datetime) -> str:
    """The day, in ISO form, that htmldate finds in places we do not look at; "" where it finds none."""
    if _is_huge(tree):
        return ""
    try:
        found = htmldate.find_date(
            _own_part(tree), extensive_search=False, original_date=True, max_date=now.date().isoformat()
        )
    except (ValueError, TypeError, RecursionError):
        return ""
    return found or ""


def _is_huge(tree: HtmlElement) -> bool:
    """Whether copying and searching the page would take longer than a date is worth."""
    return float(str(_LENGTH(tree))) > _LONGEST_TEXT or _has_more_elements(tree)


def _has_more_elements(tree: HtmlElement) -> bool:
    return next(islice(tree.iter("*"), _MOST_ELEMENTS, None), None) is not None


def _own_part(tree: HtmlElement) -> HtmlElement:
    """A copy without what we have read ourselves and without the page's furniture; htmldate alters it."""
    copy = deepcopy(tree)
    for element in list(copy.iter("script", "meta", "footer", "aside", "nav", "form", "figure", "time")):
        if element.getparent() is not None and not _is_unread(element):
            element.drop_tree()
    for element in [one for one in copy.iter("div", "section", "ol", "ul") if is_comment(one)]:
        if element.getparent() is not None:
            element.drop_tree()
    return copy


def _is_unread(element: HtmlElement) -> bool:
    """Whether a script, meta or time element may hold a date in a way that we do not read."""
    if element.tag == "time":
        return not is_update(element)
    if element.tag == "script":
        return "ld+json" not in (element.get("type") or "")
    return element.tag == "meta" and element.get("http-equiv") is None and not meta.is_read(element)
