"""`monitor search` as a person at a terminal meets it, over a real database."""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner, Result

from monitor.commands.search import search
from monitor.errors import UnknownWatchError, UsageError
from monitor.items import Article, Sighting
from monitor.settings import Environment
from monitor.store import embedded
from monitor.store.store import Store

NOW = datetime.now(UTC)
TEXTS = ("The ferry sails", "A tram waits", "Another ferry for L’Île", "The ferry \x1b[2J and the tram")


async def fill(environment: Environment) -> None:
    store = await Store.open(environment)
    await store.items.store([article(number, text) for number, text in enumerate(TEXTS, start=1)])
    await store.close()


def article(number: int, text: str) -> Article:
    url, seen = f"https://tidings.example/{number}", NOW - timedelta(days=number)
    sightings = [Sighting(url, "tidings", seen)]
    return Article(
        "tidings", url, url, text, f"{text}.", language="en", keys=[f"u:{url}"], sightings=sightings, first_seen=seen
    )


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("home")
    asyncio.run(fill(Environment(home=home)))
    yield home
    embedded.stop(home)


def run(home: Path, *words: str) -> Result:
    app = Typer()
    app.command()(search)
    return CliRunner().invoke(app, words, env={"MONITOR_HOME": str(home), "MONITOR_MONGO_URI": ""})


def test_prints_finds_with_the_words_marked(filled: Path) -> None:
    result = run(filled, "ferry NOT tram")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "The »ferry« sails"
    assert "https://tidings.example/3" in result.stdout
    assert "2 items found." in result.stderr


def test_gives_json(filled: Path) -> None:
    answer = json.loads(run(filled, "--json", "--limit", "1", "ferry").stdout)
    assert (answer["count"], answer["exact"], answer["more"], len(answer["hits"])) == (3, True, True, 1)
    assert answer["hits"][0]["spans"][0] == {"field": "title", "start": 4, "end": 9, "leaf": "ferry"}
    assert answer["hits"][0]["extracts"][0] == {"field": "title", "text": "The ferry sails", "marks": [[4, 9]]}


def test_narrows(filled: Path) -> None:
    for words, count in (
        (("--since", "2d"), 1),
        (("--until", "2d"), 2),
        (("--since", "4d", "--until", "2d"), 1),
        (("--language", "fr"), 0),
        (("--source", "tidings"), 3),
        (("--best",), 3),
    ):
        assert len(json.loads(run(filled, "--json", *words, "ferry").stdout)["hits"]) == count


def test_nothing_steers_the_terminal(filled: Path) -> None:
    assert "\x1b" not in run(filled, "tram").stdout


def test_shows_where_a_query_is_wrong(filled: Path) -> None:
    result = run(filled, "(ferry OR tram")
    assert result.exit_code == 1
    assert "E_UNCLOSED_PAREN" in result.stderr and "^" in result.stderr


def test_says_what_may_surprise_and_goes_on(filled: Path) -> None:
    result = run(filled, "ferry tram")
    assert "W_IMPLICIT_AND" in result.stderr and "1 item found." in result.stderr


def test_builds_the_index_anew(filled: Path) -> None:
    result = run(filled, "--rebuild")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "The index was built anew: 4 items." in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--group", "nobody", "ferry"),
        ("--since", "yesterday", "ferry"),
        ("--since", "9x", "ferry"),
        ("--until", "0d", "ferry"),
        ("--since", "2026-03-02", "--until", "2026-03-01", "ferry"),
    ],
)
def test_says_what_it_needs(filled: Path, words: tuple[str, ...]) -> None:
    assert isinstance(run(filled, *words).exception, UsageError)


def test_says_what_the_options_left_out(filled: Path) -> None:
    assert "No items found. Without --since and --language: 3." in (
        run(filled, "--language", "fr", "--since", "9d", "ferry").stderr
    )
    assert run(filled, "--language", "fr", "zeppelin").stderr.rstrip().endswith("No items found.")


def test_a_watch_that_is_none_is_named(filled: Path) -> None:
    assert isinstance(run(filled, "--watch", "feries", "ferry").exception, UnknownWatchError)
