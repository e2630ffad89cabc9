"""Weighs the evidence of runs that ended: rhythm and health of their sources, and a notice where one changed."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from monitor.schedule.due import rates_of, zone_of
from monitor.schedule.evidence import Usual
from monitor.schedule.health import Judgement, judge
from monitor.schedule.rhythm import learned, rates
from monitor.settings import Environment
from monitor.signs import EntrySign, Signs
from monitor.sources.model import Source
from monitor.standing import Standing
from monitor.store.notices import Notice
from monitor.store.store import Store

logger = logging.getLogger(__name__)


async def present_standings(environment: Environment, sources: Sequence[Source], now: datetime) -> dict[str, Standing]:
    """How each source stands after all its runs are weighed, by name; new ones have none yet."""
    store = await Store.open(environment)
    try:
        await judge_runs(store, {source.name: source for source in sources}, now)
        return await store.standings.all()
    finally:
        await store.close()


async def judge_runs(store: Store, sources: Mapping[str, Source], now: datetime) -> int:
    """Weighs all runs that nobody has weighed; says how many. Harmless when two do it at once."""
    done = 0
    while runs := await store.runs.unjudged():
        known = [run for run in runs if run["source"] in sources and run.get("slot") is not None]
        await store.standings.judge(await _judged(store, sources, known, now))
        await store.runs.judge([run["id"] for run in runs])
        done += len(runs)
    return done


async def _judged(
    store: Store, sources: Mapping[str, Source], runs: Sequence[Mapping[str, Any]], now: datetime
) -> list[Standing]:
    """The standings of sources after the evidence of runs that is new."""
    before = await store.standings.all(sorted({run["source"] for run in runs}))
    after: dict[str, Standing] = {}
    for run in runs:
        name = run["source"]
        standing = after.get(name) or before.get(name) or Standing(name)
        if int(run["slot"]) > standing.judged:
            after[name] = await _judge_run(store, sources[name], standing, run, now)
            await asyncio.sleep(0)  # there may be hundreds, and others are at work
    return list(after.values())


async def _judge_run(
    store: Store, source: Source, standing: Standing, run: Mapping[str, Any], now: datetime
) -> Standing:
    slot = int(run["slot"])
    after, judgement = weighed(source, standing, signs_of(run), run.get("started_at") or now)
    if judgement.told:  # before the health is kept: a notice that is written again changes nothing
        await store.notices.add(_notice(source, slot, standing, judgement, now))
        health = judgement.health
        logger.warning("%s is %s: %s", source.name, health.state, health.cause or "mended")
    return replace(after, judged=slot)


def weighed(source: Source, standing: Standing, signs: Signs, now: datetime) -> tuple[Standing, Judgement]:
    """The standing of a source after the evidence of one visit, and what was judged. Pure."""
    rhythm = learned(standing.rhythm, signs.moments, now)
    last_new = standing.health.last_new
    # What is usual was so when something last came; silence itself must not make silence usual.
    known = rates(standing.rhythm, zone_of(source), last_new) if last_new else rates_of(source, standing)
    expect = timedelta(days=source.expect_every) if source.expect_every is not None else None
    usual = Usual(known, rhythm, standing.health.history, last_new, expect)
    judgement = judge(standing.health, signs, usual, now)
    return replace(standing, rhythm=rhythm, health=judgement.health), judgement


def signs_of(run: Mapping[str, Any]) -> Signs:
    """The evidence in a stored run; what a later version added is left out."""
    stored = {name: value for name, value in (run.get("signs") or {}).items() if name in Signs.__slots__}
    stored["entries"] = [EntrySign(**entry) for entry in stored.get("entries", ())]
    return Signs(**stored)


def _notice(source: Source, slot: int, before: Standing, judgement: Judgement, now: datetime) -> Notice:
    health = judgement.health
    cause = f"mended; it was: {before.health.cause}" if judgement.mended else health.cause
    return Notice(
        source=source.name,
        slot=slot,
        before=before.health.state,
        state=health.state,
        cause=cause,
        at=now,
        mended=judgement.mended,
        title=source.title,
        home=source.home,
    )
