"""Why an item was found or not."""

import json

import pytest

from monitor.matching.explain import Explanation, explain
from monitor.matching.query import parse
from monitor.matching.text import Text
from monitor.matching.why_watch import explain_watch
from monitor.watch import Watch

TEXT = Text(
    {"title": "Mill strike", "body": "Dockers joined. The harbour workers of Isselby stay away from work."},
    {"lang": "en", "source": "news.example.org"},
)


def parts(explanation: Explanation) -> list[tuple[str, bool]]:
    return [(explanation.part, explanation.matched), *(each for child in explanation.children for each in parts(child))]


def test_part_by_part() -> None:
    explanation = explain(parse("strike AND (dockers OR miners) NOT walkout"), TEXT)
    assert parts(explanation) == [
        ("strike AND (dockers OR miners) NOT walkout", True),
        ("strike", True),
        ("dockers OR miners", True),
        ("dockers", True),
        ("miners", False),
        ("NOT walkout", True),
        ("walkout", False),
    ]
    assert json.loads(json.dumps(explanation.as_document()))["children"][0]["spans"][0]["start"] == 5


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("strike AND walkout", "Not all parts are met: walkout is missing."),
        ("strike NOT dockers", "Not all parts are met: NOT dockers forbids it."),
        (
            "docker",
            "It does not stand in title and body. There is “dockers”; only the whole word is found without ~ or *.",
        ),
        ("{dockers}", "It does not stand in title and body. There is “Dockers”; braces ask for these very letters."),
        ("title:dockers", "It stands in the body only."),
        ("author:dockers", "The item has no author."),
        ('"strike mill"', "All of its words stand in title and body, but not next to each other in this order."),
        ('"mill owner"', "Of its words owner is missing in title and body."),
        ("harbour NEAR/2 isselby", "Both are there, but at least 3 words apart; 2 are allowed."),
        ("isselby ONEAR/2 harbour", "Both are there, but nowhere in one field in this order."),
        ("strike NEAR/9 dockers", "Both are there, but nowhere in one field."),
        ("strike NEAR/9 walkout", "There is no walkout."),
        ("ATLEAST/2(strike)", "It stands there once; 2 are needed."),
        ("lang:fr", "The language of the item is en."),
        ("country:gb", "The country of the item is not known."),
        ("/[0-9]/", "It fits nowhere in the original text."),
        ("strike OR walkout", "One is enough, and strike is met."),
        ("walkout OR miners", "None of the alternatives is met."),
        ("mill", "It stands once in the title."),
    ],
)
def test_sentences(query: str, why: str) -> None:
    assert explain(parse(query), TEXT).why == why


def test_a_stem_says_when_the_language_has_none() -> None:
    assert "does nothing" in explain(parse("~strikes"), Text({"body": "x"}, {"lang": "uk"})).why


def test_what_keeps_a_watch_from_being_asked() -> None:
    watch = Watch("w", "", {"fr": "grève", "ar": "("}, sources=("herald",), paused=True)
    found = explain_watch(watch, TEXT, "courier", "weeklies")
    assert not found.matched
    assert found.queries == ()
    assert found.obstacles == (
        "The watch is paused.",
        "The watch looks at herald only; this item is from courier.",
        "The watch has queries for fr, ar; this item is in “en”.",
        "The query for “ar” has errors and is not asked.",
    )


def test_a_watch_that_matches() -> None:
    found = explain_watch(Watch("w", "", {"*": "strike", "en": "walkout"}), TEXT)
    assert found.matched
    assert [(code, each.matched) for code, each in found.queries] == [("en", False), ("*", True)]
