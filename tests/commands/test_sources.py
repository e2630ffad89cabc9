"""`monitor sources` as a person at a terminal meets it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from monitor.commands.sources import app
from monitor.errors import CatalogueError, UsageError

LAGOON = """title = "Lagoon"
home = "https://lagoon.example/"

[[entry]]
kind = "feed"
url = "https://lagoon.example/feed"
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory with one source of its own and no bundled ones."""
    path = tmp_path / "sources" / "coast" / "lagoon.toml"
    path.parent.mkdir(parents=True)
    path.write_text(LAGOON, encoding="utf-8")
    monkeypatch.setenv("MONITOR_HOME", str(tmp_path))
    monkeypatch.setenv("MONITOR_BUNDLED_SOURCES", "0")
    monkeypatch.delenv("MONITOR_SOURCES", raising=False)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_list_shows_each_source(home: Path) -> None:
    output = run("list").stdout
    assert "lagoon" in output
    assert "1 feed" in output
    assert "1 source\n" in output


def test_list_for_machines(home: Path) -> None:
    (source,) = json.loads(run("list", "--group", "coast", "--json").stdout)
    assert (source["name"], source["entries"][0]["url"]) == ("lagoon", "https://lagoon.example/feed")


def test_show_prints_the_file_and_the_defaults(home: Path) -> None:
    output = run("show", "lagoon").stdout
    assert LAGOON in output
    assert "interval       by its rhythm (the setting)" in output


def test_show_names_the_nearest(home: Path) -> None:
    error = run("show", "lagon").exception
    assert isinstance(error, CatalogueError)
    assert "did you mean lagoon?" in str(error)


def test_check_is_silent_success(home: Path) -> None:
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")


def test_check_prints_every_problem_and_fails(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text('titel = "x"\nactive = 1\n', encoding="utf-8")
    result = run("check", str(path))
    assert result.exit_code == 1
    assert f"{path}:1: titel: there is no such key; did you mean title?" in result.stdout.splitlines()
    assert any(line.startswith(f"{path}:2: active") for line in result.stdout.splitlines())


def test_check_for_machines(home: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("title = ", encoding="utf-8")
    result = run("check", str(broken), "--json")
    assert result.exit_code == 1
    assert [(one["file"], one["warning"]) for one in json.loads(result.stdout)] == [(str(broken), False)]


def test_import_saves_what_is_new_and_names_what_is_not(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        "title,url\nLagoon,https://lagoon.example/feed\nLagoon,https://other.example/feed\nBad,nowhere\n",
        encoding="utf-8",
    )
    result = run("import", str(file))
    assert result.exit_code == 3
    assert (home / "sources" / "own" / "lagoon_2.toml").is_file()
    assert "watched already as lagoon" in result.stderr
    assert "list.csv:4: Bad" in result.stderr
    assert len(json.loads(run("list", "--json").stdout)) == 2


def test_importing_twice_changes_nothing(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.opml"
    file.write_text(
        '<opml><body><outline text="Reef" xmlUrl="https://reef.example/f"/></body></opml>', encoding="utf-8"
    )
    assert run("import", str(file)).exit_code == 0
    again = run("import", str(file))
    assert (again.exit_code, again.stdout) == (0, "")
    assert "saved: 0, watched already: 1" in again.stderr


def test_importing_a_site_without_entries_twice_changes_nothing(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("title,home\nReef,https://www.reef.example\nLagoon,http://lagoon.example/\n", encoding="utf-8")
    first = run("import", str(file))
    assert "watched already as lagoon" in first.stderr
    assert "saved: 1" in first.stderr
    assert "saved: 0, watched already: 2" in run("import", str(file)).stderr


@pytest.mark.parametrize("format", ["opml", "csv"])
def test_what_is_exported_can_be_imported(home: Path, tmp_path: Path, format: str) -> None:
    file = tmp_path / f"list.{format}"
    assert run("export", "--format", format, "--output", str(file)).exit_code == 0
    result = run("import", str(file), "--into", str(tmp_path / "fresh"))
    assert "watched already as lagoon" in result.stderr
    again = run("export", "--format", format, "--output", str(file))
    assert isinstance(again.exception, CatalogueError)


def test_export_as_files(home: Path, tmp_path: Path) -> None:
    assert isinstance(run("export", "--format", "toml").exception, UsageError)
    assert run("export", "--format", "toml", "--output", str(tmp_path / "out")).exit_code == 0
    assert (tmp_path / "out" / "coast" / "lagoon.toml").read_text(encoding="utf-8") == LAGOON


def test_new_refuses_a_name_that_is_taken(home: Path) -> None:
    error = run("new", "https://lagoon.example/", "--name", "lagoon").exception
    assert isinstance(error, CatalogueError)
    assert "--name" in str(error)


def test_check_finds_a_spider_that_is_not_there(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "reef.toml"
    path.write_text('title = "Reef"\nhome = "https://reef.example/"\nspider = "reef"\n', encoding="utf-8")
    result = run("check", str(path))
    assert result.exit_code == 1
    assert "spider: there is no monitor/spiders/sites/reef.py" in result.stdout
