"""Why an item was found or not, and everything that keeps it from being told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.watch import Watch
from monitor.watches.explaining import Verdict, explain_watch
from monitor.watches.facts import ItemFacts

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WATCH = Watch("ferries", "Ferries", {"en": '"the ferry" AND NOT tram', "fr": "bac"})
ITEM = ItemFacts("The ferry sails", "It sails again.", language="en", source="quill_tidings", group="quill")
ALERT = {"made_at": NOON, "items": [{"item": "a" * 24}, {"item": "b" * 24}]}


def explained(watch: Watch = WATCH, item: ItemFacts = ITEM, **known: Any) -> Verdict:
    return explain_watch(watch, item, NOON, **known)


def test_an_item_that_is_found_and_told() -> None:
    verdict = explained()
    assert (verdict.matches, verdict.is_told, verdict.hindrances) == (True, True, ())
    ((language, explanation),) = verdict.queries
    assert (language, explanation.matched) == ("en", True)


def test_an_item_that_is_not_found_says_which_part_failed() -> None:
    ((_, explanation),) = explained(item=replace(ITEM, body="The tram waits.")).queries
    assert "NOT tram forbids it" in explanation.why


@pytest.mark.parametrize(
    ("watch", "item", "known", "matches", "words"),
    [
        ({"paused": True}, {}, {}, False, "paused"),
        ({}, {}, {"archived": True}, False, "archived"),
        (
            {"sources": ("quill_herald",)},
            {},
            {},
            False,
            "looks at quill_herald only; this item is from quill_tidings",
        ),
        ({"groups": ("own",)}, {}, {}, False, "looks at own only"),
        ({}, {"language": "de"}, {}, False, "has queries for en, fr; this item is in “de”"),
        ({}, {"language": ""}, {}, False, "in an unknown language"),
        ({"muted_until": NOON + timedelta(days=1)}, {}, {}, True, "muted until 2026-03-02 12:00 UTC"),
        ({}, {}, {"alert": ALERT, "item_id": "b" * 24}, True, "told of this story already on 2026-03-01 12:00 UTC"),
    ],
)
def test_what_stands_in_the_way_is_said(
    watch: dict[str, Any], item: dict[str, Any], known: dict[str, Any], matches: bool, words: str
) -> None:
    verdict = explained(replace(WATCH, **watch), replace(ITEM, **item), **known)
    assert (verdict.matches, verdict.is_told) == (matches, False)
    (hindrance,) = verdict.hindrances
    assert words in hindrance.why


def test_the_item_that_began_an_alert_is_told_and_so_is_every_outlet_where_asked_for() -> None:
    assert explained(alert=ALERT, item_id="a" * 24).is_told
    assert explained(replace(WATCH, every_outlet=True), alert=ALERT, item_id="b" * 24).is_told
