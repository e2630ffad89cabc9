"""What a person sees of the versions of an item."""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer import Typer

from monitor.commands import items
from monitor.errors import UsageError
from monitor.items import Article, Revision, Sighting
from monitor.settings import Environment
from monitor.store import embedded
from monitor.store.store import Store
from tests.commands.calling import Call

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def app() -> Typer:
    return items.app


def text(path: str, body: str, **values: Any) -> Article:
    url = f"https://tidings.example/{path}"
    base: dict[str, Any] = {"first_seen": NOON, "keys": [f"u:{url}"], "sightings": [Sighting(url, "tidings", NOON)]}
    return Article("tidings", url, url, "Ferry to Lower Quill", body, **(base | values))


async def edit_twice(environment: Environment) -> None:
    """One item with three versions; the last one brought a hostile line."""
    store = await Store.open(environment)
    await store.items.store([text("other", "Nothing happens to this one.")])
    first = text("v", "One line.\nThe ferry carries forty people.\nLast line.")
    item = (await store.items.store([first]))[0].item_id
    texts = ["One line.\nThe ferry carries sixty people.\nLast line.", "One line.\n\x1b[2JThe ferry.\nLast line."]
    for number, body in enumerate(texts, start=1):
        revision = Revision(item, number, "sentences: 1 added, 1 removed")
        moment = NOON.replace(hour=12 + number)
        await store.items.store([text("v", body, first_seen=moment, revises=revision)])
    await store.close()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("home")
    asyncio.run(edit_twice(Environment(home=home)))
    yield home
    embedded.stop(home)


def test_diff_marks_words_and_leaves_out_what_is_far(call: Call) -> None:
    text = call("show", "https://tidings.example/v", "--diff", "--from", "1", "--to", "2").stdout
    assert text.splitlines() == [
        "Version 1 (2026-03-01 12:00) and version 2 (2026-03-01 13:00)",
        "headline: unchanged",
        "body:",
        "One line.",
        "The ferry carries [-forty-]{+sixty+} people.",
        "Last line.",
    ]
    assert "\x1b" not in call("show", "https://tidings.example/v", "--diff").stdout


def test_an_item_that_never_changed_has_no_differences(call: Call) -> None:
    text = call("show", "https://tidings.example/other", "--diff").stdout
    assert text.startswith("Its text was not seen to change: version 1 ")


def test_diff_as_json_holds_both_texts(call: Call) -> None:
    found = json.loads(call("show", "https://tidings.example/v", "--diff", "--from", "1", "--to", "3", "--json").stdout)
    assert (found["from"]["number"], found["to"]["number"]) == (1, 3)
    old = "".join(piece["text"] for piece in found["body"] if piece["kind"] != "added")
    assert old == "One line.\nThe ferry carries forty people.\nLast line."


def test_versions_and_events_are_listed(call: Call) -> None:
    text = call("show", "https://tidings.example/v", "--versions").stdout
    assert "2026-03-01 14:00" in text
    assert text.count("changed") == 2
    found = json.loads(call("show", "https://tidings.example/v", "--versions", "--json").stdout)
    assert [version["number"] for version in found["versions"]] == [1, 2, 3]
    assert [event["version"] for event in found["events"]] == [2, 3]


def test_lists_what_changed_and_says_when_nothing_is_gone(call: Call) -> None:
    assert [item["url"][-1] for item in json.loads(call("list", "--changed", "--json").stdout)] == ["v"]
    assert "nothing that is stored was seen" in call("list", "--gone").stdout


@pytest.mark.parametrize("words", [["--from", "1"], ["--diff", "--to", "9"], ["--diff", "--from", "4"]])
def test_versions_that_are_not_there_are_wrong_usage(call: Call, words: list[str]) -> None:
    with pytest.raises(UsageError):
        call("show", "https://tidings.example/v", *words)
