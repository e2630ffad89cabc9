"""One real MongoDB for all tests of alerts, and makers of watches and items of fictional places."""

from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest

from monitor.settings import Environment
from monitor.store import embedded
from monitor.store.store import Store

NUMBERS = count()


@pytest.fixture
def mails(tmp_path: Path) -> Path:
    """The directory that mails go to."""
    return tmp_path / "mails"


@pytest.fixture
def environment(server_home: Path, tmp_path: Path, mails: Path) -> Environment:
    """The shared server under a database and a home of this test alone; mails become files."""
    return Environment(
        home=tmp_path / "home",
        mongo_uri=embedded.status(server_home).uri,
        mongo_db=f"alerts_{next(NUMBERS)}",
        bundled_sources=False,
        smtp_url=f"maildir://{mails}",
        mail_from="Monitor <monitor@tidings.example>",
        base_url="https://monitor.tidings.example",
    )


@pytest.fixture
async def store(environment: Environment) -> AsyncIterator[Store]:
    opened = await Store.open(environment)
    yield opened
    await opened.client.drop_database(environment.mongo_db)
    await opened.close()
