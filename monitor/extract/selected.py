"""What a source's own CSS selectors find on its pages (the `[article]` table of a source file)."""

from functools import lru_cache

from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from lxml.etree import XPathError
from lxml.html import HtmlElement

from monitor.extract.body import text_blocks
from monitor.extract.tree import elements, text_of


@lru_cache(256)
def _compiled(selector: str) -> CSSSelector | None:
    try:
        return CSSSelector(selector, translator="html")
    except (SelectorError, XPathError):
        return None


def select(tree: HtmlElement, selector: str) -> list[HtmlElement]:
    """The elements that a selector finds; none for "" and for what is no selector."""
    compiled = _compiled(selector) if selector else None
    return elements(compiled(tree))[:200] if compiled is not None else []


def selected_texts(tree: HtmlElement, selector: str) -> list[str]:
    """The texts of the elements that a selector finds, without empty ones."""
    return [text for element in select(tree, selector) if (text := text_of(element, 2000))]


def selected_body(tree: HtmlElement, selector: str) -> str:
    """The text of all the elements that a selector finds, one block a line."""
    found = select(tree, selector)
    outer = [element for element in found if not any(above in found for above in element.iterancestors())]
    return "\n".join(filter(None, map(text_blocks, outer)))


def remove_selected(tree: HtmlElement, selector: str) -> None:
    """Takes out what a source says is never text: its own boxes and banners."""
    for element in select(tree, selector):
        if element.getparent() is not None:
            element.drop_tree()
