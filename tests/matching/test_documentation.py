"""docs/queries.md says what is true."""

import re
from pathlib import Path

import pytest

from monitor.matching.find import find
from monitor.matching.query import check, parse
from monitor.matching.text import Text

PAGE = (Path(__file__).parents[2] / "docs" / "queries.md").read_text("utf-8")
EXAMPLES = re.findall(r"^\| `(.+?)` \| (.+?) \| (yes|no) \|", PAGE, re.MULTILINE)
CODES = re.findall(r"^\| `([EW]_\w+)` \| `(.+?)` \|", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("query", "text", "found"), EXAMPLES)
def test_example(query: str, text: str, found: str) -> None:
    item = Text({"title": "News", "body": text}, {"lang": "en", "source": "www.example.org"})
    assert (find(parse(query), item) is not None) == (found == "yes")


@pytest.mark.parametrize(("code", "query"), CODES)
def test_code(code: str, query: str) -> None:
    checked = check(query)
    assert code in {each.code for each in (*checked.errors, *checked.warnings)}


def test_the_page_is_read() -> None:
    assert len(EXAMPLES) > 40
    assert len(CODES) == 13
