"""`monitor sources list --health` and the part of `sources show` that tells how a source fares."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from monitor.commands.item_view import safe
from monitor.errors import DatabaseUnavailable
from monitor.schedule.agenda import pace_of
from monitor.schedule.due import next_due, rates_of
from monitor.schedule.judging import present_standings
from monitor.settings import Environment
from monitor.sources.model import Source
from monitor.standing import Standing
from monitor.state import SourceState
from monitor.store import embedded
from monitor.store.store import Store

COLOURS = {"ok": "green", "quiet": "cyan", "degraded": "yellow", "broken": "red", "blocked": "red", "gone": "red"}
# The worst first, and the well last.
ORDER = ("gone", "blocked", "broken", "degraded", "quiet", "ok")
WIDE = 200


@dataclass(frozen=True, slots=True)
class Fare:
    """How one source fares: its standing, and when it is next visited."""

    source: Source
    standing: Standing
    due: datetime
    per_week: float | None

    @property
    def state(self) -> str:
        """Its state; "new" before the first visit."""
        return self.standing.health.state if self.standing.visits else "new"


def list_health(environment: Environment, sources: Sequence[Source], now: datetime, *, as_json: bool) -> None:
    """Prints all sources, the worst first."""
    fares = sorted(asyncio.run(_fares(environment, sources, now)), key=lambda fare: (_rank(fare), fare.source.name))
    if as_json:
        typer.echo(json.dumps([values(fare) for fare in fares], ensure_ascii=False, indent=1))
        return
    console = Console()
    if not console.is_terminal:
        console.width = WIDE
    console.print(health_table(fares, now))
    counts = {state: sum(fare.state == state for fare in fares) for state in (*ORDER, "new")}
    console.print(", ".join(f"{count} {state}" for state, count in counts.items() if count))


def _rank(fare: Fare) -> int:
    return ORDER.index(fare.state) if fare.state in ORDER else len(ORDER)


async def _fares(environment: Environment, sources: Sequence[Source], now: datetime) -> list[Fare]:
    standings = await present_standings(environment, sources, now)
    pace = pace_of(sources, standings)
    return [_fare(source, standings.get(source.name, Standing(source.name)), now, pace) for source in sources]


def _fare(source: Source, standing: Standing, now: datetime, pace: float) -> Fare:
    # Without a single moment the rhythm is a guess, good for planning and not for showing.
    known = rates_of(source, standing) if standing.rhythm.moments else None
    return Fare(source, standing, next_due(source, standing, now, pace), None if known is None else known.level * 168)


def health_table(fares: Sequence[Fare], now: datetime) -> Table:
    """One line a source."""
    table = Table(box=None, pad_edge=False)
    for heading in ("name", "state", "since", "a week", "last new", "last visit", "next", "cause"):
        table.add_column(heading, no_wrap=heading != "cause", overflow="fold")
    for fare in fares:
        health, colour = fare.standing.health, COLOURS.get(fare.state, "dim")
        table.add_row(
            escape(fare.source.name),
            f"[{colour}]{fare.state}[/]",
            ago(health.since, now),
            "" if fare.per_week is None else f"{fare.per_week:.1f}",
            ago(health.last_new, now),
            ago(fare.standing.last_visit, now),
            "stopped" if not fare.source.active else ahead(fare.due, now),
            escape(safe(cause_of(fare)).plain),
        )
    return table


def cause_of(fare: Fare) -> str:
    """Why a source is as it is; also what has been seen and is not confirmed yet."""
    health = fare.standing.health
    if health.failing and health.failing != health.kind:
        times = "once" if health.failures == 1 else f"{health.failures} times"
        return f"{health.cause} (now failing: {health.failing}, {times})".strip()
    return health.cause


def ago(moment: datetime | None, now: datetime) -> str:
    """How long ago, in one unit; "" for never.

    >>> noon = datetime(2026, 3, 1, 12)
    >>> ago(noon - timedelta(hours=50), noon), ago(None, noon)
    ('2 days', '')
    """
    return "" if moment is None else _span(now - moment)


def ahead(moment: datetime, now: datetime) -> str:
    """How far ahead, in one unit."""
    return "now" if moment <= now else f"in {_span(moment - now)}"


def _span(span: timedelta) -> str:
    for unit, length in (("days", 1440), ("hours", 60), ("min", 1)):
        count = span / timedelta(minutes=length)
        if count >= 2 or unit == "min":
            return f"{max(count, 0):.0f} {unit}"
    return ""


def values(fare: Fare) -> dict[str, Any]:
    """A source's fare as JSON can hold it."""
    health, standing = fare.standing.health, fare.standing
    moments = {
        "since": health.since,
        "last_new": health.last_new,
        "last_visit": standing.last_visit,
        "failing_since": health.failing_since,
        "next_visit": fare.due,
    }
    return {
        "name": fare.source.name,
        "state": fare.state,
        "kind": health.kind,
        "cause": health.cause,
        "failing": health.failing,
        "failures": health.failures,
        "visits": standing.visits,
        "items_a_week": fare.per_week,
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
    }


def show_health(environment: Environment, source: Source, now: datetime) -> None:
    """Prints what is known of one source from its visits, where a database runs; starts none."""
    if not environment.mongo_uri and not embedded.status(environment.home).running:
        return
    try:
        fare, state, notices = asyncio.run(_of_one(environment, source, now))
    except DatabaseUnavailable as error:
        typer.echo(f"\n# health: not known. {error}")
        return
    typer.echo("\n# health")
    for name, value in values(fare).items():
        if name != "name" and value not in {"", None}:
            typer.echo(f"{name:14} {safe(str(value)).plain}")
    for url, moved in state.moved.items():
        settled = "asked there since" if moved.settled else "seen since"
        typer.echo(safe(f"moved          {url} -> {moved.to} ({settled} {moved.since:%Y-%m-%d})").plain)
    for url, at in state.set_aside.items():
        typer.echo(safe(f"set aside      {url} (since {at:%Y-%m-%d}; it failed and was never seen to work)").plain)
    for found in state.probed:
        typer.echo(safe(f"found instead  {found['url']} ({found['kind']})").plain)
    for notice in notices:
        change = f"{notice['at']:%Y-%m-%d %H:%M}  {notice['before']} -> {notice['state']}: {notice['cause']}"
        typer.echo(safe(change).plain)


async def _of_one(
    environment: Environment, source: Source, now: datetime
) -> tuple[Fare, SourceState, list[Mapping[str, Any]]]:
    (fare,) = await _fares(environment, [source], now)
    store = await Store.open(environment)
    try:
        return fare, await store.sources.load(source.name), list(await store.notices.of(source.name))
    finally:
        await store.close()
