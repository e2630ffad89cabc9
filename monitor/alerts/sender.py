"""Brings what is queued to whom it concerns: never lost, and never doubled but with the same Message-ID.

A mailbox is claimed, what it is told next is planned and written down, then handed over, then
crossed off. A death at any point leaves a plan that the next sender finds and carries out.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from monitor.alerts.channels.smtp import PATIENCE
from monitor.alerts.one_pass import Pass, SendReport
from monitor.alerts.serving import LEASE, RECHECK, Lost, Serving
from monitor.alerts.silence import rouse
from monitor.alerts.subscribers import present_watches
from monitor.errors import DatabaseUnavailable
from monitor.settings import Environment
from monitor.store.mailboxes import Mailbox
from monitor.store.store import Store

# What is prepared side by side while one session sends.
WORKERS = 6


async def send_due(
    store: Store,
    environment: Environment,
    now: datetime,
    *,
    eager: bool = False,
    patience: float = PATIENCE,
    only: Sequence[str] | None = None,
) -> SendReport:
    """Sends everything that is due and says what came of it; raises `DatabaseUnavailable`.

    A mail server that was away is asked again only when its time has come, or if `eager`.
    `patience` is how many seconds the other side may take for one answer. Mailboxes named in `only`
    are served alone, and at once, whatever their rhythm.
    """
    watches = await present_watches(store)
    one = Pass(store, environment, now, watches, only)
    await store.mailboxes.free_the_dead()
    if only is None:
        await rouse(store, watches, now)
    try:
        await one.open(eager=eager, patience=patience)
        async with asyncio.TaskGroup() as group:
            for _ in range(WORKERS):
                group.create_task(_work(one))
        await one.remember()
    except* Exception as errors:
        # One sentence for whoever calls, not a group.
        raise errors.exceptions[0] from None
    finally:
        await one.close()
    return one.report


async def _work(one: Pass) -> None:
    """Serves one mailbox after the other while any is due."""
    while kinds := [kind for kind in one.channels if kind not in one.away]:
        mailbox = await one.store.mailboxes.claim(one.owner, LEASE, one.now, kinds, one.only)
        if mailbox is None:
            return
        await _serve(one, mailbox)


async def _serve(one: Pass, mailbox: Mailbox) -> None:
    next_look: datetime | None = one.now + RECHECK
    try:
        next_look = await Serving(one, mailbox).run()
    except Lost:
        return
    except DatabaseUnavailable:
        raise
    # Whatever goes wrong with one mailbox is told, and the others get theirs.
    except Exception as error:
        one.report.errors.append(f"{mailbox.id}: {type(error).__name__}: {error}"[:300])
    await one.store.mailboxes.rest(mailbox, next_look)
