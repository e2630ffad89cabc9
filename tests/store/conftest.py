"""One real MongoDB for all tests of the store; each test has a database of its own."""

import gc
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from monitor.items import Article, Sighting
from monitor.settings import Environment
from monitor.store import embedded
from monitor.store.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NUMBERS = count()

MakeArticle = Callable[..., Article]


@pytest.fixture
def own_home(tmp_path: Path) -> Iterator[Path]:
    """A home whose server is this test's alone, to be stopped or killed."""
    yield tmp_path
    embedded.stop(tmp_path)


@pytest.fixture
def dying_server() -> Iterator[None]:
    """For tests that end the server under a client: pymongo 4.20 leaves such connections to the collector."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture
def environment(server_home: Path, tmp_path: Path) -> Environment:
    """The shared server under a database and a home of this test alone."""
    uri = embedded.status(server_home).uri
    return Environment(home=tmp_path / "home", mongo_uri=uri, mongo_db=f"test_{next(NUMBERS)}")


@pytest.fixture
async def store(environment: Environment) -> AsyncIterator[Store]:
    opened = await Store.open(environment)
    yield opened
    await opened.client.drop_database(environment.mongo_db)
    await opened.close()


@pytest.fixture
def article() -> MakeArticle:
    """Makes an article of a fictional site; `text` is what tells two texts apart."""

    def make(path: str = "a", text: str = "", **values: Any) -> Article:
        url = f"https://tidings.example/{path}"
        base: dict[str, Any] = {
            "source": "tidings",
            "url": url,
            "canonical_url": url,
            "headline": f"Ferry to Lower Quill resumes ({path})",
            "body": "The ferry sails again.",
            "first_seen": NOON,
            "keys": [f"u:{url}", f"t:tidings.example:{text or path}"],
            "sightings": [Sighting(url, "tidings", NOON)],
        }
        return Article(**(base | values))

    return make
