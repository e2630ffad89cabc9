"""Which parts of a page hold its lists, and which its menus, comments and margins."""

import re
from collections.abc import Iterable
from typing import Literal

from lxml import etree

from monitor.extract.entry_html import tokens

Zone = Literal["", "margin", "out"]
_WHERE = (
    r"(?:(?:main|site|top|primary|secondary|global|page|footer|header|mobile|desktop|sub|side|user|lang|language|"
    r"breadcrumb|social|share|block|off-?canvas|drawer|quick|tabs?|wp|the|nav|menu|region|views|js|ui|c|l)[-_]{1,2})*"
)
_WHAT = (
    r"(?:nav(?:s|bar|igation)?|menus?|mega-?menu|breadcrumbs?|footer|cookies?|language-?(?:s|switcher|selector|list)?|"
    r"share|sharing|social|sharedaddy|addtoany|pager|paginat(?:ion|or)|page-?numbers?|comments?|"
    r"comment-?(?:list|area|form)|respond|disqus|login|skip-?links?|search|tag-?cloud|newsletter|subscribe|toolbar|"
    r"masthead|calendar|gdpr|consent|popup|modal|sitemap|site-?header|copyright|colophon)"
)
_REST = (
    r"(?:[-_]{1,2}(?:wrap|wrapper|container|list|links?|icons?|inner|area|block|box|main|menu|items?|bar|top|bottom|"
    r"holder|nav|form|section|\d+))*"
)
_OUT = re.compile(_WHERE + _WHAT + _REST)
_MARGIN = re.compile(
    r"(?!(?:has|with|no|without|content)[-_])(?:.*[-_])?(?:sidebar|side-?bar|related|recommended|popular|most-?read|"
    r"most-?viewed|trending|see-?also|advert\w*|sponsor\w*)(?:[-_](?!wrap).*)?|widgets?|widget-area|secondary"
)
_ROLES = {"navigation", "menu", "menubar", "search", "contentinfo", "dialog", "tablist", "toolbar"}
_CONTENT = {"article", "main", "li", "section", "tr"}
_CONTENT_NAMES = {"content", "main", "main-content", "maincontent", "site-content", "page-content"}
_LONGEST_NAME = 60


class Zones:
    """The zone of every element of a tree, decided once from the top down."""

    def __init__(self, root: etree._Element) -> None:
        # The list keeps every element alive, so that the same one is found again by identity.
        self.elements = list(root.iter())
        self._zones: dict[etree._Element, Zone] = {}
        self._in_content: dict[etree._Element, bool] = {}
        self._sizes = _sizes(self.elements)
        self._holders = _holders(self.elements)
        self._whole = max(self._sizes.get(root, 0), 1)
        for element in self.elements:
            self._place(element)
        self._content = sum(
            len((part.text or "").strip()) + len((part.tail or "").strip())
            for part in self.elements
            if self._counts(part)
        )

    def _counts(self, element: etree._Element) -> bool:
        return self.of(element) == "" and element.tag not in ("head", "title", "meta", "link")

    def share(self, elements: Iterable[etree._Element]) -> float:
        """How much of the page's text, menus and margins left out, stands in these elements; about 0 to 1."""
        return sum(self._sizes[element] for element in elements) / max(self._content, 1)

    def of(self, element: etree._Element) -> Zone:
        """ "out" for menus, pagers and comments, "margin" for side columns, "" for the rest."""
        return self._zones.get(element, "")

    def _place(self, element: etree._Element) -> None:
        parent = element.getparent()
        above: Zone = "" if parent is None else self._zones.get(parent, "")
        in_content = parent is not None and (self._in_content.get(parent, False) or parent.tag in _CONTENT)
        self._in_content[element] = in_content
        self._zones[element] = above if above == "out" else self._own(element, in_content) or above

    def _own(self, element: etree._Element, in_content: bool) -> Zone:
        if element.tag in ("html", "body", "main", "article", "a", "time") or element in self._holders:
            return ""
        if _is_out(element, in_content):
            return "out"
        # A column with most of the page's text is the page, whatever its class says.
        is_side = _is_margin(element, in_content) and self._sizes[element] < 0.5 * self._whole
        return "margin" if is_side else ""


def _is_out(element: etree._Element, in_content: bool) -> bool:
    role = element.get("role") or ""
    if element.tag == "nav" or role in _ROLES or (element.tag in ("header", "footer") and not in_content):
        return True
    is_hidden = element.get("aria-hidden") == "true" and element.tag in ("div", "ul")
    return is_hidden or any(_OUT.fullmatch(name) for name in tokens(element) if len(name) <= _LONGEST_NAME)


def _is_margin(element: etree._Element, in_content: bool) -> bool:
    if element.tag == "aside" or element.get("role") == "complementary":
        return True
    names = [name for name in tokens(element)[:6] if len(name) <= _LONGEST_NAME and not name.startswith("elementor")]
    return any(_MARGIN.fullmatch(name) for name in names if not (in_content and name.startswith("widget")))


def _sizes(elements: list[etree._Element]) -> dict[etree._Element, int]:
    """How much text lies in every element."""
    sizes: dict[etree._Element, int] = {}
    for element in reversed(elements):
        sizes[element] = sizes.get(element, 0) + len((element.text or "").strip())
        parent = element.getparent()
        if parent is not None:
            sizes[parent] = sizes.get(parent, 0) + sizes[element] + len((element.tail or "").strip())
    return sizes


def _holders(elements: list[etree._Element]) -> set[etree._Element]:
    """What the page itself names its content, and everything around that."""
    holders: set[etree._Element] = set()
    for element in elements:
        if element.tag == "main" or element.get("role") == "main" or element.get("id", "").lower() in _CONTENT_NAMES:
            holders.update((element, *element.iterancestors()))
    return holders
