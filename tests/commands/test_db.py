import json
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from monitor.commands import db
from monitor.errors import BackupError, DatabaseUnavailable
from monitor.store import embedded
from tests.commands.calling import Call

SECRET = "mongodb://reader:s3cret@%2Fnowhere%2Fmongod.sock/?serverSelectionTimeoutMS=50"


@pytest.fixture
def app() -> Typer:
    return db.app


def test_starts_says_so_and_stops(call: Call) -> None:
    assert "runs at mongodb://" in call("start").stdout
    state = json.loads(call("status", "--json").stdout)
    assert (state["database"], state["running"], state["waiting_in_the_spool"]) == ("embedded", True, 0)
    assert state["version"]
    assert state["uri"] == call("uri").stdout.strip() == call("uri", "--reveal").stdout.strip()
    assert "running: yes" in call("status").stdout
    assert "stopped" in call("stop").stdout
    assert "No embedded MongoDB was running" in call("stop").stdout
    assert json.loads(call("status", "--json").stdout)["running"] is False


def test_configured_uri_is_shown_without_its_password(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_MONGO_URI", SECRET)
    result = call("status")
    assert result.exit_code == 1
    assert "does not answer" in result.stdout
    said = [result.stdout, call("start").stdout, call("uri").stdout, call("status", "--json").stdout]
    assert all("***@" in text and "s3cret" not in text for text in said)
    assert call("uri", "--reveal").stdout.strip() == SECRET
    with pytest.raises(DatabaseUnavailable) as caught:
        call("backup", "/nowhere/dump")
    assert "s3cret" not in str(caught.value)


def test_configured_server_that_answers(call: Call, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_MONGO_URI", embedded.start(home))
    result = call("status")
    assert result.exit_code == 0
    assert "database: MONITOR_MONGO_URI" in result.stdout


def test_backs_up_and_restores(call: Call, tmp_path: Path) -> None:
    dump, other = str(tmp_path / "dump"), tmp_path / "other"
    counts = json.loads(call("backup", dump, "--json").stdout)
    assert counts["items"] == 0
    assert "documents of" in call("restore", dump).stdout
    assert json.loads(call("restore", dump, "--into", embedded.start(other), "--json").stdout) == counts
    embedded.stop(other)
    with pytest.raises(BackupError, match="exists already"):
        call("backup", dump)


def test_every_command_has_an_example() -> None:
    for name in ("start", "stop", "status", "uri", "backup", "restore"):
        assert "Example: " in CliRunner().invoke(db.app, [name, "--help"]).stdout
