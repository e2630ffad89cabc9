"""Trafilatura's searches, said in Python: they find what XPath finds."""

from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.etree import SubElement, XPath
from lxml.html import HtmlElement, document_fromstring
from trafilatura import xpaths
from trafilatura.settings import BASIC_CLEAN_XPATH

from monitor.extract.searches import LISTS, Search, quicken

ALL = [one.path for expressions in LISTS for one in expressions] + [BASIC_CLEAN_XPATH.path]
SEARCHES = [Search(path) for path in ALL]
EXPRESSIONS = [XPath(path, namespaces={"re": xpaths.REGEXP_NS}) for path in ALL]
TAGS = st.sampled_from(["div", "section", "p", "span", "ul", "article", "main", "aside", "h1", "svg"])
NAMES = st.sampled_from(["id", "class", "style", "role", "itemprop", "aria-hidden", "data-lp-replacement-content"])
VALUES = st.sampled_from(
    [
        "", "post", "Comments", "commentary", "disqus_thread", "infinite-scroll", "mvp-post-add-box", "fullText",
        "entry-content", "reply-1", "cookie", "Teaser", "caption", "hidden", "display: none", "true", "navigation",
        "article ", "Main-Content", "footer", "cookie-Banner",
        "content", "my sidebar", "elementor-share-buttons", "x" * 300 + "widget",
    ]
)  # fmt: skip
ATTRIBUTES = st.lists(st.tuples(NAMES, VALUES), max_size=3, unique_by=lambda pair: pair[0])
ELEMENTS = st.tuples(TAGS, ATTRIBUTES, st.booleans())


def _page(elements: list[tuple[str, list[tuple[str, str]], bool]]) -> HtmlElement:
    page = document_fromstring("<body></body>")
    path = [page[0]]
    for tag, attributes, is_inside in elements:
        path = path if is_inside else path[:1]
        path.append(SubElement(path[-1], tag, dict(attributes)))
    return page


@settings(max_examples=300)
@given(st.lists(ELEMENTS, max_size=12))
def test_each_search_finds_what_its_expression_finds(elements: list[tuple[str, list[tuple[str, str]], bool]]) -> None:
    page = _page(elements)
    for search, expression in zip(SEARCHES, EXPRESSIONS, strict=True):
        assert search(page) == expression(page), search.path


def test_further_conditions_are_asked_of_what_has_the_name() -> None:
    page = document_fromstring("<div class='more'><h1>One</h1></div><div class='more'><p>Two</p></div>")
    assert Search(".//*[self::div][@class='more'][not(.//h1)]")(page) == list(page.iter("div"))[1:]


def test_all_of_trafilaturas_expressions_are_replaced() -> None:
    quicken()
    others = [one.path for expressions in LISTS for one in expressions if isinstance(one, XPath)]
    assert others == []
    assert not isinstance(vars(import_module("trafilatura.baseline"))["BASIC_CLEAN_XPATH"], XPath)


@pytest.mark.parametrize(
    "path",
    [
        "//article",
        ".//*[self::div][@class='a' and @id='b']",
        ".//*[re:test(@class, '^$|a')]",
        ".//*[contains(translate(@id, 'AB', 'ba'), 'ab')]",
        ".//*[self::div][not(@class)]",
        ".//p[@id]|//p",
        ".//p[self::div][@id]",
    ],
)
def test_an_expression_of_another_form_is_left_alone(path: str) -> None:
    with pytest.raises(ValueError, match="not of the form"):
        Search(path)
