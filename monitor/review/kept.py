"""Values that are asked for at every page and cost too much to be read each time."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Generic, TypeVar

Value = TypeVar("Value")
# A value older than so many times its age limit is waited for: nobody reads the numbers of last night.
TOO_OLD = 5


class Kept(Generic[Value]):
    """One value: the first look waits for it, later ones have it read again in the background when it is old."""

    def __init__(self, read: Callable[[], Awaitable[Value]], seconds: float) -> None:
        self._read = read
        self._seconds = seconds
        self._found: tuple[float, Value] | None = None
        self._reading: asyncio.Task[Value] | None = None

    async def get(self) -> Value:
        """The value, at most some minutes old."""
        found = self._found
        age = monotonic() - found[0] if found else 0.0
        if found is None or age > TOO_OLD * self._seconds:
            return await asyncio.shield(self._again())
        if age > self._seconds:
            self._again()
        return found[1]

    def warm(self) -> None:
        """Reads the value in the background, before anybody asks."""
        self._again()

    def _again(self) -> asyncio.Task[Value]:
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._renew())
            # Who waits is told what went wrong; if nobody does, the next look tries again.
            self._reading.add_done_callback(lambda task: task.cancelled() or task.exception())
        return self._reading

    async def _renew(self) -> Value:
        begun = monotonic()
        value = await self._read()
        self._found = (begun, value)
        return value

    def forget(self) -> None:
        """Lets the next look wait for a fresh value."""
        self._found = self._reading = None

    async def close(self) -> None:
        """Ends what is under way."""
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.wait({self._reading})
