import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from monitor.commands import items as item_commands
from monitor.commands.stories import app
from monitor.errors import MonitorError, UsageError
from monitor.items import Article, Sighting
from monitor.schedule.settling import settle
from monitor.settings import Environment
from monitor.store import embedded
from monitor.store.store import Store
from tests.stories.test_verdict import OTHER, STORY

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
Call = Callable[..., Result]


def article(name: str, words: list[str], minutes: int) -> Article:
    url = f"https://{name}.example/a"
    seen = NOON + timedelta(minutes=minutes)
    values: dict[str, Any] = {"source": name, "headline": f"Ferry, says {name}\x1b[2J", "language": "en"}
    values |= {"first_seen": seen, "keys": [f"u:{url}"], "sightings": [Sighting(url, name, seen)]}
    return Article(url=url, canonical_url=url, body=" ".join(words), **values)


async def fill(environment: Environment) -> None:
    store = await Store.open(environment)
    await store.database.client.drop_database(environment.mongo_db)
    await store.items.store(
        [
            article("wire", ["QUILL", "(Reuters)", "–", *STORY], 0),
            article("post", STORY, 1),
            article("brief", STORY[:180], 2),
            article("essay", OTHER + STORY[:200], 3),
        ]
    )
    await settle(store, lambda: NOON)
    await store.close()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("home")
    embedded.start(home)
    yield home
    embedded.stop(home)


@pytest.fixture
def call(home: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    asyncio.run(fill(Environment(home=home)))
    monkeypatch.setenv("MONITOR_HOME", str(home))
    monkeypatch.delenv("MONITOR_MONGO_URI", raising=False)

    def run(*words: str, commands: Any = app) -> Result:
        result = CliRunner().invoke(commands, list(words))
        if isinstance(result.exception, MonitorError):
            raise result.exception
        return result

    return run


def listed(call: Call, *words: str) -> dict[str, dict[str, Any]]:
    found = json.loads(call("list", "--json", *words).stdout)
    return {story["first_outlet"]: story for story in found}


def test_stories_are_listed_with_their_outlets(call: Call) -> None:
    found = listed(call)
    assert {name: story["outlets"] for name, story in found.items()} == {"essay": 1, "wire": 3}
    assert found["wire"]["wire"] == "Reuters"
    assert list(listed(call, "--outlets", "2")) == ["wire"]
    assert list(listed(call, "--source", "essay")) == ["essay"]
    assert listed(call, "--since", "2026-03-02") == {}
    with pytest.raises(MonitorError, match="No source is called esay"):
        call("list", "--source", "esay")
    table = call("list").stdout
    assert "Ferry, says wire" in table
    assert "\x1b" not in table
    # Members stand there without what nobody looked up.
    assert "url" not in found["wire"]["members"][0]
    assert "No such stories" in call("list", "--since", "2026-03-02").stdout


def test_a_story_is_shown_by_an_address_in_it(call: Call) -> None:
    shown = json.loads(call("show", "https://brief.example/a", "--json").stdout)
    kinds = [(member["source"], member["relation"]) for member in shown["members"]]
    assert kinds == [("wire", "new"), ("post", "duplicate"), ("brief", "excerpt")]
    assert shown["members"][2]["of"] == shown["leader"] == shown["members"][0]["item"]
    assert shown["members"][0]["url"] == "https://wire.example/a"
    text = call("show", "https://brief.example/a").stdout
    assert "3 items of 3 outlets" in text
    assert "from the agency Reuters" in text


def test_items_say_to_which_story_they_belong(call: Call) -> None:
    whole = listed(call)["wire"]
    rows = [json.loads(line) for line in call("export", commands=item_commands.app).stdout.splitlines()]
    by_source = {row["source"]: row for row in rows}
    assert {by_source[name]["story"] for name in ("wire", "post", "brief")} == {whole["story"]}
    assert by_source["post"]["duplicate_of"] == by_source["brief"]["duplicate_of"] == whole["leader"]
    assert (by_source["wire"]["duplicate_of"], by_source["essay"]["duplicate_of"]) == (None, None)
    shown = call("show", "https://essay.example/a", commands=item_commands.app).stdout
    assert f"quotes {whole['leader']}" in shown
    item = json.loads(call("show", "https://brief.example/a", "--json", commands=item_commands.app).stdout)
    assert (item["story"], item["relation"]["kind"]) == (whole["story"], "excerpt")
    assert "fingerprint" not in item


def test_a_person_merges_splits_and_leads(call: Call) -> None:
    wire = listed(call)["wire"]["story"]
    call("merge", wire, "https://essay.example/a", "--by", "editor")
    assert listed(call)["wire"]["outlets"] == 4
    new = json.loads(call("split", wire, "https://essay.example/a", "https://brief.example/a", "--json").stdout)[
        "story"
    ]
    assert listed(call)["brief"]["story"] == new
    call("lead", new, "https://essay.example/a")
    shown = json.loads(call("show", new, "--json").stdout)
    assert shown["headline"].startswith("Ferry, says essay")
    assert [made["kind"] for made in shown["decided"]] == ["split", "lead"]
    assert shown["decided"][0]["by"]
    told = " ".join(call("show", new).stdout.split())
    assert f"{new} split off from {wire}, by " in told
    assert f"{shown['leader']} leads, by " in told
    assert f"merged into {wire}, by editor" in call("show", wire).stdout


def test_wrong_names_are_named(call: Call) -> None:
    with pytest.raises(MonitorError, match="No story has the id nowhere"):
        call("show", "nowhere")
    with pytest.raises(UsageError, match="no member"):
        call("lead", listed(call)["wire"]["story"], "https://essay.example/a")


@pytest.mark.parametrize("command", ["list", "show", "merge", "split", "lead"])
def test_each_command_has_an_example(command: str) -> None:
    assert f"Example: monitor stories {command}" in CliRunner().invoke(app, [command, "--help"]).stdout
