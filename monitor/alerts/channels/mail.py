"""Mails: composed, put into an envelope, and handed to a mail server or into a directory."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from email.headerregistry import Address
from typing import Any

from monitor.alerts.channels.answers import Answer, Verdict
from monitor.alerts.channels.directory import MailFiles
from monitor.alerts.channels.parcel import Parcel, Prepared
from monitor.alerts.channels.smtp import PATIENCE, SmtpSession
from monitor.alerts.language import Tongue, tongue
from monitor.alerts.letter import Letter, write_letter
from monitor.alerts.mail_addresses import mail_address, sender
from monitor.alerts.mail_server import MailDirectory, MailServerError, read_mail_server
from monitor.alerts.message import Envelope, message_bytes, message_id
from monitor.alerts.pieces import Desk, TitleOf
from monitor.alerts.rendering import as_html, as_text
from monitor.settings import Environment

REPLY = "Re: "
# Seconds that one mail may take, whatever the server does.
HAND_OVER = 120


class MailChannel:
    """Mails of one pass of the sender; all of them go through one session."""

    def __init__(self, environment: Environment, title_of: TitleOf, patience: float = PATIENCE) -> None:
        """Raises `MailServerError` where the environment does not say how mails go out."""
        if not environment.smtp_url:
            raise MailServerError("No mails are sent: MONITOR_SMTP_URL is not set. Alerts wait until it is.")
        place = read_mail_server(environment.smtp_url)
        self._environment = environment
        self._title_of = title_of
        self._desks: dict[Tongue, Desk] = {}
        self._sender = _sender(environment, needed=not isinstance(place, MailDirectory))
        self._files = MailFiles(place.path) if isinstance(place, MailDirectory) else None
        self._session = None if isinstance(place, MailDirectory) else SmtpSession(place, patience)
        self._one_at_a_time = asyncio.Lock()

    def letter(self, parcel: Parcel) -> Letter:
        """What the mail says."""
        words = _tongue(parcel)
        return write_letter(
            self._desks.setdefault(words, Desk(self._environment, words, self._title_of)),
            parcel.address.address,
            parcel.watches,
            parcel.announcements,
            parcel.alerts,
            parcel.nothing,
            reason=parcel.outstanding.reason,
            last=parcel.last,
            delivery=parcel.outstanding.delivery,
        )

    def prepare(self, parcel: Parcel, known: Mapping[str, Any]) -> Prepared:
        """The mail as bytes."""
        letter = self.letter(parcel)
        subject = known.get("subject") or (REPLY + parcel.thread.subject if parcel.thread.subject else letter.subject)
        identity = known.get("message_id") or message_id(parcel.outstanding.delivery, self._sender)
        recipient = mail_address(parcel.address.address)
        if recipient is None:
            return Prepared(subject, identity, unfit=f"{parcel.address.address!r:.200} is no mail address.")
        envelope = Envelope(
            sender=self._sender,
            recipient=recipient,
            message_id=identity,
            date=parcel.outstanding.planned_at,
            stop=letter.stop,
            list_name=f"alerts.monitor.{self._sender.domain or 'localhost'}",
            references=parcel.thread.references,
        )
        words = _tongue(parcel)
        body = message_bytes(envelope, subject, as_text(letter, words), as_html(letter, words))
        return Prepared(subject, identity, body, letter.errors)

    async def hand_over(self, parcel: Parcel, prepared: Prepared, now: datetime) -> Answer:
        """Sends it, or says why not."""
        recipient = mail_address(parcel.address.address)
        if prepared.unfit or recipient is None:
            return Answer(Verdict.UNFIT, prepared.unfit)
        if self._files is not None:
            return await self._files.write(parcel.outstanding.delivery, parcel.outstanding.planned_at, prepared.body)
        assert self._session is not None
        async with self._one_at_a_time:
            try:
                async with asyncio.timeout(HAND_OVER):
                    return await self._session.send(self._sender.addr_spec, recipient.addr_spec, prepared.body)
            except TimeoutError:
                await self._session.close()
                return Answer(Verdict.LATER, f"The mail server took longer than {HAND_OVER} seconds.")

    async def close(self) -> None:
        """Ends the session."""
        if self._session is not None:
            await self._session.close()


def _tongue(parcel: Parcel) -> Tongue:
    return tongue(parcel.language, parcel.zone)


def mail_problem(environment: Environment) -> str:
    """Why no mails can be sent as the environment stands, in a sentence for the start; "" where they can.

    Whether the server answers is another question, see the collection `outside`.
    """
    try:
        MailChannel(environment, str)
    except MailServerError as error:
        return str(error)
    return ""


def _sender(environment: Environment, *, needed: bool) -> Address:
    if not environment.mail_from and not needed:
        return Address("Monitor", "monitor", "localhost")
    found = sender(environment.mail_from)
    if found is None:
        problem = "is no mail address" if environment.mail_from else "is not set"
        raise MailServerError(f"MONITOR_MAIL_FROM {problem}. An example: Monitor <monitor@tidings.example>")
    return found
