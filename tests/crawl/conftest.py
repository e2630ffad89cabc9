"""One mongod for all crawls of these tests, a database of its own for each."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from monitor.store import embedded
from tests.crawl.lab import Lab
from tests.site.server import Site


@pytest.fixture(scope="session")
def mongo_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("mongo")
    yield embedded.start(home)
    embedded.stop(home)


@pytest.fixture
def lab(tmp_path: Path, mongo_uri: str) -> Lab:
    return Lab(tmp_path / "home", mongo_uri, f"lab_{uuid4().hex[:12]}")


@pytest.fixture
def site() -> Iterator[Site]:
    with Site(validators=True) as site:
        yield site
