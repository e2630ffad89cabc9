"""Taking turns: several sources of one process may have the same host, which is still asked one at a time.

Scrapy keeps the pace within one source; it knows nothing of the source next door.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic

# Above this many hosts those that nobody visits are forgotten.
MANY = 1000


@dataclass(slots=True)
class _Host:
    """Who visits a host, with how many requests under way, and when the latest began."""

    gate: asyncio.Lock = field(default_factory=asyncio.Lock)
    idle: asyncio.Event = field(default_factory=asyncio.Event)
    visitor: object = None
    active: int = 0
    began: float = 0.0


class Turns:
    """Lets one visitor at a time have requests under way at a host, in the order of asking."""

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, name: str, visitor: object, pause: float) -> AsyncIterator[None]:
        """Waits for the host to be free of other visitors, and `pause` seconds after the last of theirs.

        A visitor's own requests are not kept apart; that is its own affair.
        """
        host = self._hosts.setdefault(name, _Host())
        async with host.gate:
            if host.visitor != visitor and host.active:
                host.idle.clear()
                await host.idle.wait()
            if host.visitor not in {None, visitor}:
                await asyncio.sleep(host.began + pause - monotonic())
            host.visitor, host.began = visitor, monotonic()
            host.active += 1
        try:
            yield
        finally:
            host.active -= 1
            if not host.active:
                host.idle.set()
            self._forget()

    def _forget(self) -> None:
        if len(self._hosts) > MANY:
            unused = [name for name, host in self._hosts.items() if not host.active and not host.gate.locked()]
            for name in unused:
                del self._hosts[name]


turns_of_this_process = Turns()
