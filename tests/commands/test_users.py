import json
from pathlib import Path

import pytest
from typer import Typer

from monitor.commands import users
from monitor.commands.page_address import PART, announced
from monitor.errors import MonitorError, UsageError
from monitor.schedule.part import write_facts
from tests.commands.calling import Call
from tests.store.ended import ended_process


@pytest.fixture
def app() -> Typer:
    return users.app


@pytest.fixture(autouse=True)
def base_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_BASE_URL", "https://monitor.section.example")


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
