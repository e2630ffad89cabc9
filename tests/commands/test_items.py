import asyncio
import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer import Typer
from typer.testing import Result

from monitor.commands import items
from monitor.errors import MonitorError, UsageError
from monitor.items import Article, DateCandidate, Sighting
from monitor.settings import Environment
from monitor.store import embedded
from monitor.store.store import Store
from tests.commands.calling import Call

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIELDS = [
    "url", "canonical_url", "headline", "body", "summary", "authors",
    "language", "source", "published", "published_day", "published_precision", "published_source",
    "published_confidence", "first_seen", "modified", "keys", "story", "duplicate_of",
    "watches", "versions",
]  # fmt: skip
ROOT = Path(__file__).parents[2]


@pytest.fixture
def app() -> Typer:
    return items.app


def article(path: str, **values: Any) -> Article:
    url = f"https://tidings.example/{path}"
    base: dict[str, Any] = {"source": "tidings", "headline": f"Ferry to Lower Quill ({path})", "body": "It sails."}
    base |= {"first_seen": NOON, "keys": [f"u:{url}"], "sightings": [Sighting(url, "tidings", NOON)]}
    return Article(url=url, canonical_url=url, **(base | values))


def dated(path: str, day: int, **values: Any) -> Article:
    candidate = DateCandidate("feed", f"{day} March 2026", date(2026, 3, day), "day")
    better = DateCandidate("jsonld", f"2026-03-{day:02}T09:30:00Z", date(2026, 3, day), "minute", NOON.replace(day=day))
    known: dict[str, Any] = {"published": NOON.replace(day=day), "published_day": date(2026, 3, day)}
    known |= {"published_precision": "minute", "published_source": "jsonld", "published_confidence": "high"}
    printed = DateCandidate("visible", "9 January 2026", date(2026, 1, 9), "day", labelled=True)
    known |= {"published_why": "From the page's JSON-LD; the text by the headline says 2026-01-09."}
    found = [candidate, better, printed]
    return article(path, published_raw=better.raw, date_candidates=found, **(known | values))


ARTICLES = [
    dated("a", 3, authors=["News desk", "Ferry office"], headline="Überfahrt nach „Lower Quill“, wieder"),
    dated("b", 5, source="herald", headline='=HYPERLINK("http://bad.example")', language="fr"),
    article("c", source="post", headline="steer\x1b[2Jing", body="one\n\u202etwo"),
    article("d", published_day=date(2026, 2, 1), published_precision="month", published_confidence="low"),
]


async def fill(environment: Environment) -> None:
    store = await Store.open(environment)
    await store.items.store(ARTICLES)
    await store.close()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("home")
    asyncio.run(fill(Environment(home=home)))
    yield home
    embedded.stop(home)


def paths(result: Result) -> list[str]:
    return [json.loads(line)["url"][-1] for line in result.stdout.splitlines()]


def test_export_has_the_promised_fields_in_their_order(call: Call) -> None:
    lines = [json.loads(line) for line in call("export", "--format", "jsonl").stdout.splitlines()]
    assert [list(line) for line in lines] == [FIELDS] * 4
    first = next(line for line in lines if line["url"].endswith("/a"))
    assert first["headline"] == "Überfahrt nach „Lower Quill“, wieder"
    assert (first["published"], first["published_day"]) == ("2026-03-03T12:00:00Z", "2026-03-03")
    assert (first["published_source"], first["published_confidence"]) == ("jsonld", "high")
    assert (first["first_seen"], first["modified"]) == ("2026-03-01T12:00:00Z", None)
    assert [first[name] for name in FIELDS[-4:]] == [None, None, [], 1]


def test_csv_is_the_same_without_formulas(call: Call) -> None:
    rows = list(csv.DictReader(io.StringIO(call("export", "--format", "csv").stdout)))
    assert list(rows[0]) == FIELDS
    by_path = {row["url"][-1]: row for row in rows}
    assert by_path["a"]["authors"] == "News desk; Ferry office"
    assert by_path["b"]["headline"] == '\'=HYPERLINK("http://bad.example")'
    assert (by_path["c"]["published"], by_path["c"]["body"]) == ("", "one\n\u202etwo")


def test_export_narrows(call: Call) -> None:
    assert paths(call("export")) == ["d", "c", "a", "b"]
    assert paths(call("export", "--source", "herald", "--source", "post")) == ["c", "b"]
    assert paths(call("export", "--since", "2026-03-03")) == ["a", "b"]
    assert paths(call("export", "--until", "2026-03-03")) == ["d", "c", "a"]
    assert paths(call("export", "--since", "2026-03-01T13:00:00+01:00", "--until", "2026-03-03T12:00:00")) == ["c"]


def test_export_of_a_group_takes_its_sources(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "wires"
    folder.mkdir()
    text = 'title = "Herald"\nhome = "https://herald.example/"\n[[entry]]\nkind = "feed"\nurl = "https://herald.example/f"\n'
    (folder / "herald.toml").write_text(text)
    monkeypatch.setenv("MONITOR_SOURCES", str(tmp_path))
    monkeypatch.setenv("MONITOR_BUNDLED_SOURCES", "0")
    assert paths(call("export", "--group", "wires")) == ["b"]
    assert paths(call("export", "--group", "wires", "--source", "post")) == ["c", "b"]
    with pytest.raises(MonitorError, match="wirse"):
        call("export", "--group", "wirse")


@pytest.mark.parametrize("word", ["yesterday", "2026-13-01", "2026-03-01T25:00", "9999-12-31"])
def test_wrong_dates_are_wrong_usage(call: Call, word: str) -> None:
    with pytest.raises(UsageError, match=f"--until {word}: write a date"):
        call("export", "--until", word)


def test_export_into_a_file_is_all_or_nothing(call: Call, tmp_path: Path) -> None:
    result = call("export", "--output", str(tmp_path / "items.jsonl"))
    assert "4 items" in result.stderr
    assert len((tmp_path / "items.jsonl").read_text().splitlines()) == 4
    assert [path.name for path in tmp_path.iterdir()] == ["items.jsonl"]
    with pytest.raises(MonitorError, match="cannot be written"):
        call("export", "--output", str(tmp_path / "none" / "items.jsonl"))


def test_reader_that_stops_is_no_error(home: Path) -> None:
    command = [sys.executable, "-c", "from monitor.commands.items import app; app()", "export"]
    with subprocess.Popen(
        command, cwd=ROOT, env={"MONITOR_HOME": str(home)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_nothing_found_is_said(call: Call) -> None:
    assert "0 items" in call("export", "--since", "2031-01-01").stderr
    assert "No such items" in call("list", "--since", "2031-01-01").stdout


def test_an_unknown_source_is_wrong_usage_and_an_old_one_is_not(call: Call) -> None:
    for command in ("list", "export"):
        with pytest.raises(UsageError, match="No source is called heralds"):
            call(command, "--source", "heralds")
    assert "HYPERLINK" in call("list", "--source", "herald").stdout


def test_list_shows_the_latest_first(call: Call) -> None:
    lines = call("list", "--limit", "3").stdout.splitlines()
    assert [line.split()[0] for line in lines if "tidings" in line or "herald" in line or "post" in line] == [
        "2026-03-01"
    ] * 3
    assert "2026-03-05 12:00 (high)" in lines[3]
    assert "steer\ufffd[2Jing" in call("list").stdout
    assert "2026-02 (low)" in call("list").stdout


def test_show_says_which_date_won_and_where_it_was_seen(call: Call) -> None:
    text = call("show", "https://tidings.example/a").stdout
    won = next(line for line in text.splitlines() if line.strip().startswith("won"))
    assert "jsonld" in won
    assert text.count("won") == 1
    assert "3 March 2026" in next(line for line in text.splitlines() if line.strip().startswith("agrees"))
    against = next(line for line in text.splitlines() if line.strip().startswith("contradicts"))
    assert "9 January 2026" in against
    assert "called the publication" in against
    assert "in the site's zone, as it states none" in won
    assert "Why: From the page's JSON-LD; the text by the headline says 2026-01-09." in text
    assert "https://tidings.example/a" in text.partition("Sightings")[2]


def test_show_as_json_and_by_id(call: Call) -> None:
    item = json.loads(call("show", "https://tidings.example/c", "--json").stdout)
    assert item["sightings"] == [{"url": item["url"], "source": "tidings", "seen_at": "2026-03-01T12:00:00Z"}]
    again = call("show", item["id"]).stdout
    assert "No date candidates" in again
    assert "\u202e" not in again


def test_show_of_what_is_not_there_is_a_sentence(call: Call) -> None:
    with pytest.raises(MonitorError, match="No item has"):
        call("show", "https://tidings.example/none")
