"""Crawlers and senders that are killed at random points lose nothing and double nothing."""

from dataclasses import replace

from bench.faults.cycles import Stable, count_up, cycles
from monitor.settings import Environment
from monitor.store.store import Store
from monitor.watch import Rhythm
from tests.alerts.lab import DESK, NOON, keep, watch
from tests.alerts.mail_site import MailSite

BOTH = (DESK, "second@tidings.example")
WATCHES = ("ferries", "harbours")
OFTEN = Rhythm("at once", most_per_hour=60)


async def test_nothing_is_lost_or_doubled_whoever_dies(store: Store, environment: Environment) -> None:
    for name in WATCHES:
        await keep(store, watch(name, *BOTH, rhythm=OFTEN))
    with MailSite() as site:
        mailed = replace(environment, smtp_url=site.url)
        with Stable(mailed) as stable:
            toll, _ = cycles(stable, 20, WATCHES, NOON, seed=7)
        await count_up(toll, store, site.received, BOTH)
    assert toll.killed >= 20
    assert (toll.failed, toll.lost, toll.doubled, toll.left_over, toll.missing_alerts) == (0, 0, 0, 0, 0), toll
    assert toll.alerts == 2 * 40
