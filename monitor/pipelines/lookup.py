"""Asks the store for many items' keys at once instead of once for each item."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

MOST_WAITING = 50
LONGEST_WAIT = 0.1  # seconds

Ask = Callable[[Sequence[str]], Awaitable[set[str]]]


class KeyLookup:
    """Gathers questions for up to 100 ms or 50 items, asks them as one, and hands out the answers."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._waiting: list[tuple[Sequence[str], asyncio.Future[set[str]]]] = []
        self._timer: asyncio.TimerHandle | None = None
        self._running: set[asyncio.Task[None]] = set()

    async def known(self, keys: Sequence[str]) -> set[str]:
        """Those of `keys` under which an item is stored."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[set[str]] = loop.create_future()
        self._waiting.append((keys, answer))
        if len(self._waiting) >= MOST_WAITING:
            self._go()
        elif self._timer is None:
            self._timer = loop.call_later(LONGEST_WAIT, self._go)
        return await answer

    def _go(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        batch, self._waiting = self._waiting, []
        task = asyncio.ensure_future(self._answer(batch))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _answer(self, batch: list[tuple[Sequence[str], "asyncio.Future[set[str]]"]]) -> None:
        try:
            found = await self._ask([key for keys, _ in batch for key in keys])
        except Exception as error:  # whoever asked gets the store's own error, each one of them
            for _, answer in batch:
                if not answer.done():
                    answer.set_exception(error)
            return
        for keys, answer in batch:
            if not answer.done():
                answer.set_result(found.intersection(keys))
