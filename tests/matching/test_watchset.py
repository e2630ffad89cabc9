"""Many watches at once find exactly what each of them finds alone."""

import importlib.util
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.matching.find import find
from monitor.matching.languages import applies
from monitor.matching.query import check, parse
from monitor.matching.text import Text
from monitor.matching.watchset import WatchSet
from monitor.watch import Match, Watch

_SPEC = importlib.util.spec_from_file_location("generated", Path(__file__).parent / "generated.py")
assert _SPEC is not None and _SPEC.loader is not None
generated = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(generated)


def watch(name: str, *queries: str, **facts: object) -> Watch:
    return Watch(name, name, dict(zip(("*", "en"), queries, strict=False)), **facts)  # type: ignore[arg-type]


def alone(watches: list[Watch], text: Text) -> list[Match]:
    """Every query asked by itself."""
    found = []
    for each in watches:
        query = check(each.queries["*"]).query
        spans = find(query, text) if query else None
        if spans is not None:
            found.append(Match(each.name, each.version, "*", spans))
    return found


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_the_same_as_one_after_the_other(seed: int) -> None:
    random = Random(seed)
    watches = [watch(f"w{number}", generated.query(random)) for number in range(30)]
    together = WatchSet(watches)
    for _ in range(4):
        fields, meta = generated.text(random)
        assert together.matches(Text(fields, meta)) == alone(watches, Text(fields, meta))


def test_generated_queries_match_now_and_then() -> None:
    random = Random(1)
    watches = [watch(f"w{number}", generated.query(random)) for number in range(300)]
    fields, meta = generated.text(random)
    usable = sum(check(each.queries["*"]).query is not None for each in watches)
    assert usable > 200
    assert 20 < len(WatchSet(watches).matches(Text(fields, meta))) < usable


def test_the_language_of_the_item_chooses_the_query() -> None:
    both = Watch("w", "", {"*": "strike", "zh": "人权", "zh-Hant": "人權"})
    watches = WatchSet([both])

    def languages(body: str, language: str) -> list[str]:
        return [match.language for match in watches.matches(Text({"body": body}, {"lang": language}))]

    assert languages("人权 人權 strike", "zh-Hans") == ["zh"]
    assert languages("人权 人權 strike", "zh-Hant-TW") == ["zh-Hant"]
    assert languages("人权 strike", "ja") == ["*"]
    assert languages("人权", "ja") == []
    assert languages("strike", "") == ["*"]


def test_only_the_sources_and_groups_of_a_watch() -> None:
    watches = WatchSet([watch("all", "strike"), watch("one", "strike", sources=("herald",), groups=("news",))])
    text = Text({"body": "A strike"})
    assert [match.watch for match in watches.matches(text, "courier", "weeklies")] == ["all"]
    assert [match.watch for match in watches.matches(text, "herald", "weeklies")] == ["all", "one"]
    assert [match.watch for match in watches.matches(text, "courier", "news")] == ["all", "one"]


def test_what_cannot_be_asked_is_said_and_the_rest_is_asked() -> None:
    watches = WatchSet([watch("broken", "(strike"), watch("paused", "strike", paused=True), watch("sound", "strike")])
    assert [problem.code for problem in watches.refused["broken", "*"]] == ["E_UNCLOSED_PAREN"]
    assert [match.watch for match in watches.matches(Text({"body": "strike"}))] == ["sound"]


def test_a_change_makes_a_new_set_from_the_old() -> None:
    old = WatchSet([watch("w", "strike"), watch("v", "mill")])
    new = WatchSet([watch("w", "walkout", version=2), watch("v", "mill")], old)
    assert new.questions[1].query is old.questions[1].query
    assert [(match.watch, match.version) for match in new.matches(Text({"body": "walkout"}))] == [("w", 2)]


def test_no_watches_and_no_words() -> None:
    assert WatchSet([]).matches(Text({"body": "strike"})) == []
    assert WatchSet([watch("w", "strike")]).matches(Text({})) == []


@pytest.mark.parametrize(
    "query", ["lang:en", "source:mill.example", "country:gb", "lang:zh", "url:news", "source:*.example"]
)
def test_queries_of_facts_alone(query: str) -> None:
    text = Text(
        {"body": "x"},
        {"lang": "en-GB", "source": "news.mill.example", "country": "UK", "url": "https://a.example/news/1"},
    )
    found = find(parse(query), text)
    assert bool(WatchSet([watch("w", query)]).matches(text)) == (found is not None) == (query != "lang:zh")


def test_every_language_code_is_applied_as_documented() -> None:
    assert applies("zh", "zh-Hant") and applies("zh", "zh_Hans") and not applies("zh-Hant", "zh-Hans")
    assert not applies("en", "")
