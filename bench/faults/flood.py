"""Ten thousand matches in an hour: how many mails one desk gets of them."""

from dataclasses import replace
from datetime import timedelta
from time import perf_counter

from monitor.alerts.sender import send_due
from monitor.alerts.settling import settle_alerts
from monitor.settings import Environment
from monitor.store.store import Store
from tests.alerts.lab import NOON, insert, item, keep, part, watch
from tests.alerts.mail_site import MailSite

MINUTE = timedelta(minutes=1)


async def flood(environment: Environment, matches: int) -> str:
    """Stores so many matches spread over an hour, settles and sends every minute; says what arrived when."""
    store, settling = await Store.open(environment), 0.0
    await keep(store, watch())
    with MailSite() as site:
        mailed = replace(environment, smtp_url=site.url)
        for minute in range(60):
            now = NOON + minute * MINUTE
            numbers = range(minute * matches // 60, (minute + 1) * matches // 60)
            await insert(store, *(item(number, at=now) for number in numbers))
            began = perf_counter()
            await settle_alerts(store, mailed, now)
            settling += perf_counter() - began
            await send_due(store, mailed, now)
        within = len(site.mails)
        began = perf_counter()
        for minute in range(60, 75):
            await send_due(store, mailed, NOON + minute * MINUTE)
        last = perf_counter() - began
        told = sum(int(mail["Subject"].split("– ")[1].split()[0].replace(",", "")) for mail in site.mails)
        size = len(part(site.mails[-1], "html"))
    await store.close()
    return (
        f"{matches:,} matches in an hour: {within} mails in it, {len(site.mails) - within} after it, "
        f"telling of {told:,}; "
        f"settled {matches / settling:.0f} a second; the digest took {last:.1f} s and has {size:,} characters of HTML"
    )
