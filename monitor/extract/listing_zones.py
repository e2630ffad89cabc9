"""Which parts of a page hold its lists, and which its menus, comments and margins."""

import re
from typing import Literal

from lxml import etree

from monitor.extract.entry_html import tokens

Zone = Literal["", "margin", "out"]
_WHERE = (
    r"(?:(?:main|site|top|primary|secondary|global|page|footer|header|mobile|desktop|sub|side|user|lang|language|breadcrumb|social|share|block|"
    r"off-?canvas|drawer|quick|tabs?|wp|the|nav|menu|region|views|js|ui|c|l)[-_]{1,2})*"
)
_WHAT = (
    r"(?:nav(?:s|bar|igation)?|menus?|mega-?menu|breadcrumbs?|footer|cookies?|language-?(?:s|switcher|selector|list)?|share|sharing|social|"
    r"sharedaddy|addtoany|pager|paginat(?:ion|or)|page-?numbers?|comments?|comment-?(?:list|area|form)|respond|disqus|login|skip-?links?|"
    r"search|tag-?cloud|newsletter|subscribe|toolbar|masthead|calendar|gdpr|consent|popup|modal|sitemap|site-?header|copyright|colophon)"
)
_REST = (
    r"(?:[-_]{1,2}(?:wrap|wrapper|container|list|links?|icons?|inner|area|block|box|main|menu|items?|bar|top|bottom|"
    r"holder|nav|form|section|\d+))*"
)
_OUT = re.compile(_WHERE + _WHAT + _REST)
_MARGIN = re.compile(
    r"(?:.*[-_])?(?:sidebar|side-?bar|widgets?|related|recommended|popular|most-?read|most-?viewed|trending|see-?also|promo|banner|advert\w*|"
    r"sponsor\w*|rail|secondary|tertiary)(?:[-_].*)?"
)
_ROLES = {"navigation", "menu", "menubar", "search", "contentinfo", "dialog", "tablist", "toolbar"}
_CONTENT = {"article", "main", "li", "section", "tr"}


class Zones:
    """The zone of every element of a tree, decided once from the top down."""

    def __init__(self, root: etree._Element) -> None:
        # The list keeps every element alive, so that the same one is found again by identity.
        self.elements = list(root.iter())
        self._zones: dict[etree._Element, Zone] = {}
        self._in_content: dict[etree._Element, bool] = {}
        for element in self.elements:
            self._place(element)

    def of(self, element: etree._Element) -> Zone:
        """ "out" for menus, pagers and comments, "margin" for side columns, "" for the rest."""
        return self._zones.get(element, "")

    def _place(self, element: etree._Element) -> None:
        parent = element.getparent()
        above: Zone = "" if parent is None else self._zones.get(parent, "")
        in_content = parent is not None and (self._in_content.get(parent, False) or parent.tag in _CONTENT)
        self._in_content[element] = in_content
        self._zones[element] = above if above == "out" else _own(element, in_content) or above


def _own(element: etree._Element, in_content: bool) -> Zone:
    tag = element.tag
    if tag in ("html", "body", "main", "article", "a", "time") or element.get("role") == "main":
        return ""
    if tag == "nav" or (tag in ("header", "footer") and not in_content) or element.get("role") in _ROLES:
        return "out"
    names = tokens(element)
    if any(_OUT.fullmatch(name) for name in names) or (element.get("aria-hidden") == "true" and tag in ("div", "ul")):
        return "out"
    if tag == "aside" or element.get("role") == "complementary" or any(_MARGIN.fullmatch(name) for name in names[:6]):
        return "margin"
    return ""
