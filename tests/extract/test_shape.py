"""How a page is built."""

from hypothesis import given
from hypothesis import strategies as st

from monitor.extract.shape import longest_prose, read_shape
from monitor.extract.tree import parse

TAGS = st.sampled_from(["p", "div", "a", "li", "h2", "span", "noscript", "section", "td"])
WORDS = st.sampled_from(["", " ", "Home", "Two writers were freed on Monday.", "人权组织要求释放", "x" * 90])


@given(st.lists(st.tuples(TAGS, WORDS, WORDS, st.booleans()), max_size=25))
def test_the_quick_look_at_prose_measures_it_as_the_long_one_does(parts: list[tuple[str, str, str, bool]]) -> None:
    html = "".join(f"<{tag}>{text}{f'</{tag}>' if closed else ''}{tail}" for tag, text, tail, closed in parts)
    tree = parse(f"<body>{html or '-'}</body>")
    assert tree is not None
    assert longest_prose(tree) == read_shape(tree).prose
