"""What the head of a page says: meta names, links, title, language; read in one walk."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from monitor.extract.tree import text_of
from monitor.extract.urls import absolute

_MOST = 2000  # meta and link elements; pages with more are bombs


@dataclass(frozen=True, slots=True)
class Head:
    """Meta contents by lower-case name or property, canonical and hreflang links, title and language."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    alternates: dict[str, str] = field(default_factory=dict)
    title: str = ""
    language: str = ""

    def first(self, *names: str) -> str:
        """The first content that is not empty among the names, in the order of the names."""
        return next((text for name in names for text in self.meta.get(name, ()) if text), "")


def read_head(tree: HtmlElement, url: str) -> Head:
    """The head of a page at `url`; also finds metas that a broken page has in its body."""
    head = Head(title=_title(tree), language=_language(tree))
    for element in _some(tree, "meta"):
        name = _attribute(element, "property") or _attribute(element, "name") or _attribute(element, "http-equiv")
        if name and (content := " ".join((element.get("content") or "")[:20_000].split())):
            head.meta.setdefault(name, []).append(content)
    for element in _some(tree, "link"):
        _read_link(head, element, url)
    return head


def _some(tree: HtmlElement, tag: str) -> Iterator[HtmlElement]:
    for number, element in enumerate(tree.iter(tag)):
        if number >= _MOST:
            return
        yield element


def _attribute(element: HtmlElement, name: str) -> str:
    return (element.get(name) or "").strip().lower()[:100]


def _read_link(head: Head, element: HtmlElement, url: str) -> None:
    rels = _attribute(element, "rel").split()
    language = _attribute(element, "hreflang")
    if "canonical" not in rels and not (language and "alternate" in rels):
        return
    address = absolute(url, (element.get("href") or "")[:2001])
    if address and "canonical" in rels:
        head.links.setdefault("canonical", []).append(address)
    elif address and language != "x-default":
        head.alternates.setdefault(language, address)


def _title(tree: HtmlElement) -> str:
    """The first title that is not inside a drawing: icons have titles too."""
    found = next((e for e in tree.iter("title") if not any(a.tag == "svg" for a in e.iterancestors())), None)
    return "" if found is None else text_of(found, 2000)


def _language(tree: HtmlElement) -> str:
    return tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang") or ""


def image_of(head: Head, url: str) -> str:
    """The address of the picture that the page wants shown with a link to it."""
    return absolute(url, head.first("og:image", "og:image:url", "twitter:image", "twitter:image:src")) or ""


def canonical_of(head: Head, url: str) -> str:
    """What the page claims as its address: rel=canonical, else og:url; "" for none."""
    return next(iter(head.links.get("canonical", ())), "") or absolute(url, head.first("og:url")) or ""
