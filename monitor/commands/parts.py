"""The parts of `monitor up`, a line each: what a part does stands in the function it names."""

import logging
import sys

from monitor.commands.page_address import announced, own_address
from monitor.schedule.part import Part, Work
from monitor.store.store import Store

logger = logging.getLogger(__name__)

PARTS = (
    # Decides what is crawled when, keeps the crawl workers, and judges what their runs show.
    Part("scheduler", "monitor.schedule.scheduler:run"),
    # Gives items that wait their story and their alerts, also those that a crawl by hand has left.
    Part("settling", "monitor.schedule.keeping:run_settling"),
    # Brings alerts and notices to people.
    Part("sender", "monitor.schedule.keeping:run_sender"),
    # Keeps the search index up to date; whoever searches meanwhile brings it up to the second.
    Part("index", "monitor.schedule.keeping:run_index"),
    # The pages on which people judge what came in; it is asked by its visitors, and has nothing to say itself.
    Part("review", "monitor.commands.parts:run_review", silent=0, loads=("monitor.review.server",)),
    # One page, /healthz and /metrics on how all of this fares.
    Part("status", "monitor.schedule.status:run"),
)


async def run_review(work: Work) -> None:
    """Serves the review pages at the port of `--port`, once the database is there."""
    from monitor.review.server import PageServer, listen, serve
    from monitor.store.pages import prepare_pages

    store = await work.store()
    if store is None:
        return
    listening = listen(work.options.get("host", "127.0.0.1"), int(work.options.get("port", "8000")))
    try:
        await prepare_pages(store)
        await _greet(store, work, listening.getsockname()[1])
        await serve(PageServer(store, work.environment), listening, work.stopping)
    finally:
        await store.close()
        listening.close()


async def _greet(store: Store, work: Work, port: int) -> None:
    """Says where the pages are and, as long as nobody can log in, how to begin; no log file gets the link."""
    from monitor.review.people import FIRST, first_link

    address = own_address(work.options.get("host", "127.0.0.1"), port)
    work.say(**announced(address))
    logger.info("The review pages are at %s", address)
    link = await first_link(store, work.now())
    if link and sys.stderr.isatty():
        print(f"To begin, choose the administrator's passphrase, once, at {address}{link}", file=sys.stderr, flush=True)  # noqa: T201
    elif link:
        logger.info("Nobody can log in yet: `monitor users password %s` prints a one-time link", FIRST)
