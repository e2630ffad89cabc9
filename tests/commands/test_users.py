import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from monitor.commands.page_address import PART, announced
from monitor.commands.users import app
from monitor.errors import MonitorError, UsageError
from monitor.schedule.part import write_facts
from monitor.store import embedded
from tests.store.ended import ended_process

Call = Callable[..., Result]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("home")
    yield home
    embedded.stop(home)


@pytest.fixture
def call(home: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    monkeypatch.setenv("MONITOR_HOME", str(home))
    monkeypatch.setenv("MONITOR_BASE_URL", "https://monitor.section.example")
    monkeypatch.delenv("MONITOR_MONGO_URI", raising=False)

    def run(*words: str) -> Result:
        result = CliRunner().invoke(app, list(words))
        if isinstance(result.exception, MonitorError):
            raise result.exception
        return result

    return run


def test_people_are_added_with_a_link_listed_and_given_another_link(call: Call) -> None:
    added = call("add", "amara", "--role", "editor", "--mail", "amara@section.example").stdout
    assert "https://monitor.section.example/welcome/" in added
    (person,) = json.loads(call("list", "--json").stdout)
    assert (person["name"], person["role"], person["has_passphrase"]) == ("amara", "editor", False)
    assert "has no passphrase yet" in call("list").stdout
    assert call("password", "AMARA").stdout.rpartition("/")[2] != added.rpartition("/")[2]
    with pytest.raises(MonitorError, match="somebody called Amara already"):
        call("add", "Amara")
    with pytest.raises(MonitorError, match="nobody called ben"):
        call("password", "ben")


def test_the_link_leads_to_where_the_pages_are_served(call: Call, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MONITOR_BASE_URL")
    assert "http://127.0.0.1:8000/welcome/" in call("add", "clara").stdout
    write_facts(home, PART, announced("http://127.0.0.1:9000"))
    assert "http://127.0.0.1:9000/welcome/" in call("password", "clara").stdout
    write_facts(home, PART, {**announced("http://127.0.0.1:9000"), "process": ended_process()})
    assert "http://127.0.0.1:8000/welcome/" in call("password", "clara").stdout


def test_a_role_or_a_name_that_is_none_is_refused(call: Call) -> None:
    with pytest.raises(UsageError, match="There are reader, researcher"):
        call("add", "ben", "--role", "chief")
    with pytest.raises(MonitorError, match="cannot be a name"):
        call("add", "$ne")
