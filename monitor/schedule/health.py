"""Follows a source's health from visit to visit: what is confirmed changes its state. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from monitor.schedule.causes import Trouble
from monitor.schedule.evidence import COLLAPSED, Usual, is_doubted, is_silent, trouble_in
from monitor.schedule.streaks import Streak
from monitor.signs import Signs
from monitor.standing import ILL, Health, HealthState

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# How often and how long a trouble must be seen before it is called one, by the class of its failure.
CONFIRMED = {"passing": (3, 8 * HOUR), "hard": (2, 2 * HOUR), "permanent": (2, 5 * HOUR), "": (2, 0 * HOUR)}
# One entry of several: the others go on meanwhile, and there is time to be sure.
PARTLY = (3, 10 * HOUR)
# A name that nobody answers for has been given up after so long.
GONE_AFTER = 7 * DAY
WELL_AGAIN = 2
# Pages that are there and are no articles; a listing offers some of them on any day.
NO_ARTICLES = {
    "home page", "listing", "tag or topic page", "author page", "search results", "petition or action form",
    "donation page", "about or contact page", "calendar or event list", "print or AMP twin", "not a document: image",
    "not a document: audio or video", "not a document: archive", "not a document: office file", "not a document: data",
    "404 not found", "410 gone",
}  # fmt: skip
# The share that the newest item has in a slow average.
SLOWLY = 0.05
# What was usual on the home page a quarter of a year ago counts for half.
NOISE_KEPT = 0.95


@dataclass(frozen=True, slots=True)
class Judgement:
    """A source's health after a visit; `told` says that somebody should hear of the change."""

    health: Health
    told: bool = False
    mended: bool = False


def judge(health: Health, signs: Signs, usual: Usual, now: datetime) -> Judgement:
    """Weighs the evidence of a visit. `usual` is what the visits before had shown."""
    if signs.interrupted or not signs.entries:
        return Judgement(health)
    history = remembered(health, signs)
    trouble = trouble_in(signs, replace(usual, history=history), now)
    last_new = now if signs.new or health.last_new is None else health.last_new
    silent = replace(usual, last_new=last_new)
    base = replace(health, history=history, last_new=last_new, look_at_home=is_doubted(silent, now))
    return _ill(base, trouble, now) if trouble is not None else _well(base, silent, signs, now)


def _ill(health: Health, trouble: Trouble, now: datetime) -> Judgement:
    began = health.failing_since if health.failing and health.failing_since else now
    seen = replace(
        health, failing=trouble.kind, failure=trouble.failure, failures=health.failures + 1, failing_since=began, well=0
    )
    if not _is_confirmed(seen, trouble, now):
        return Judgement(seen)
    state: HealthState = "gone" if _is_gone(seen, trouble, now) else trouble.state
    changed = state != health.state
    since = now if changed else health.since
    return Judgement(replace(seen, state=state, kind=trouble.kind, cause=trouble.cause, since=since), told=changed)


def _is_confirmed(seen: Health, trouble: Trouble, now: datetime) -> bool:
    partly = trouble.state == "degraded" and "entries cannot be read" in trouble.cause
    times, time = PARTLY if partly else CONFIRMED[trouble.failure]
    assert seen.failing_since is not None
    return seen.failures >= times and now - seen.failing_since >= time


def _is_gone(seen: Health, trouble: Trouble, now: datetime) -> bool:
    assert seen.failing_since is not None
    return trouble.kind == "dns" and now - seen.failing_since >= GONE_AFTER


def _well(health: Health, usual: Usual, signs: Signs, now: datetime) -> Judgement:
    better = replace(health, failing="", failure="", failures=0, failing_since=None, well=health.well + 1)
    if health.state in ILL and better.well < WELL_AGAIN:
        return Judgement(better)
    state: HealthState = "quiet" if is_silent(usual, now) else "ok"
    if state == health.state:
        return Judgement(replace(better, cause=_words(state, usual, signs, now)))
    mended = health.state in ILL
    known = replace(better, state=state, kind="", cause=_words(state, usual, signs, now), since=now)
    # What the source's file calls too long a silence is told; what was only learned is shown.
    return Judgement(known, told=mended or (state == "quiet" and usual.expect_every is not None), mended=mended)


def _words(state: str, usual: Usual, signs: Signs, now: datetime) -> str:
    if state != "quiet":
        return ""
    silence = (
        f"Nothing new for {usual.silence(now) / DAY:.0f} days, {usual.expected(now):.0f} items were to be expected"
    )
    if signs.home_cause:
        return f"{silence}; the home page cannot be read: {signs.home_cause}"
    return f"{silence}; the entries answer and the home page shows nothing new"


def remembered(health: Health, signs: Signs) -> dict[str, Any]:
    """What is usual, with a visit added; what looks like a collapse is not learned as usual."""
    history = dict(health.history)
    usual = float(history.get("length", 0.0))
    short = [length < COLLAPSED * usual for length in signs.lengths]
    lost = sum(count for reason, count in signs.losses.items() if reason not in NO_ARTICLES)
    flags = {
        "pages": [True] * lost + [False] * signs.new,
        "dates": [True] * signs.undated + [False] * (signs.new - signs.undated),
        "bodies": short,
    }
    for name, bad in flags.items():
        history[name] = Streak.of(history.get(name)).with_visit(bad).stored
    whole = [length for length, is_short in zip(signs.lengths, short, strict=True) if not is_short]
    if whole:
        history["length"] = _mixed(history.get("length"), float(median(whole)), SLOWLY)
    if lost:
        history["last_loss"] = max(signs.losses, key=lambda reason: signs.losses[reason])
    return {**history, **_home(history, signs)}


def _home(history: dict[str, Any], signs: Signs) -> dict[str, Any]:
    """What the home page showed: what is usual there, or what the entries may be holding back."""
    if signs.new:
        return {"home_shows": 0}
    if signs.home_fresh is None:
        return {}
    if signs.home_doubted:
        return {"home_shows": signs.home_fresh, "home_days": signs.home_days}
    links, days = history.get("home_noise", (0.0, 0.0))
    return {"home_noise": [links * NOISE_KEPT + signs.home_fresh, days * NOISE_KEPT + signs.home_days]}


def _mixed(old: float | None, new: float, share: float) -> float:
    return new if old is None else old + share * (new - old)
