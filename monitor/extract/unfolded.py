"""Shows the parts of a text that open at a click: accordions, tabs, "read more"."""

import re

from lxml.html import HtmlElement

_OPENED = re.compile(r"accordion|collaps|toggle|expand|read-?more|tab-?pan|tabs|faq|spoiler|unfold", re.IGNORECASE)
_OTHER = re.compile(
    r"modal|popup|pop-up|cookie|consent|newsletter|subscri|menu|nav|dialog|overlay|share|comment|login|search|footer",
    re.IGNORECASE,
)
_LEVELS = 4
_SENTENCE = 80  # characters


def unfold(tree: HtmlElement) -> None:
    """Takes the marks of being hidden from parts that are named for opening and hold a paragraph."""
    for part in [one for one in tree.iter("div", "section", "dd", "li") if _is_hidden(one)]:
        names = " ".join(_names(one) for _, one in zip(range(_LEVELS), [part, *part.iterancestors()], strict=False))
        if _OPENED.search(names) and not _OTHER.search(names) and _has_paragraph(part):
            for mark in ("style", "aria-hidden", "hidden"):
                part.attrib.pop(mark, None)


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return "display:none" in (element.get("style") or "").replace(" ", "")


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _has_paragraph(part: HtmlElement) -> bool:
    return any(len(str(paragraph.text_content())) >= _SENTENCE for paragraph in part.iter("p"))
