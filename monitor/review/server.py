"""The pages over HTTP, on one address, until told to stop."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

import uvicorn

from monitor.errors import MonitorError
from monitor.review.app import make_app
from monitor.review.visit import Clock
from monitor.settings import Environment
from monitor.store.store import Store

# A page is done within a second; who keeps one open is not waited for.
SECONDS_TO_FINISH = 3
SECONDS_A_DATE = 1.0


def system_clock() -> datetime:
    """The present, in UTC."""
    return datetime.now(UTC)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; raises `MonitorError` where the address is taken or not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        # Whoever comes before the server has started waits, and is not turned away.
        listening.listen(256)
    except (OSError, OverflowError) as error:
        listening.close()
        raise MonitorError(
            f"The pages cannot be served at {host}:{port}: {_words(error)}; see --host and --port."
        ) from error
    return listening


def _words(error: OSError | OverflowError) -> str:
    """What is wrong, without the number that the system has for it."""
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


class PageServer(uvicorn.Server):
    """Leaves signals to whoever started it: several parts of `monitor up` share a process."""

    def __init__(
        self, store: Store, environment: Environment, clock: Clock = system_clock, *, warm: bool = True
    ) -> None:
        super().__init__(
            uvicorn.Config(
                make_app(store, environment, clock, warm=warm),
                log_config=None,
                access_log=False,  # addresses may hold one-time links
                server_header=False,
                proxy_headers=True,
                forwarded_allow_ips="127.0.0.1",
                timeout_graceful_shutdown=SECONDS_TO_FINISH,
                lifespan="on",
                ws="none",
                limit_concurrency=200,
            )
        )

        self._ending = asyncio.Event()

    def end(self) -> None:
        """Lets it finish what it is at and end."""
        self.should_exit = True
        self._ending.set()

    async def main_loop(self) -> None:
        """Keeps the date of answers until it has to end.

        Uvicorn's own loop looks ten times a second, which was most of what pages cost that nobody visits.
        """
        while not await self.on_tick(0):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), SECONDS_A_DATE)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Captures none: see the class."""
        yield


async def serve(server: PageServer, listening: socket.socket, stop: asyncio.Event) -> None:
    """Serves until `stop` is set."""
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    server.end()
    stopping.cancel()
    await serving
