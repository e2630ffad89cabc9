"""What tells the same news, and what is only made from the same template."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from monitor.stories.fingerprint import fingerprint
from monitor.stories.placing import Face, Shelf

PAIRS = tomllib.loads(Path(__file__).with_name("news.toml").read_text(encoding="utf-8"))["pair"]


@pytest.mark.parametrize("order", [("one", "other"), ("other", "one")], ids=["", "turned"])
@pytest.mark.parametrize("pair", PAIRS, ids=[pair["name"] for pair in PAIRS])
def test_the_same_news_is_one_story_and_a_template_is_not(pair: dict[str, Any], order: tuple[str, str]) -> None:
    first, second = (fingerprint(pair[name]) for name in order)
    shelf = Shelf()
    shelf.open("story", Face("first", "", first))
    assert bool(shelf.place(second).story) == pair["same"]
