"""All watches against one item: scope, language, muting, pausing, and who is to be told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.watch import PendingAlert, Watch
from monitor.watches.facts import ItemFacts
from monitor.watches.matcher import MOST_SPANS, MOST_SPANS_OF_ITEM, Matcher

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FERRIES = Watch("ferries", "Ferries", {"*": "ferry"}, version=3)
ITEM = ItemFacts(
    "The ferry sails",
    "Ferry and boat.",
    language="en",
    source="quill_tidings",
    group="quill",
    hosts=("tidings.example",),
)


def names(matcher: Matcher, facts: ItemFacts = ITEM) -> list[str]:
    return sorted(match.watch for match in matcher.match(facts, NOON).matches)


def test_a_match_carries_version_moment_and_places() -> None:
    found = Matcher([FERRIES]).match(ITEM, NOON)
    assert found.pending_alerts == (PendingAlert("ferries", 3, "new", NOON),)
    (match,) = found.matches
    assert (match.watch, match.version, match.language, match.at, match.suppressed) == ("ferries", 3, "*", NOON, "")
    places = {(span.field, span.start, span.end) for span in match.spans}
    assert places == {("title", 4, 9), ("body", 0, 5)}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"sources": ("quill_tidings",)}, True),
        ({"sources": ("quill_herald",)}, False),
        ({"groups": ("quill",)}, True),
        ({"groups": ("other",)}, False),
        ({"sources": ("quill_herald",), "groups": ("quill",)}, True),
        ({"paused": True}, False),
        ({"queries": {"en": "ferry"}}, True),
        ({"queries": {"fr": "ferry"}}, False),
        ({"queries": {"*": "source:tidings.example AND ferry"}}, True),
        ({"queries": {"*": "source:ings.example AND ferry"}}, False),
    ],
)
def test_scope_and_language(change: dict[str, object], expected: bool) -> None:
    watch = replace(FERRIES, **change)  # type: ignore[arg-type]
    assert names(Matcher([watch])) == (["ferries"] if expected else [])


def test_a_muted_watch_matches_and_tells_nobody_until_its_time_is_over() -> None:
    matcher = Matcher([replace(FERRIES, muted_until=NOON + timedelta(hours=1))])
    muted = matcher.match(ITEM, NOON)
    assert [match.suppressed for match in muted.matches] == ["muted"]
    assert muted.pending_alerts == ()
    later = matcher.match(ITEM, NOON + timedelta(hours=1))
    assert [match.suppressed for match in later.matches] == [""]
    assert len(later.pending_alerts) == 1


def test_a_broken_watch_costs_itself_only() -> None:
    broken = Watch("broken", "Broken", {"*": "(ferry"})
    half = Watch("half", "Half", {"*": "ferry", "fr": "(bac"})
    matcher = Matcher([FERRIES, broken, half])
    assert names(matcher) == ["ferries", "half"]
    assert list(matcher.broken) == ["broken", "half"]
    assert "E_UNCLOSED_PAREN" in matcher.broken["broken"]
    assert "its query for fr, character 1" in matcher.broken["half"]


def test_hostile_texts_are_matched_too() -> None:
    for text in ("", "\0ferry\ud800", "\u202eferry\u2066", "ferry " * 50_000):
        assert names(Matcher([FERRIES]), replace(ITEM, title=text, body=text)) == (["ferries"] if text else [])


def test_a_word_without_end_costs_no_more_places_than_an_item_can_hold() -> None:
    text = "ferry " * 30_000
    many = [replace(FERRIES, name=f"ferries_{number}") for number in range(100)]
    matches = Matcher(many).match(replace(ITEM, body=text), NOON).matches
    assert len(matches) == 100
    assert all(match.spans for match in matches)
    assert len(matches[0].spans) == MOST_SPANS
    assert sum(len(match.spans) for match in matches) <= MOST_SPANS_OF_ITEM + 100


def test_no_watches_match_nothing() -> None:
    assert Matcher([]).match(ITEM, NOON).matches == ()
