"""Alerts as they stood a moment ago, for senders that tell many mailboxes of the same ones."""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

from monitor.alerts.letter import MOST_LISTED, showable
from monitor.store.announcements import Announcement
from monitor.store.store import Store

# Seconds after which alerts are read anew, and how many are kept meanwhile.
FRESH = 60.0
MOST = 2_000
# Of more alerts than this a letter shows a part, and only that part is read in full.
MANY = 4 * MOST_LISTED


class RecentAlerts:
    """Reads each alert once a minute, however many mails tell of it."""

    def __init__(self, store: Store, clock: Callable[[], float] = monotonic) -> None:
        self._store, self._clock = store, clock
        self._known: dict[str, dict[str, Any]] = {}
        self._since = clock()

    async def told_by(self, announcements: Sequence[Announcement]) -> dict[str, dict[str, Any]]:
        """The alerts that are announced, those in full that a letter can show."""
        alerts = list(dict.fromkeys(one.alert for one in announcements))
        if len(alerts) <= MANY:
            return await self.get(alerts)
        outlines = await self._store.alerts.outlines(alerts)
        return outlines | await self.get(showable(announcements, outlines))

    async def get(self, alerts: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Alerts by their ids; those that are not there are left out."""
        if self._clock() - self._since > FRESH or len(self._known) > MOST:
            self._known, self._since = {}, self._clock()
        known = self._known
        missing = [alert for alert in dict.fromkeys(alerts) if alert not in known]
        if missing:
            known |= await self._store.alerts.get(missing)
        return {alert: known[alert] for alert in alerts if alert in known}
