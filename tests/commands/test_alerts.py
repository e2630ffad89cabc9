import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from typer.testing import CliRunner, Result

from monitor.commands.alerts import app
from monitor.errors import MonitorError
from monitor.settings import Environment
from monitor.store import embedded
from monitor.store.store import Store
from monitor.watch import Channel
from tests.alerts.lab import insert, item, keep, settle, watch

Call = Callable[..., Result]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("home")
    asyncio.run(_prepare(Environment(home=home)))
    yield home
    embedded.stop(home)


async def _prepare(environment: Environment) -> None:
    store = await Store.open(environment)
    feed = Channel("atom", "feed", secret="s" * 20)
    await keep(store, watch("ferries", "nobody@tidings.example", channels=(feed,)))
    await insert(store, item(1))
    await settle(store, environment)
    await store.close()


@pytest.fixture
def call(home: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    for name in ("MONITOR_MONGO_URI", "MONITOR_SMTP_URL", "MONITOR_MAIL_FROM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MONITOR_HOME", str(home))

    def run(*words: str) -> Result:
        result = CliRunner().invoke(app, list(words))
        if isinstance(result.exception, MonitorError):
            raise result.exception
        return result

    return run


def test_lists_and_shows_alerts(call: Call, tmp_path: Path) -> None:
    assert "Ferry 1 to Lower Quill resumes" in call("list").stdout
    assert [one["watch"] for one in json.loads(call("list", "--json").stdout)] == ["ferries"]
    assert "Every message was delivered" in call("list", "--failed").stdout
    identity = json.loads(call("list", "--json").stdout)[0]["id"]
    assert identity in call("list").stdout
    shown = call("show", f"https://monitor.tidings.example/alerts/{identity}").stdout
    assert "Ferry 1 to Lower Quill resumes" in shown
    assert "Nobody was told of it yet." in shown
    with pytest.raises(MonitorError, match="No alert and no message"):
        call("show", "0" * 24)
    page = tmp_path / "mail.html"
    assert "The *ferry* to" in call("preview", "ferries", "--html", str(page)).stdout
    assert "<mark" in page.read_text()
    with pytest.raises(MonitorError, match="No watch is called"):
        call("preview", "trains")


def test_a_wrong_name_is_no_empty_list(call: Call) -> None:
    with pytest.raises(MonitorError, match="No watch is called feries; did you mean ferries"):
        call("list", "--watch", "feries")
    with pytest.raises(MonitorError, match="write one of new, in review, relevant"):
        call("list", "--state", "relevent")
    assert "No such alerts." in call("list", "--state", "closed").stdout
    assert json.loads(call("list", "--state", "closed", "--json").stdout) == []


def test_a_watch_file_that_no_crawl_has_read_yet_is_known(call: Call, home: Path) -> None:
    channel = '[[channel]]\nkind = "atom"\nsecret = "a-secret-of-sixteen"\n'
    path = home / "watches" / "bridges.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'title = "Bridges"\nquery = "bridge"\n{channel}', encoding="utf-8")
    assert "No such alerts." in call("list", "--watch", "bridges").stdout
    assert "/feeds/bridges/" in call("feed", "bridges", "--address").stdout
    with pytest.raises(MonitorError, match="found nothing yet"):
        call("preview", "bridges")


def test_prints_the_feed_and_its_address(call: Call) -> None:
    assert call("feed", "ferries", "--address").stdout.strip().endswith(f"/feeds/ferries/{'s' * 20}.atom")
    assert Xml.fromstring(call("feed", "ferries").stdout).tag == "{http://www.w3.org/2005/Atom}feed"


def test_sends_says_what_fails_and_sends_again(call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    result = call("send")
    assert result.exit_code == 1
    assert "MONITOR_SMTP_URL is not set" in result.stderr
    monkeypatch.setenv("MONITOR_SMTP_URL", "smtp://user:pass@127.0.0.1:1?starttls=never")
    assert "plain text" in call("send").stderr
    monkeypatch.setenv("MONITOR_SMTP_URL", f"maildir://{tmp_path}/mails")
    assert json.loads(call("send", "--json").stdout)["sent"] == 1
    assert len(list((tmp_path / "mails").glob("*.eml"))) == 1
    assert "Nothing to send." in call("send").stdout
    alert = json.loads(call("list", "--json").stdout)[0]["id"]
    message = json.loads(call("show", alert, "--json").stdout)["messages"][0]["id"]
    assert message in call("show", alert).stdout
    assert "written to" in call("show", message).stdout
    assert call("retry").exit_code == 2
    assert json.loads(call("retry", "--all", "--json").stdout) == {"queued": 0}
    assert "Nothing was queued." in call("retry", "--all").stdout
    with pytest.raises(MonitorError, match="Not among the failed messages: 1"):
        call("retry", "0123")


def test_every_command_has_an_example() -> None:
    for name in ("send", "list", "retry", "preview", "feed"):
        assert "Example: " in CliRunner().invoke(app, [name, "--help"]).stdout
