"""The pages over real HTTP on loopback, above a real MongoDB; each test finds it empty."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from monitor.review.people import set_passphrase
from monitor.settings import Environment
from monitor.store import embedded
from monitor.store.connection import connect
from monitor.store.pages import prepare_pages
from monitor.store.store import Store
from monitor.store.users import Role, User
from tests.review.people import PASSPHRASE, Browser, Clock, Visitor, log_in, serving


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def environment(server_home: Path, tmp_path: Path) -> Environment:
    uri = embedded.status(server_home).uri
    return Environment(home=tmp_path / "home", mongo_uri=uri, mongo_db="pages", bundled_sources=False)


@pytest.fixture(scope="session")
def prepared() -> set[str]:
    """The servers whose database has its indexes; asking for a hundred that are there takes longer than most tests."""
    return set()


@pytest.fixture
async def store(environment: Environment, prepared: set[str]) -> AsyncIterator[Store]:
    opened = await _open(environment, prepared)
    # Emptied rather than dropped, so that its indexes stay.
    for name in await opened.database.list_collection_names():
        await opened.database[name].delete_many({})
    yield opened
    await opened.close()


async def _open(environment: Environment, prepared: set[str]) -> Store:
    if environment.mongo_uri in prepared:
        return Store(environment, connect(environment.mongo_uri))
    opened = await Store.open(environment)
    await prepare_pages(opened)
    prepared.add(environment.mongo_uri)
    return opened


@pytest.fixture
async def address(store: Store, environment: Environment, clock: Clock) -> AsyncIterator[str]:
    async with serving(store, environment, clock) as where:
        yield where


@pytest.fixture
async def visitor(store: Store, address: str, clock: Clock) -> AsyncIterator[Visitor]:
    """Makes browsers: of nobody, or of a person in a role, who is logged in."""
    clients: list[httpx.AsyncClient] = []

    async def make(role: Role | None = None, name: str = "") -> Browser:
        client = httpx.AsyncClient(base_url=address)
        clients.append(client)
        browser = Browser(client)
        if role is not None:
            name = name or f"some.{role}"
            await store.users.add(User(name, role, made_at=clock()))
            await log_in(store, browser, name, clock())
            await browser.get("/help")
        return browser

    yield make
    for client in clients:
        await client.aclose()


@pytest.fixture
async def with_passphrase(store: Store, clock: Clock) -> str:
    """Somebody called ada, who logs in with PASSPHRASE."""
    await store.users.add(User("ada", "researcher", made_at=clock()))
    await set_passphrase(store, "ada", PASSPHRASE, "test", clock())
    return "ada"
