"""How many mails a second leave in one session to a loopback server."""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from multiprocessing.connection import Connection
from time import perf_counter, process_time

from monitor.alerts.sender import send_due
from monitor.alerts.settling import settle_alerts
from monitor.settings import Environment
from monitor.store.store import Store
from monitor.watch import Rhythm
from tests.alerts.lab import NOON, insert, item, keep, watch
from tests.alerts.mail_site import MailSite

OFTEN = Rhythm("at once", most_per_hour=60)


@contextmanager
def apart() -> Iterator[tuple[str, Callable[[], int]]]:
    """A mail server in a process of its own: its address, and how many sessions it had."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,))
    process.start()
    try:
        yield ours.recv(), partial(_asked, ours)
    finally:
        ours.send("")
        process.join()


def _asked(pipe: Connection) -> int:
    pipe.send("sessions")
    return int(pipe.recv())


def _serve(pipe: Connection) -> None:
    with MailSite() as site:
        pipe.send(site.url)
        while pipe.recv():
            pipe.send(site.sessions)


async def one_session(environment: Environment, alerts: int, recipients: int) -> str:
    """Queues alerts to recipients, twenty watches of as many alerts each, so that each gets a mail of each watch."""
    store = await Store.open(environment)
    everybody = [f"desk{number}@tidings.example" for number in range(recipients)]
    names = [f"watch_{number}" for number in range(20)]
    for name in names:
        await keep(store, watch(name, *everybody, rhythm=OFTEN))
    await insert(store, *(item(number, names[number % 20]) for number in range(alerts)))
    began = perf_counter()
    await settle_alerts(store, environment, NOON)
    settling = perf_counter() - began
    with apart() as (url, sessions):
        began, spent = perf_counter(), process_time()
        report = await send_due(store, replace(environment, smtp_url=url), NOON + timedelta(minutes=2))
        seconds, spent = perf_counter() - began, process_time() - spent
        opened = sessions()
    await store.close()
    return (
        f"{alerts:,} alerts to {recipients} recipients: {report.sent:,} mails in {seconds:.1f} s, "
        f"{report.sent / seconds:.0f} a second, {spent / max(1, report.sent) * 1000:.1f} ms of CPU each, "
        f"in {opened} sessions; {alerts * recipients:,} announcements "
        f"queued in {settling:.1f} s"
    )
