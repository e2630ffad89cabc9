"""What `monitor doctor` says of an environment; the database is the one that the test was given."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from monitor.commands.app import app
from monitor.schedule.checks import Finding, examine
from monitor.settings import Environment
from monitor.store import embedded

SOURCE = 'title = "Lagoon"\nhome = "https://lagoon.example/"\n'


@pytest.fixture(scope="module")
def uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("mongo")
    yield embedded.start(home)
    embedded.stop(home)


@pytest.fixture
def environment(tmp_path: Path, uri: str) -> Environment:
    sources = tmp_path / "sources" / "coast"
    sources.mkdir(parents=True)
    (sources / "lagoon.toml").write_text(SOURCE)
    return Environment(home=tmp_path, mongo_uri=uri, mongo_db="doctor", bundled_sources=False, contact="desk@a.example")


async def found(environment: Environment, now: datetime | None = None) -> dict[str, Finding]:
    findings = await examine(environment, now or datetime.now(UTC), connect=True)
    return {finding.about: finding for finding in findings}


async def test_everything_is_well_but_mail_is_not_set(environment: Environment) -> None:
    findings = await found(environment)
    assert {about for about, finding in findings.items() if finding.state == "note"} == {"mail"}
    assert not [finding for finding in findings.values() if finding.state == "ill"]


async def test_each_trouble_is_named(environment: Environment) -> None:
    (environment.home / "sources" / "coast" / "lagoon.toml").write_text("title = ")
    troubled = replace(
        environment,
        mongo_uri="mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200",
        smtp_url="smtp://127.0.0.1:1?starttls=never",
        mail_from="monitor@a.example",
        redis_url="redis://127.0.0.1:1/0",
        contact="",
    )
    findings = await found(troubled)
    states = {about: finding.state for about, finding in findings.items()}
    ill = {about for about, state in states.items() if state == "ill"}
    assert ill == {"sources", "database", "mail", "cluster"}
    assert states["contact"] == "note"
    assert "cannot be reached" in findings["mail"].words


async def test_a_clock_that_is_wrong_is_told(environment: Environment) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    assert (await found(environment, tomorrow))["clock"].state == "ill"
    assert (await found(environment, datetime(1970, 1, 1, tzinfo=UTC)))["clock"].state == "ill"


def test_machines_are_told_in_json(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    values = {"HOME": environment.home, "MONGO_URI": environment.mongo_uri, "BUNDLED_SOURCES": 0}
    for name, value in values.items():
        monkeypatch.setenv(f"MONITOR_{name}", str(value))
    told = {one["about"]: one for one in json.loads(CliRunner().invoke(app("doctor"), ["doctor", "--json"]).stdout)}
    assert told["database"]["state"] == "well"
    assert told["mail"] == {"about": "mail", "state": "note", "words": told["mail"]["words"]}
