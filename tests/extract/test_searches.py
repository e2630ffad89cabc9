"""Trafilatura's searches, said in Python: they find what XPath finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.etree import SubElement, XPath
from lxml.html import HtmlElement, document_fromstring
from trafilatura import xpaths

from monitor.extract.searches import Search, quicken

REGULAR = {"re": xpaths.REGEXP_NS}
LISTS = (
    xpaths.RAW_TREE_PRUNE_XPATH,
    xpaths.REMOVE_COMMENTS_AND_LISTS_XPATH,
    xpaths.BODY_XPATH,
    xpaths.OVERALL_DISCARD_XPATH,
    xpaths.TEASER_DISCARD_XPATH,
    xpaths.DISCARD_IMAGE_ELEMENTS,
)
TAGS = st.sampled_from(["div", "section", "p", "span", "ul", "article", "main", "aside", "h1"])
NAMES = st.sampled_from(["id", "class", "style", "role", "itemprop", "aria-hidden", "data-lp-replacement-content"])
VALUES = st.sampled_from(
    [
        "", "post", "Comments", "commentary", "article-comments", "infinite-scroll", "mvp-post-add-box", "fullText",
        "entry-content", "reply-1", "cookie", "Teaser", "caption", "hidden", "display: none", "true", "navigation",
        "article ", "Main-Content", "content", "my sidebar", "elementor-share-buttons", "x" * 300 + "widget",
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
    quicken()
    page = _page(elements)
    for search in (one for expressions in LISTS for one in expressions):
        assert search(page) == XPath(search.path, namespaces=REGULAR)(page), search.path


def test_nearly_all_of_the_expressions_have_the_form() -> None:
    quicken()
    others = [one.path for expressions in LISTS for one in expressions if isinstance(one, XPath)]
    assert len(others) <= 2, "a new Trafilatura writes its searches in another form"


@pytest.mark.parametrize(
    "path",
    [
        "//article",
        ".//div[@class='a']",
        ".//*[self::div][@class='a' and @id='b']",
        ".//*[re:test(@class, '^$|a')]",
        ".//*[contains(translate(@id, 'AB', 'ba'), 'ab')]",
        ".//*[self::div][not(@class)]|.//p[@id]",
    ],
)
def test_an_expression_of_another_form_is_left_alone(path: str) -> None:
    with pytest.raises(ValueError, match="not of the form"):
        Search(path)
