"""What the sender hands to a channel, and what a channel makes of it before anything leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from monitor.alerts.channels.answers import Answer
from monitor.alerts.letter import Nothing
from monitor.store.announcements import Announcement
from monitor.store.mailboxes import Address, Outstanding
from monitor.watch import MAIL_LANGUAGES, Watch


@dataclass(frozen=True, slots=True)
class Thread:
    """Earlier mails of the same stories: Message-IDs, the first first. `subject` where all tell of one story only."""

    references: tuple[str, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """Everything that one delivery tells, and to whom. `alerts` are documents by id; `last` is the mail before."""

    address: Address
    outstanding: Outstanding
    watches: Mapping[str, Watch]
    announcements: Sequence[Announcement]
    alerts: Mapping[str, Mapping[str, Any]]
    nothing: Sequence[Nothing] = ()
    thread: Thread = Thread()
    last: datetime | None = None
    zone: str = "UTC"
    language: str = MAIL_LANGUAGES[0]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A message ready to go. `errors` says of which alerts the text could not be shown; `unfit` why none can go."""

    subject: str
    message_id: str
    body: bytes = field(repr=False, default=b"")
    errors: Mapping[str, str] = field(default_factory=dict)
    unfit: str = ""


class Channel(Protocol):
    """A way out. Each is one file of this folder."""

    def prepare(self, parcel: Parcel, known: Mapping[str, Any]) -> Prepared:
        """The message; `known` is the delivery as an earlier try left it, whose Message-ID and subject stay."""
        ...

    async def hand_over(self, parcel: Parcel, prepared: Prepared, now: datetime) -> Answer:
        """Brings it there and says what came of it."""
        ...

    async def close(self) -> None:
        """Lets go of connections."""
        ...
