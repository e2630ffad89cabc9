"""The mails of the demo: caught in a directory, so that they can be looked at and nobody is written to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from shutil import rmtree
from urllib.parse import quote

from monitor.alerts.sender import send_due
from monitor.alerts.subscribers import addresses, present_watches
from monitor.demo.build import demo_sources_dir
from monitor.errors import MonitorError
from monitor.settings import Environment
from monitor.store.forget_alerts import forget_alerts
from monitor.store.store import Store

SENDER = "Monitor <monitor@desk.example>"


@dataclass(frozen=True, slots=True)
class DemoMails:
    """What was caught: how many mails are new, how many there are, and one to open, also as a web page."""

    new: int
    all: int
    directory: Path
    mail: Path | None = None
    page: Path | None = None

    def sentence(self) -> str:
        """For the end of the demo."""
        if self.mail is None:
            return "No watch found anything, so there are no mails."
        return (
            f"Mails: {self.new} new, {self.all} in all, in {self.directory}\n"
            f"  look at one: {self.page} in a browser, {self.mail.name} in a mail program"
        )


def mail_directory(environment: Environment) -> Path:
    """Where the demo's mails lie."""
    return environment.home / "demo" / "mails"


async def catch_mails(store: Store, environment: Environment, watches: Sequence[str], now: datetime) -> DemoMails:
    """Brings what the demo's watches found to their recipients' mailboxes on the disk; nobody else is served.

    Their items have their alerts already, see `schedule.settling`. Raises `MonitorError` when the
    mails cannot be written.
    """
    directory = mail_directory(environment)
    known = set(directory.glob("*.eml"))
    present = await present_watches(store)
    boxes = {one.mailbox for name in watches if name in present.by_name for one in addresses(present.by_name[name])}
    caught = replace(
        environment,
        smtp_url=f"maildir://{_quoted(directory)}",
        mail_from=SENDER,
        # Mails call outlets by the titles of their sources.
        bundled_sources=False,
        source_paths=(demo_sources_dir(),),
    )
    report = await send_due(
        store, caught, now, eager=True, only=sorted(box for box in boxes if box.startswith("mail:"))
    )
    for problem in report.trouble.values():
        raise MonitorError(problem)
    mails = sorted(directory.glob("*.eml"))
    # The largest of the new ones tells of most.
    best = max(set(mails) - known or mails, key=lambda path: (path.stat().st_size, path.name), default=None)
    return DemoMails(report.sent, len(mails), directory, best, as_page(best) if best else None)


def as_page(mail: Path) -> Path:
    """The HTML part of a mail as a file beside it."""
    message = message_from_bytes(mail.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    part, page = message.get_body(("html",)), mail.with_suffix(".html")
    # The mark at the beginning tells a browser the charset, which in a mail stands in a header.
    page.write_text(str(part.get_content()) if part else "", encoding="utf-8-sig")
    return page


async def forget_mails(store: Store, environment: Environment, watches: Sequence[str]) -> int:
    """Removes the demo's alerts and mails; says how many alerts there were."""
    rmtree(mail_directory(environment), ignore_errors=True)
    return await forget_alerts(store, watches)


def _quoted(path: Path) -> str:
    return quote(str(path))
