"""One real MongoDB for all tests of a process; each room gives its tests databases of their own."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.store import embedded


@pytest.fixture(scope="session")
def server_home() -> Iterator[Path]:
    """The home whose server the tests share."""
    with tempfile.TemporaryDirectory(prefix="monitor-tests-") as directory:
        home = Path(directory)
        embedded.start(home)
        yield home
        embedded.stop(home)
