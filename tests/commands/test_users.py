import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from monitor.commands.users import app
from monitor.errors import MonitorError, UsageError
from monitor.store import embedded

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


def test_a_role_or_a_name_that_is_none_is_refused(call: Call) -> None:
    with pytest.raises(UsageError, match="There are reader, researcher"):
        call("add", "ben", "--role", "chief")
    with pytest.raises(MonitorError, match="cannot be a name"):
        call("add", "$ne")
