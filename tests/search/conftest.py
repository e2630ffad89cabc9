"""A real MongoDB for the tests of the archive search; each test has a database and a home of its own."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest

from monitor.settings import Environment
from monitor.store import embedded
from monitor.store.store import Store

NUMBERS = count()


@pytest.fixture(scope="session")
def server_home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="monitor-search-") as directory:
        home = Path(directory)
        embedded.start(home)
        yield home
        embedded.stop(home)


@pytest.fixture
def environment(server_home: Path, tmp_path: Path) -> Environment:
    uri = embedded.status(server_home).uri
    return Environment(home=tmp_path / "home", mongo_uri=uri, mongo_db=f"search_{next(NUMBERS)}")


@pytest.fixture
async def store(environment: Environment) -> AsyncIterator[Store]:
    opened = await Store.open(environment)
    yield opened
    await opened.client.drop_database(environment.mongo_db)
    await opened.close()
