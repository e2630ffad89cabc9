"""Mails to those who run the monitor: which sources broke, and which are mended; each change once."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from typing import Any

from monitor.alerts.channels.answers import Verdict
from monitor.alerts.channels.directory import MailFiles
from monitor.alerts.channels.smtp import SmtpSession
from monitor.alerts.mail_addresses import mail_address, sender
from monitor.alerts.mail_server import MailDirectory, read_mail_server
from monitor.errors import UsageError
from monitor.settings import Environment
from monitor.store.store import Store

logger = logging.getLogger(__name__)

# One mail tells of so many at most; after an outage of ours there may be hundreds.
AT_ONCE = 100
# The server has said that it will never take this one; the notice stays in the store.
DONE = {Verdict.ACCEPTED, Verdict.NEVER, Verdict.UNFIT}


async def tell_operators(store: Store, environment: Environment, now: datetime) -> int:
    """Sends what nobody was told yet as one mail, and says how many notices it held; 0 while it cannot be sent."""
    if not environment.operators or not environment.smtp_url:
        return 0
    notices = await store.notices.untold(AT_ONCE)
    if not notices:
        return 0
    try:
        message = letter(environment, notices, now)
    except UsageError as error:
        logger.error("%s", error)
        return 0
    if not await _hand_over(environment, message, now):
        return 0
    for notice in notices:
        await store.notices.tell(notice["source"], notice["slot"], now)
    return len(notices)


async def _hand_over(environment: Environment, message: EmailMessage, now: datetime) -> bool:
    """Whether every operator has it, or never will. A repeat carries the same Message-ID."""
    place = read_mail_server(environment.smtp_url)
    data = message.as_bytes()
    if isinstance(place, MailDirectory):
        answer = await MailFiles(place.path).write(sha256(str(message["Message-ID"]).encode()).hexdigest(), now, data)
        return answer.verdict is Verdict.ACCEPTED
    session = SmtpSession(place)
    try:
        answers = [await session.send(_bare(environment), str(one), data) for one in recipients(environment)]
    finally:
        await session.close()
    for answer in answers:
        if answer.verdict is not Verdict.ACCEPTED:
            logger.warning("a notice was not taken: %s", answer.words)
    return all(answer.verdict in DONE for answer in answers)


def _bare(environment: Environment) -> str:
    address = sender(environment.mail_from)
    return address.addr_spec if address is not None else ""


def recipients(environment: Environment) -> list[Address]:
    """The operators; raises `UsageError` for what is no mail address."""
    found = []
    for text in environment.operators:
        address = mail_address(text)
        if address is None:
            raise UsageError(f"MONITOR_OPERATORS: {text!r:.100} is no mail address.")
        found.append(address)
    return found


def letter(environment: Environment, notices: Sequence[Mapping[str, Any]], now: datetime) -> EmailMessage:
    """The mail about some changes; raises `UsageError` where sender or recipients are none."""
    come_from = sender(environment.mail_from)
    if come_from is None:
        raise UsageError("MONITOR_MAIL_FROM does not name a sender, so that no notices can be sent.")
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = come_from, recipients(environment)
    message["Subject"] = subject(notices)
    message["Date"] = format_datetime(now)
    key = sha256(" ".join(f"{notice['source']} {notice['slot']}" for notice in notices).encode()).hexdigest()[:32]
    message["Message-ID"] = f"<health.{key}@{come_from.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n\n".join(map(paragraph, notices)) + "\n\nmonitor sources list --health shows all sources.\n")
    return message


def subject(notices: Sequence[Mapping[str, Any]]) -> str:
    """What happened, in a line.

    >>> subject([{"source": "lagoon", "state": "broken", "mended": False}])
    'lagoon is broken'
    """
    if len(notices) == 1:
        return f"{notices[0]['source']} is {'mended' if notices[0]['mended'] else notices[0]['state']}"
    mended = sum(bool(notice["mended"]) for notice in notices)
    troubled = len(notices) - mended
    words = [f"in trouble: {troubled}" if troubled else "", f"mended: {mended}" if mended else ""]
    return f"Sources {', '.join(word for word in words if word)}"


def paragraph(notice: Mapping[str, Any]) -> str:
    """One change, with what is needed to look for oneself. Nothing of it can begin a header."""
    change = f"{notice['source']}: {notice['before']} -> {notice['state']} at {notice['at']:%Y-%m-%d %H:%M} UTC"
    lines = (change, notice.get("title", ""), notice["cause"], notice.get("home", ""))
    return "\n".join(" ".join(str(line).split()) for line in lines if line)
