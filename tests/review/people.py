"""Who uses the pages in tests, and how: over real HTTP, with cookies and tokens as a browser keeps them."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx

from monitor.review.secret import hashed, new_secret
from monitor.review.server import PageServer, listen
from monitor.settings import Environment
from monitor.store.sessions import Session
from monitor.store.store import Store

# MongoDB removes sessions that are over by its own clock, which no test can set.
NOON = datetime(2096, 3, 1, 12, tzinfo=UTC)
PASSPHRASE = "seven quiet green ferries"


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, by: timedelta) -> None:
        self.now += by


@dataclass
class Browser:
    """Somebody at the pages: cookies are kept, forms carry the token of the page before."""

    client: httpx.AsyncClient
    token: str = ""

    async def get(self, path: str, **headers: str) -> httpx.Response:
        answer = await self.client.get(path, headers={"accept": "text/html"} | headers)
        self.token = token_of(answer.text) or self.token
        return answer

    async def post(self, path: str, /, **fields: str | list[str]) -> httpx.Response:
        return await self.client.post(path, data={"token": self.token, **fields})


def token_of(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    return found[1] if found else ""


Visitor = Callable[..., Awaitable[Browser]]


@asynccontextmanager
async def serving(store: Store, environment: Environment, clock: Callable[[], datetime]) -> AsyncIterator[str]:
    """The address at which the pages are served."""
    listening = listen("127.0.0.1", 0)
    # Tests fill the database while the pages are up.
    server = PageServer(store, environment, clock, warm=False)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.end()
        await task


async def log_in(store: Store, browser: Browser, name: str, now: datetime) -> None:
    """A session without the tenth of a second that a passphrase takes; test_login logs in by the form."""
    secret = new_secret()
    await store.sessions.begin(Session(hashed(secret), name, now, now))
    browser.client.cookies.set("monitor_session", secret)
