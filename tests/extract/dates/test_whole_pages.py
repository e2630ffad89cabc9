"""Pages of many languages and makes, without anything that only programs read."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from monitor.extract.dates.choice import choose
from monitor.extract.dates.evidence import date_candidates
from monitor.extract.tree import parse
from monitor.items import Link, Site
from tests.extract.dates.pages import NOW

PAGES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("whole_pages.toml").read_text("utf-8"))["page"]
STORY = "<p>" + "One two three four five six. " * 12 + "</p>"
URL = "https://example.org/n/1"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["what"])
def test_reads_the_day_that_a_reader_sees(page: dict[str, Any]) -> None:
    body = page["body"].format(h=page["headline"], p=STORY)
    head = f"<title>{page.get('title', page['headline'])}</title>"
    tree = parse(f'<html lang="{page["language"]}"><head>{head}</head><body>{body}</body></html>')
    assert tree is not None
    url = page.get("url", URL)
    choice = choose(date_candidates(tree, url, [], Site(), NOW, Link(url)), NOW)
    assert (choice.candidate.day.isoformat() if choice else None) == page.get("day")
    assert choice is None or choice.confidence in page.get("sure", ["low", "medium", "high"])
