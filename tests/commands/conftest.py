"""A home of its own for the tests of each command, and the command called in it."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from typer import Typer

from monitor.store import embedded
from tests.commands.calling import Call, called


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty home, whose database is stopped at the end."""
    home = tmp_path_factory.mktemp("home")
    yield home
    embedded.stop(home)


@pytest.fixture
def call(app: Typer, home: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls the command that the tests' own fixture `app` names."""
    monkeypatch.setenv("MONITOR_HOME", str(home))
    monkeypatch.delenv("MONITOR_MONGO_URI", raising=False)
    return partial(called, app)
