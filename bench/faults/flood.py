"""Ten thousand matches in an hour: how many mails one desk gets of them, when, and how large they are."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from time import perf_counter

from rich.table import Table

from monitor.alerts.sender import send_due
from monitor.alerts.settling import settle_alerts
from monitor.settings import Environment
from monitor.store.store import Store
from tests.alerts.lab import NOON, insert, item, keep, part, watch
from tests.alerts.mail_site import MailSite

MINUTE = timedelta(minutes=1)
# An hour of matches, and the time in which what was left over has to come.
FLOOD, AFTER = 60, 75


@dataclass(slots=True)
class Flooded:
    """What one desk got: each mail with the minute in which it came; and the seconds that all of it took."""

    matches: int
    mails: list[tuple[int, EmailMessage]] = field(default_factory=list)
    settling: float = 0.0
    sending: float = 0.0

    @property
    def most_in_an_hour(self) -> int:
        """The most mails within any sixty minutes."""
        minutes = [minute for minute, _ in self.mails]
        return max((sum(first <= minute < first + FLOOD for minute in minutes) for first in minutes), default=0)

    @property
    def told(self) -> int:
        """Of how many alerts the mails tell together."""
        return sum(_count(mail) for _, mail in self.mails)

    def table(self) -> Table:
        """One line a mail."""
        title = (
            f"{self.matches:,} matches in an hour: {len(self.mails)} mails, at most {self.most_in_an_hour} in an hour, "
            f"telling of {self.told:,}; settled {self.matches / self.settling:,.0f} a second, "
            f"{self.sending / AFTER:.2f} s a minute for the sender"
        )
        table = Table("minute", "alerts", "kB", "says", title=title, title_justify="left")
        for minute, mail in self.mails:
            says = "that this is the rest of more" if "more than the number of mails" in part(mail, "plain") else ""
            table.add_row(str(minute), f"{_count(mail):,}", f"{len(mail.as_bytes()) / 1000:.0f}", says)
        return table


def _count(mail: EmailMessage) -> int:
    return int(str(mail["Subject"]).split("– ")[1].split()[0].replace(",", ""))


async def flood(environment: Environment, matches: int) -> Flooded:
    """Stores so many matches spread over an hour, settles and sends every minute, and goes on sending for a while."""
    store, found = await Store.open(environment), Flooded(matches)
    await keep(store, watch())
    with MailSite() as site:
        mailed = replace(environment, smtp_url=site.url)
        for minute, now in _minutes():
            if minute < FLOOD:
                numbers = range(minute * matches // FLOOD, (minute + 1) * matches // FLOOD)
                await insert(store, *(item(number, at=now) for number in numbers))
            began = perf_counter()
            await settle_alerts(store, mailed, now)
            settled = perf_counter()
            await send_due(store, mailed, now)
            found.settling += settled - began
            found.sending += perf_counter() - settled
            found.mails += [(minute, mail) for mail in site.mails[len(found.mails) :]]
    await store.close()
    return found


def _minutes() -> Iterator[tuple[int, datetime]]:
    return ((minute, NOON + minute * MINUTE) for minute in range(AFTER))
