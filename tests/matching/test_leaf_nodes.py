"""What other rooms may rely on in a leaf."""

import pytest

from monitor.matching.nodes import Words
from monitor.matching.query import parse


@pytest.mark.parametrize(
    ("query", "cheap"),
    [
        ("strike", "strike"),
        ("strik*", "strik*"),
        ("~strikes", "~strikes"),
        ("#Strike", "#strike"),
        ("人权", "人权"),
        ('"hunger strike"', ""),
        ('"人权 律师"', ""),
        ("人权律师", ""),
        ("{Strike}", ""),
        ("title:strike", ""),
    ],
)
def test_only_a_single_entry_decides(query: str, cheap: str) -> None:
    root = parse(query).root
    assert isinstance(root, Words)
    assert root.cheap == cheap
