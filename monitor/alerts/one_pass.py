"""What all mailboxes share in one pass of the sender: channels, watches, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from monitor.alerts.channels.mail import MailChannel
from monitor.alerts.channels.parcel import Channel
from monitor.alerts.channels.webhook import WebhookChannel
from monitor.alerts.mail_server import MailServerError
from monitor.alerts.patience import LONGEST_AWAY, delay
from monitor.alerts.recent import RecentAlerts
from monitor.alerts.subscribers import Watches
from monitor.alerts.titles import titles
from monitor.settings import Environment
from monitor.store.processes import this_process
from monitor.store.store import Store


@dataclass(slots=True)
class SendReport:
    """What one pass did. `trouble` says for each channel why nothing goes out there, in a sentence.

    `waiting` counts what is to be told later.
    """

    sent: int = 0
    deferred: int = 0
    refused: int = 0
    dead: int = 0
    dropped: int = 0
    waiting: int = 0
    trouble: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


class Pass:
    """One pass over the mailboxes that are due."""

    def __init__(
        self, store: Store, environment: Environment, now: datetime, watches: Watches, only: Sequence[str] | None
    ) -> None:
        self.store = store
        self.environment = environment
        self.now = now
        self.watches = watches
        self.only = only
        self.report = SendReport()
        self.alerts = RecentAlerts(store)
        self.channels: dict[str, Channel] = {}
        self.away: set[str] = set()
        self.answered: set[str] = set()
        self.owner = this_process()
        self.had_trouble = True

    async def open(self, *, eager: bool, patience: float) -> None:
        """Makes the channels that can be used now."""
        title_of = titles(self.environment)
        self.channels["webhook"] = WebhookChannel(self.environment, title_of, patience)
        state = await self.store.outside.state("mail")
        self.had_trouble = bool(state.get("trouble"))
        if not eager and state.get("next_try") and state["next_try"] > self.now:
            self.report.trouble["mail"] = state["trouble"]
            return
        try:
            self.channels["mail"] = MailChannel(self.environment, title_of, patience)
        except MailServerError as error:
            await self.is_away("mail", str(error))

    async def close(self) -> None:
        """Ends every session."""
        for channel in self.channels.values():
            await channel.close()

    async def remember(self) -> None:
        """Writes down that a server that was away answers again."""
        if "mail" in self.answered - self.away and self.had_trouble and self.only is None:
            await self.store.outside.well("mail", self.now)

    async def is_away(self, kind: str, words: str) -> None:
        """Nothing more goes out by this channel for a while; said once a pass."""
        if kind in self.away:
            return
        self.away.add(kind)
        self.report.trouble[kind] = words
        state = await self.store.outside.state(kind)
        next_try = self.now + delay(state.get("tries", 0), LONGEST_AWAY)
        await self.store.outside.trouble(kind, words, self.now, next_try)
