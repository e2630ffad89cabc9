"""`python -m bench.faults`: kills crawlers and senders, floods a desk, and measures how fast mails go out."""

import asyncio
import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer
from rich.console import Console

from bench.faults.cycles import STEP, Stable, Toll, count_up, cycles
from bench.faults.flood import flood
from bench.faults.speed import one_session
from monitor.settings import Environment
from monitor.store import embedded
from monitor.store.store import Store
from monitor.watch import Rhythm
from tests.alerts.lab import NOON, keep, watch
from tests.alerts.mail_site import MailSite

WATCHES = ("ferries", "harbours")
BOTH = ("desk@tidings.example", "second@tidings.example")
OFTEN = Rhythm("at once", most_per_hour=60)


def main(
    number: Annotated[
        int, typer.Option("--cycles", help="How often crawlers and senders are started and killed.")
    ] = 200,
    starts: Annotated[
        int, typer.Option(help="Starts of two crawlers and two senders at once, none of them killed.")
    ] = 100,
    matches: Annotated[int, typer.Option(help="Matches within an hour.")] = 10_000,
    alerts: Annotated[int, typer.Option(help="Alerts queued to 50 recipients.")] = 1_000,
    seed: Annotated[int, typer.Option(help="Chooses where they die.")] = 1,
) -> None:
    """Count what is lost and doubled when anything dies at any point. A part whose number is 0 is left out.

    Example: python -m bench.faults --cycles 50 --starts 0
    """
    with tempfile.TemporaryDirectory(prefix="monitor-faults-") as directory:
        home = Path(directory)
        environment = Environment(
            home=home,
            mongo_uri=embedded.start(home),
            mail_from="Monitor <monitor@tidings.example>",
            bundled_sources=False,
        )
        try:
            asyncio.run(_measure(environment, number, starts, matches, alerts, seed))
        finally:
            embedded.stop(home)


async def _measure(environment: Environment, number: int, starts: int, matches: int, alerts: int, seed: int) -> None:
    for name, count, deadly in (("killed", number, True), ("two_at_once", starts, False)):
        if not count:
            continue
        began = perf_counter()
        toll = await _cycles(replace(environment, mongo_db=name), count, seed, deadly=deadly)
        what = "with kill -9 at random points" if deadly else "of two crawlers and two senders at once"
        typer.echo(f"{count} cycles {what} ({perf_counter() - began:.0f} s): {_sentence(toll)}")
    if matches:
        Console(width=120).print((await flood(replace(environment, mongo_db="flood"), matches)).table())
    if alerts:
        typer.echo(await one_session(replace(environment, mongo_db="speed"), alerts, 50))


async def _cycles(environment: Environment, number: int, seed: int, *, deadly: bool) -> Toll:
    store = await Store.open(environment)
    for name in WATCHES:
        await keep(store, watch(name, *BOTH, rhythm=OFTEN))
    with MailSite() as site:
        with Stable(replace(environment, smtp_url=site.url)) as stable:
            toll, _ = await asyncio.to_thread(
                cycles, stable, number, WATCHES, NOON - number * STEP, seed, deadly=deadly
            )
        await count_up(toll, store, site.received, BOTH)
    await store.close()
    return toll


def _sentence(toll: Toll) -> str:
    return (
        f"{toll.killed} killed, {toll.failed} failed, {toll.alerts} alerts, {toll.mails} mails, "
        f"{toll.lost} lost, {toll.doubled} doubled, {toll.repeats} repeated with the same Message-ID, "
        f"{toll.missing_alerts} alerts missing, {toll.left_over} left over"
    )


if __name__ == "__main__":
    typer.run(main)
