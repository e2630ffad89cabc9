"""`monitor alerts`: send, list, show, retry, preview, feed."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from monitor.alerts.channels.atom import feed_addresses
from monitor.alerts.failures import failed, retry
from monitor.alerts.links import alert_page
from monitor.alerts.one_pass import SendReport
from monitor.alerts.preview import first_feed, preview
from monitor.alerts.rendering import as_html, as_text
from monitor.alerts.sender import send_due
from monitor.commands.alert_tables import alert_rows, delivery_rows
from monitor.commands.alert_view import found, show
from monitor.commands.item_view import console
from monitor.commands.watch_store import named, with_store
from monitor.errors import MonitorError, UsageError
from monitor.schedule.settling import settle
from monitor.settings import Environment, read_environment
from monitor.store.store import Store
from monitor.store.triage import STATES

app = typer.Typer(help="What watches found: list it, send its mails.", no_args_is_help=True)

T = TypeVar("T")
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
WatchOption = Annotated[str, typer.Option("--watch", "-w", metavar="NAME", help="Only of this watch.")]
WatchArgument = Annotated[str, typer.Argument(metavar="WATCH", help="A watch by name.")]
LimitOption = Annotated[int, typer.Option("--limit", "-n", min=1, max=10_000, help="How many.")]


@app.command()
def send(as_json: JsonOption = False) -> None:
    """Send everything that is due, once.

    `monitor up` does so all the time.

    Exit code 1 when nothing can be sent, 3 when some of it failed.

    Example: */5 * * * * monitor alerts send
    """
    report = _with_store(_send)
    if as_json:
        typer.echo(json.dumps(asdict(report), ensure_ascii=False))
    else:
        typer.echo(_sentence(report))
    for problem in (*report.trouble.values(), *report.errors):
        typer.echo(f"monitor: {problem}", err=True)
    if report.trouble:
        raise typer.Exit(1)
    if report.refused or report.dead or report.errors:
        raise typer.Exit(3)


@app.command("list")
def list_alerts(
    watch: WatchOption = "",
    state: Annotated[str, typer.Option(help="Only in this state, such as new or relevant.")] = "",
    failed_only: Annotated[bool, typer.Option("--failed", help="Messages that could not be delivered.")] = False,
    limit: LimitOption = 20,
    as_json: JsonOption = False,
) -> None:
    """List the latest alerts, or failed messages.

    With --failed: those that could not be delivered.

    Example: monitor alerts list --failed
    """
    if state and state not in STATES:
        raise UsageError(f"--state {state!r:.40} is not known; write one of {', '.join(STATES)}.")

    async def ask(store: Store) -> list[dict[str, Any]]:
        if watch:
            await named(store, watch)
        return await failed(store, watch, limit) if failed_only else await store.alerts.latest(watch, state, limit)

    listed = with_store(read_environment(), ask)
    if as_json:
        typer.echo(json.dumps(listed, ensure_ascii=False, default=_plain))
    elif not listed:
        none = "No such alerts." if watch or state else "No alerts yet."
        typer.echo("Every message was delivered or waits for its time." if failed_only else none)
    else:
        output = console()
        output.print(delivery_rows(listed) if failed_only else alert_rows(listed, output.width))


@app.command("show")
def show_one(
    given: Annotated[str, typer.Argument(metavar="ID", help="Of an alert, or of a message: both stand in `list`.")],
    as_json: JsonOption = False,
) -> None:
    """Show an alert and who was told of it, or a message and its tries.

    Example: monitor alerts show 66b2f0c4e1d3a95f7c8b6a21
    """
    one, address = _with_store(lambda store, environment: _find(store, environment, given))
    if as_json:
        typer.echo(json.dumps(one, ensure_ascii=False, default=_plain))
    else:
        show(one, address, console())


async def _find(store: Store, environment: Environment, given: str) -> tuple[dict[str, Any], str]:
    # The page's address may be given too; the id is its end.
    one = await found(store, given.rstrip("/").rpartition("/")[2])
    if one is None:
        raise UsageError(f"No alert and no message is called {given!r:.80}. `monitor alerts list` shows their ids.")
    return one, alert_page(environment, one["id"])


@app.command("retry")
def retry_failed(
    deliveries: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="From `list --failed`.")] = None,
    all_of_them: Annotated[bool, typer.Option("--all", help="Every failed message.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Queue failed messages again; they go out with the next `send`.

    Example: monitor alerts retry --all
    """
    if bool(deliveries) == all_of_them:
        raise typer.BadParameter("Name messages by their id, or give --all.")

    async def ask(store: Store, environment: Environment) -> int:
        return await retry(store, _now(), deliveries or ())

    count = _with_store(ask)
    if as_json:
        typer.echo(json.dumps({"queued": count}))
    elif count:
        typer.echo(f"{count:,} queued. `monitor alerts send` sends what is due.")
    else:
        typer.echo("Nothing was queued.")
    if deliveries and count < len(deliveries):
        raise MonitorError(
            f"Not among the failed messages: {len(deliveries) - count}. See `monitor alerts list --failed`."
        )


@app.command("preview")
def show_preview(
    watch: WatchArgument,
    html: Annotated[Path | None, typer.Option(help="Write the HTML part to this file.")] = None,
    limit: LimitOption = 10,
    as_json: JsonOption = False,
) -> None:
    """Show the mail that would tell of a watch's latest alerts. Sends and changes nothing.

    Example: monitor alerts preview ferries --html mail.html
    """

    environment = read_environment()

    async def ask(store: Store) -> tuple[str, str, str] | None:
        written = await preview(store, environment, (await named(store, watch)).watch, _now(), limit)
        if written is None:
            return None
        desk, letter = written
        return letter.subject, as_text(letter, desk.tongue), as_html(letter, desk.tongue)

    shown = with_store(environment, ask)
    if shown is None:
        raise MonitorError("The watch has found nothing yet, so there is no mail to show.")
    subject, text, markup = shown
    if html is not None:
        html.write_text(markup, encoding="utf-8")
    if as_json:
        typer.echo(json.dumps({"subject": subject, "text": text, "html": markup}, ensure_ascii=False))
    else:
        typer.echo(f"Subject: {subject}\n\n{text}", nl=False)


@app.command("feed")
def show_feed(
    watch: WatchArgument,
    address: Annotated[bool, typer.Option("--address", help="Print the secret address instead.")] = False,
) -> None:
    """Print the Atom feed of a watch, or its secret address.

    Example: monitor alerts feed ferries --address
    """

    environment = read_environment()

    async def ask(store: Store) -> bytes:
        found = (await named(store, watch)).watch
        addresses = "\n".join(feed_addresses(environment, found))
        return addresses.encode() if address and addresses else await first_feed(store, environment, found)

    sys.stdout.buffer.write(with_store(environment, ask) + b"\n")
    sys.stdout.flush()


async def _send(store: Store, environment: Environment) -> SendReport:
    now = _now()
    await settle(store, _now)
    # Who types this, or lets cron, wants the server asked now.
    report = await send_due(store, environment, now, eager=True)
    report.waiting = await store.announcements.count_waiting()
    return report


def _sentence(report: SendReport) -> str:
    """What a pass did, for people.

    >>> _sentence(SendReport(sent=2, dead=1)), _sentence(SendReport(waiting=3))
    ('2 sent, 1 failed for good.', "Nothing is due yet; waiting for their recipients' times: 3.")
    """
    counts = {
        "sent": report.sent,
        "put off": report.deferred,
        "refused": report.refused,
        "failed for good": report.dead,
    }
    told = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)
    if told:
        return f"{told}."
    if report.trouble:
        return "Nothing was sent."
    if report.waiting:
        return f"Nothing is due yet; waiting for their recipients' times: {report.waiting:,}."
    return "Nothing to send."


def _with_store(work: Callable[[Store, Environment], Awaitable[T]]) -> T:
    async def run() -> T:
        environment = read_environment()
        store = await Store.open(environment)
        try:
            return await work(store, environment)
        finally:
            await store.close()

    return asyncio.run(run())


def _now() -> datetime:
    return datetime.now(UTC)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
