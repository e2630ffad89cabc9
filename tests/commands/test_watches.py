"""`monitor watches` as a person at a terminal meets it, over a real database."""

import asyncio
import json
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId
from typer.testing import CliRunner, Result

from monitor.commands.watches import app
from monitor.errors import MonitorError, UnknownWatchError, UsageError, WatchError
from monitor.items import Article, Sighting
from monitor.settings import Environment
from monitor.store import embedded
from monitor.store.alerts import Meeting
from monitor.store.store import Store
from monitor.store.triage import Decision, State

NOW = datetime.now(UTC)
SECRET = "hold-this-for-me-2026"
FERRIES = 'title = "Ferries"\nquery = "ferry OR zeppelin"\nrecipients = ["desk@quill.example"]\n'
FEED = f'\n[[channel]]\nkind = "atom"\nsecret = "{SECRET}"\n'
TEXTS = ("The ferry sails", "A tram waits", "Another ferry", "The ferry and the tram")


def article(number: int, text: str) -> Article:
    url, seen = f"https://tidings.example/{number}", NOW - timedelta(days=number)
    known: dict[str, Any] = {"keys": [f"u:{url}"], "sightings": [Sighting(url, "tidings", seen)], "first_seen": seen}
    return Article("tidings", url, url, text, f"{text}.", language="en", **known)


async def fill(environment: Environment) -> None:
    store = await Store.open(environment)
    results = await store.items.store([article(number, text) for number, text in enumerate(TEXTS, start=1)])
    stories = [result.item_id for result in results]  # any id will do as a story's
    await store.items.collection.update_one(
        {"url": "https://tidings.example/3"}, {"$set": {"story": ObjectId(stories[0])}}
    )
    judged: tuple[tuple[int, State], ...] = ((0, "relevant"), (3, "not relevant"))
    for number, state in judged:
        meeting = Meeting("ferries", 1, stories[number], results[number].item_id, "new", NOW, "tidings", "en")
        facts: dict[str, Any] = {"item": results[number].item_id, "headline": "", "source": "tidings"}
        met = await store.alerts.meet(meeting, facts, NOW)
        alert = (await store.alerts.get([met.alert]))[met.alert]
        await store.triage.judge(Decision(met.alert, alert["revision"], "ines", NOW), state)
    await store.close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("home")
    asyncio.run(fill(Environment(home=home)))
    yield home
    embedded.stop(home)


@pytest.fixture
def home(filled: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home with four items and one watch in a file."""
    for name in ("MONITOR_WATCHES", "MONITOR_SOURCES", "MONITOR_MONGO_URI", "MONITOR_MONGO_DB"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MONITOR_HOME", str(filled))
    monkeypatch.setenv("MONITOR_BUNDLED_SOURCES", "0")
    folder = filled / "watches"
    folder.mkdir(exist_ok=True)
    (folder / "ferries.toml").write_text(FERRIES + FEED, encoding="utf-8")
    yield filled
    for path in folder.glob("*.toml"):
        path.unlink()


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_list_and_show_say_all_but_the_secret(home: Path) -> None:
    for words in (["list"], ["list", "--json"], ["show", "ferries"], ["show", "ferries", "--json", "--history"]):
        result = run(*words)
        assert result.exit_code == 0, result.exception
        assert "ferries" in result.stdout
        assert SECRET not in result.output
    assert "left out" in run("show", "ferries").stdout
    assert "1 daily, 1 atom" in run("list").stdout


def test_an_unknown_watch_is_named_with_the_nearest(home: Path) -> None:
    result = run("show", "feries")
    assert isinstance(result.exception, UnknownWatchError)
    assert "did you mean ferries?" in str(result.exception)


def test_check_prints_place_line_and_marks(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text("title = 'x'\nquery = '裁判所 AND (محكمة'\ngroup = ['x']\n", encoding="utf-8")
    result = run("check", str(path))
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0].startswith(f"{path}:2:18: error: ")
    assert lines[1:3] == ["   2 | query = '裁判所 AND (محكمة'", "     | " + " " * 20 + "^"]
    assert "did you mean groups?" in result.stdout
    found = json.loads(run("check", str(path), "--json").stdout)["findings"]
    assert [(one["line"], one["code"]) for one in found] == [(2, "E_UNCLOSED_PAREN"), (3, "")]
    assert run("check").exit_code == 0
    assert run("check", str(tmp_path / "missing")).exit_code == 1


def test_new_writes_a_file_that_is_sound_and_refuses_any_other(home: Path) -> None:
    made = run("new", "trams", "tram AND NOT ferry", "--to", "desk@quill.example")
    assert made.exit_code == 0, made.exception
    assert Path(made.stdout.strip()).parent == home / "watches"
    assert isinstance(run("new", "trams", "tram").exception, MonitorError)
    for name, query in (("open", "(tram"), ("Bad Name", "tram")):
        assert run("new", name, query).exit_code == 1
        assert not (home / "watches" / f"{name}.toml").exists()


def test_import_export_and_archive(home: Path, tmp_path: Path) -> None:
    (tmp_path / "boats.toml").write_text('title = "Boats"\nquery = "boat"\n' + FEED, encoding="utf-8")
    (tmp_path / "open.toml").write_text('title = "Open"\nquery = "(boat"\n', encoding="utf-8")
    result = run("import", str(tmp_path))
    assert result.exit_code == 3
    assert "boats: version 1" in result.stdout
    assert "E_UNCLOSED_PAREN" in result.stderr
    assert "as it was" in run("import", str(tmp_path / "boats.toml")).stdout
    assert "left as it is" in run("import", str(home / "watches" / "ferries.toml")).stdout
    out = tmp_path / "out"
    assert run("export", "boats", "--output", str(out), "--secrets").exit_code == 0
    assert SECRET in (out / "boats.toml").read_text(encoding="utf-8")
    assert stat.S_IMODE((out / "boats.toml").stat().st_mode) == 0o600
    assert SECRET not in run("export", "boats").stdout
    assert isinstance(run("export", "--secrets").exception, UsageError)
    assert run("archive", "boats").exit_code == 0
    assert "boats" not in run("list").stdout
    assert "boats" in run("list", "--archived").stdout
    assert isinstance(run("archive", "ferries").exception, WatchError)


def test_import_shows_what_check_shows(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "boats.toml"
    file.write_text(
        'title = "Boats"\nquery = "boat and tide harbour"\nsources = ["nowhere"]\n' + FEED, encoding="utf-8"
    )
    checked, imported = run("check", str(file)), run("import", str(tmp_path))
    assert imported.exit_code == 0
    assert "W_LOWERCASE_OPERATOR" in imported.stderr
    assert "nowhere" in imported.stderr
    assert checked.stdout in imported.stderr


def test_the_later_of_two_files_with_one_name_is_imported(home: Path, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "boats.toml").write_text('title = "Boats"\nquery = "boat"\n', encoding="utf-8")
    assert "takes the place of" in run("import", str(tmp_path)).stderr


def test_an_item_is_explained(home: Path) -> None:
    told = run("test", "ferries", "https://tidings.example/1")
    assert told.exit_code == 0, told.exception
    assert "Matches, and is told." in told.stdout
    assert "✓ ferry" in told.stdout
    assert "[ferry]" in told.stdout
    assert "✗ zeppelin" in told.stdout
    assert "Does not match." in run("test", "ferries", "https://tidings.example/2").stdout
    assert "Does not match." in run("test", "tram AND NOT waits", "https://tidings.example/2").stdout
    assert isinstance(run("test", "ferries", "https://tidings.example/99").exception, MonitorError)
    assert isinstance(run("test", "ferries").exception, UsageError)
    values = json.loads(run("test", "ferries", "https://tidings.example/1", "--json").stdout)
    assert (values["matches"], values["told"]) == (True, True)


def test_a_story_that_was_told_already_is_a_hindrance(home: Path) -> None:
    result = run("test", "ferries", "https://tidings.example/3").stdout
    assert "Matches, but is not told." in result
    assert "It has told of this story already" in result


def test_a_query_is_tried_on_the_past(home: Path) -> None:
    found = json.loads(run("test", "--since", "90d", "ferry OR zeppelin", "--json").stdout)
    assert (found["items"], found["found"], found["never_hit"]) == (4, 3, ["zeppelin"])
    assert (found["relevant"], found["not_relevant"]) == (1, 1)
    assert found["sources"] == {"tidings": 3}
    shown = run("test", "--since", "90d", "ferries").stdout
    assert "Found in 3 of 4 items of the last 90 days: one in 30 days." in shown
    assert "Part of no find: zeppelin" in shown
    assert "1 relevant, 1 not relevant" in shown
    unknown = run("test", "--since", "2d", "feries")
    assert "Found in 0 of" in unknown.stdout
    assert "It is tried as a query." in unknown.stderr
    assert run("test", "--since", "90d", "(ferry").exit_code == 1
    assert isinstance(run("test", "--since", "soon", "ferry").exception, UsageError)
