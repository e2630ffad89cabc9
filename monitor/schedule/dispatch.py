"""Puts what is due into the queue of a cluster: one machine at a time does, and what it forgets is sent again.

In place of Celery's beat, which knows no leases: two of them would send everything twice.
"""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from monitor.schedule.judging import judge_runs
from monitor.schedule.outlook import Outlook
from monitor.schedule.shelf import Shelf
from monitor.store.processes import this_process
from monitor.store.store import Store

logger = logging.getLogger(__name__)

LEASE_NAME = "dispatch"
LEASE_SECONDS = 30.0
# A visit that was sent, is not under way and has not come to its end is sent again after so long, when its
# message counts no more. Should one be late all the same: a slot is run once.
AGAIN_SECONDS = 30.0

# The queue holds a minute's work of a large cluster, not a day's.
MOST_A_ROUND = 200

Send = Callable[[str, int], None]


@dataclass(slots=True)
class Dispatcher:
    """Sends each visit that is due once, as long as nothing gets lost. `send` may raise OSError."""

    shelf: Shelf
    send: Send
    again: float = AGAIN_SECONDS
    outlook: Outlook = field(default_factory=Outlook)
    _sent: dict[str, tuple[int, float]] = field(default_factory=dict)

    async def round(self, store: Store, now: datetime) -> int:
        """Sends what is due and was not sent; 0 while another machine does it."""
        if not await store.leases.claim(LEASE_NAME, this_process(), LEASE_SECONDS, now):
            self._sent.clear()
            return 0
        sources: Mapping[str, object] = self.shelf.sources
        await judge_runs(store, self.shelf.sources, now)
        await self.outlook.refresh(store, self.shelf.sources, self.shelf.generation, now)
        await self.outlook.look_again(store, [name for name in self._sent if name in sources])
        held = await store.source_leases.held()
        due, _ = self.outlook.visits(self.shelf.sources, now)
        due, count = [visit for visit in due if visit.source.name not in held], 0
        for visit in due:
            if count == MOST_A_ROUND:
                break
            if self._is_to_be_sent(visit.source.name, visit.slot):
                self.send(visit.source.name, visit.slot)
                self._sent[visit.source.name] = (visit.slot, time.monotonic())
                count += 1
        self._forget({visit.source.name: visit.slot for visit in due})
        return count

    def _is_to_be_sent(self, name: str, slot: int) -> bool:
        sent = self._sent.get(name)
        return sent is None or sent[0] != slot or time.monotonic() - sent[1] > self.again

    def _forget(self, due: Mapping[str, int]) -> None:
        for name in [name for name, (slot, _) in self._sent.items() if due.get(name) != slot]:
            del self._sent[name]
