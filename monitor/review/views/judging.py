"""What people do with alerts. Each is one POST that changes one thing, and says so when somebody was quicker."""

import re
from collections.abc import Awaitable, Iterable
from datetime import datetime, time, timedelta

from starlette.responses import Response

from monitor.review.alert_query import state_title
from monitor.review.alert_rows import as_json, row
from monitor.review.answers import go_to, json, own_path, page, wants
from monitor.review.joining import merge_alerts, split_alerts
from monitor.review.problems import missing, wrong
from monitor.review.secret import new_secret
from monitor.review.views.alert import alert_page
from monitor.review.visit import Visit
from monitor.review.words import N_
from monitor.review.words import gettext as _
from monitor.store.documents import Document
from monitor.store.triage import STATES, Decision, Outcome, State

MOST_AT_ONCE = 500
MOST_DAYS = 366
# In the zone of the person: early enough to be there when the day begins.
MORNING = time(6)
_MENTION = re.compile(r"(?<![\w.@])@([a-z0-9](?:[a-z0-9._-]{0,38}[a-z0-9])?)", re.ASCII | re.IGNORECASE)
_CHOSEN = re.compile(r"([0-9a-f]{24})\.(\d{1,9})", re.ASCII)


async def judge(visit: Visit) -> Response:
    """Sets the state."""
    state = _state(visit.form.text("state"))
    if state is None:
        return wrong(visit, N_("There is no such state."))
    return await _done(visit, visit.store.triage.judge(_decision(visit), state), "alert.state", to=state)


async def undo(visit: Visit) -> Response:
    """Takes the latest change back."""
    return await _done(visit, visit.store.triage.undo(_decision(visit)), "alert.undo")


async def assign(visit: Visit) -> Response:
    """Assigns to a person who may judge, or to nobody."""
    name = visit.form.text("assignee", 60)
    person = await visit.store.users.get(name) if name else None
    if name and (person is None or not person.may("researcher")):
        return wrong(visit, N_("There is nobody of that name who judges alerts."))
    return await _done(visit, visit.store.triage.assign(_decision(visit), name), "alert.assigned", to=name)


async def snooze(visit: Visit) -> Response:
    """Hides the alert for a number of days; 0 shows it again."""
    days = visit.form.number("days")
    if days is None or days > MOST_DAYS:
        return wrong(visit, N_("Give a number of days from 0 to 366."))
    until = _morning(visit, days) if days else None
    return await _done(visit, visit.store.triage.snooze(_decision(visit), until), "alert.snoozed", to=until)


async def tags(visit: Visit) -> Response:
    """Sets the tags, which are separated by commas."""
    given = visit.form.text("tags").split(",")
    response = await _done(visit, visit.store.triage.tag(_decision(visit), given), "alert.tags", to=", ".join(given))
    visit.house.shelf.forget()
    return response


async def note(visit: Visit) -> Response:
    """Adds a note; everybody it names with @ finds it under their mentions."""
    text = visit.form.text("text", 5_000)
    if not text:
        return wrong(visit, N_("The note is empty."))
    names = dict.fromkeys(found.casefold() for found in _MENTION.findall(text))
    mentioned = [user.name for name in list(names)[:20] if (user := await visit.store.users.get(name))]
    id_ = visit.form.text("once", 64) or new_secret()
    return await _done(visit, visit.store.triage.note(_decision(visit), id_, text, mentioned), "alert.note", text=text)


async def merge(visit: Visit) -> Response:
    """Lets another alert go up in this one; the stories they tell of become one."""
    other = _id(visit.form.text("other", 100))
    return await _done(visit, merge_alerts(visit, _decision(visit), other), "alert.merged", other=other)


async def split(visit: Visit) -> Response:
    """Brings an alert back that went up in this one, with its story."""
    other = _id(visit.form.text("other", 100))
    return await _done(visit, split_alerts(visit, _decision(visit), other), "alert.split", other=other)


async def bulk(visit: Visit) -> Response:
    """Does one thing to every alert selected, each as it was when it was shown."""
    wanted, into = visit.form.text("do"), visit.form.text("into", 24)
    chosen = [found.groups() for text in visit.form.all("alert")[:MOST_AT_ONCE] if (found := _CHOSEN.fullmatch(text))]
    if _state(wanted) is None and wanted not in {"assign", "merge"}:
        return wrong(visit, N_("Choose what to do with the alerts."))
    decisions = [Decision(id_, int(revision), visit.user.name, visit.now) for id_, revision in chosen]
    outcomes = await _merge_all(visit, decisions, into) if wanted == "merge" else await _each(visit, decisions, wanted)
    changed = sum(not outcome.conflict and outcome.alert is not None for outcome in outcomes)
    return _told(visit, changed, len(outcomes) - changed)


async def _each(visit: Visit, decisions: Iterable[Decision], wanted: str) -> list[Outcome]:
    triage, state, outcomes = visit.store.triage, _state(wanted), []
    for decision in decisions:
        outcome = await (triage.judge(decision, state) if state else triage.assign(decision, visit.user.name))
        if not outcome.conflict:
            await visit.note("alert.state" if state else "alert.assigned", decision.alert, to=state or visit.user.name)
        outcomes.append(outcome)
    return outcomes


async def _merge_all(visit: Visit, decisions: list[Decision], into: str) -> list[Outcome]:
    """Merges into the alert named, or the first of those selected."""
    outcomes: list[Outcome] = []
    target = next((one for one in decisions if one.alert == into), decisions[0] if decisions else None)
    for decision in decisions:
        if target is None or decision.alert == target.alert:
            continue
        outcome = await merge_alerts(visit, target, decision.alert)
        outcomes.append(outcome)
        if outcome.alert is not None and not outcome.conflict:
            await visit.note("alert.merged", target.alert, other=decision.alert)
            target = Decision(target.alert, outcome.alert["revision"], target.by, target.at)
    return outcomes


async def _done(visit: Visit, change: Awaitable[Outcome], what: str, **details: object) -> Response:
    """Answers a change in the form in which it was asked for."""
    outcome = await change
    if outcome.alert is None:
        return missing(visit)
    if not outcome.conflict:
        await visit.note(what, str(outcome.alert["_id"]), **details)
    if wants(visit.request) == "json":
        return json(as_json(outcome.alert), 409 if outcome.conflict else 200)
    told = conflict(visit, outcome.alert) if outcome.conflict else ""
    if visit.is_partial:
        shown = await row(visit, outcome.alert)
        return page(visit, "alert_done.html", 409 if told else 200, r=shown, told=told, state_title=state_title)
    if told:
        return await alert_page(visit, outcome.alert, told, 409)
    return go_to(_back(visit, outcome.alert))


def conflict(visit: Visit, alert: Document) -> str:
    """Who was quicker and what the alert is now, in a sentence."""
    if alert.get("merged_into"):
        return _("This alert was merged into another one. Your change was not made.")
    last = (alert.get("history") or [{}])[-1]
    who, at = last.get("by", ""), visit.dates.moment(last.get("at"))
    if last.get("what") == "state":
        return _(
            "%(who)s made this “%(state)s” (%(at)s). Your change was not made.",
            who=who,
            state=state_title(str(last.get("to"))),
            at=at.short if at else "",
        )
    return _("%(who)s changed this alert (%(at)s). Your change was not made.", who=who, at=at.short if at else "")


def _back(visit: Visit, alert: Document) -> str:
    back = own_path(visit.form.text("back", 2_000), f"/alerts/{alert['_id']}")
    return f"{back}#a-{alert['_id']}" if back.startswith("/alerts?") or back == "/alerts" else back


def _told(visit: Visit, changed: int, missed: int) -> Response:
    if wants(visit.request) == "json":
        return json({"changed": changed, "missed": missed})
    back = own_path(visit.form.text("back", 2_000))
    kept = re.sub(r"([?&])(?:changed|missed)=\d*", r"\1", back).rstrip("?&")
    return go_to(f"{kept}{'&' if '?' in kept else '?'}changed={changed}&missed={missed}")


def _decision(visit: Visit) -> Decision:
    revision = visit.asked("revision", 9)
    known = int(revision) if revision.isascii() and revision.isdigit() else visit.form.number("revision")
    return Decision(_id(visit.request.path_params["alert"]), -1 if known is None else known, visit.user.name, visit.now)


def _id(text: str) -> str:
    """An id of an alert, alone or at the end of an address; one that no alert has for anything else."""
    found = re.search(r"([0-9a-f]{24})/?\s*$", text, re.ASCII)
    return found[1] if found else "0" * 24


def _state(text: str) -> State | None:
    return next((state for state in STATES if state == text), None)


def _morning(visit: Visit, days: int) -> datetime:
    day = visit.now.astimezone(visit.dates.zone).date() + timedelta(days=days)
    return datetime.combine(day, MORNING, visit.dates.zone)
