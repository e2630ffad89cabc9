"""Texts that were made to fill the memory or to take for ever; every query of them comes to an end."""

import pytest

from monitor.matching.find import find
from monitor.matching.query import parse
from monitor.matching.text import Text
from monitor.matching.watchset import WatchSet
from monitor.watch import Watch

TEXTS = {
    "one word of Hangul": "인" * 300_000,
    "words of Hangul without end": ("인권" * 100 + " ") * 200,
    "one word of Latin": "strike" * 50_000,
    "a word of joined particles": "وال" * 50_000,
    "a word with a million strokes": "و" + "ـ" * 200_000 + "حقوق",
    "unseen characters in a word": "인" + "\u200b" * 200_000 + "권을",
    "characters that are several words": "\ufdfa" * 10_000,
    "a letter under marks": "a" + "\u0301" * 200_000,
    "tags": "#a" * 20_000,
}
QUERIES = [
    "strike", "strik*", "*rik*", "*ke", "~strike", "{strike}", "인", "인권", '"인권 인권"', "حقوق",
    "#a", "#ab*", "a NEAR/9 a",
]  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_every_query_comes_to_an_end(name: str) -> None:
    text, same = (Text({"body": TEXTS[name]}, {"lang": "ar"}) for _ in range(2))
    together = WatchSet(Watch(query, query, {"*": query}) for query in QUERIES)
    found = {match.watch: match.spans for match in together.matches(text)}
    for query in QUERIES:
        assert found.get(query) == find(parse(query), same)
