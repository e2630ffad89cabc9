"""What a mailbox is told next, and when: pure, from what waits and who wants what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal, cast

from monitor.alerts.due import after_quiet, due_at
from monitor.store.announcements import Announcement
from monitor.store.mailboxes import Address, Wish
from monitor.watch import MAIL_LANGUAGES, Cadence, Recipient, Rhythm, Watch

HOUR = timedelta(hours=1)
# What is later than this was held up by the monitor or the mail server, and the mail says so.
LATE = timedelta(minutes=30)
# A program that is told by a webhook wants it now, and bundles for itself.
NO_LIMIT = 1_000_000

Reason = Literal["", "cap", "late", "muted"]


@dataclass(frozen=True, slots=True)
class Wanting:
    """How a mailbox wants to hear of one watch; None in place of it means not at all."""

    watch: Watch
    rhythm: Rhythm
    muted_until: datetime | None = None
    at_once: bool = False
    language: str = MAIL_LANGUAGES[0]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to tell now, in one message; `later` is the next moment to look again, None for "when stirred".

    `dropped` are announcements that nobody wants any more, with the reason.
    """

    now: tuple[Announcement, ...] = ()
    reason: Reason = ""
    since: datetime | None = None
    later: datetime | None = None
    dropped: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Group:
    """Everything that waits of one watch, and when it may be told."""

    announcements: tuple[Announcement, ...]
    due: datetime
    may: datetime
    wanting: Wanting


def wanting(address: Address, watch: Watch, wishes: Mapping[str, Wish]) -> Wanting | None:
    """How this address wants to hear of a watch; None when it does not, or not any more."""
    if address.channel == "webhook":
        known = any(one.kind == "webhook" and one.name == address.address for one in watch.channels)
        at_once = Rhythm("at once", most_per_hour=NO_LIMIT)
        return Wanting(watch, at_once, watch.muted_until, at_once=True) if known else None
    wish = wishes.get(watch.name, Wish(watch.name))
    recipient = recipient_of(watch, address)
    if recipient is None or wish.stopped:
        return None
    rhythm = recipient.rhythm
    if wish.cadence:
        rhythm = replace(rhythm, cadence=cast(Cadence, wish.cadence))
    muted_until = _latest(recipient.muted_until, watch.muted_until, wish.paused_until)
    return Wanting(watch, rhythm, muted_until, language=recipient.language)


def hurried(want: Wanting) -> Wanting:
    """The same without waiting for anything."""
    rhythm = Rhythm("at once", timezone=want.rhythm.timezone, most_per_hour=NO_LIMIT)
    return Wanting(want.watch, rhythm, at_once=True, language=want.language)


def recipient_of(watch: Watch, address: Address) -> Recipient | None:
    """The recipient of a watch with that mail address."""
    same = address.address.strip().lower()
    return next((one for one in watch.recipients if one.address.strip().lower() == same), None)


def plan(
    waiting: Sequence[Announcement], wants: Mapping[str, Wanting | None], sent_at: Sequence[datetime], now: datetime
) -> Plan:
    """The next message to one mailbox, or when to look again.

    `wants` holds every watch that can be read; what waits of others goes on waiting. `sent_at` are
    the moments of the latest messages, whose number in an hour is limited.
    """
    dropped = {one.identity: "not wanted" for one in waiting if wants.get(one.watch, one) is None}
    groups = _groups(waiting, wants, now)
    if not groups:
        return Plan(dropped=dropped)
    ready = [group for group in groups if group.may <= now]
    if not ready:
        return Plan(later=min(group.may for group in groups), dropped=dropped)
    most = max(1, min(group.wanting.rhythm.most_per_hour for group in ready))
    free = _free_at(sent_at, most, now)
    if free > now:
        return Plan(later=free, dropped=dropped)
    slots = most - sum(moment > now - HOUR for moment in sent_at)
    chosen = _chosen(ready, slots, now)
    told = sorted((one for group in chosen for one in group.announcements), key=lambda one: (one.at, one.identity))
    reason = _reason(chosen, sent_at, most, now, is_more=len(chosen) > 1)
    return Plan(tuple(told), reason, min(group.due for group in chosen), now, dropped)


def free_at(wants: Mapping[str, Wanting | None], sent_at: Sequence[datetime], now: datetime) -> datetime:
    """When one more message may go to a mailbox that hears of these watches."""
    return _free_at(sent_at, min((want.rhythm.most_per_hour for want in wants.values() if want), default=1), now)


def _groups(waiting: Sequence[Announcement], wants: Mapping[str, Wanting | None], now: datetime) -> list[_Group]:
    by_watch: dict[str, list[Announcement]] = {}
    for one in waiting:
        by_watch.setdefault(one.watch, []).append(one)
    groups = []
    for name, announcements in by_watch.items():
        want = wants.get(name)
        if want is None:
            continue
        due = _due(want, announcements)
        unmuted = max(due, want.muted_until) if want.muted_until else due
        may = after_quiet(want.rhythm, max(unmuted, now)) if unmuted <= now else after_quiet(want.rhythm, unmuted)
        groups.append(_Group(tuple(announcements), due, may, want))
    return sorted(groups, key=lambda group: (group.due, group.wanting.watch.name))


def _due(want: Wanting, announcements: Sequence[Announcement]) -> datetime:
    """When the first of them is due: what was queued first, as both ways to reckon keep the order."""
    at_once = [one.at for one in announcements if want.at_once or one.kind == "nothing"]
    in_rhythm = [one.at for one in announcements if not (want.at_once or one.kind == "nothing")]
    return min([*at_once, *([due_at(want.rhythm, min(in_rhythm))] if in_rhythm else [])])


def _chosen(ready: Sequence[_Group], slots: int, now: datetime) -> Sequence[_Group]:
    """One watch that is told at once has a message of its own, while there is room; all else goes together."""
    alone = [group for group in ready if group.wanting.rhythm.cadence == "at once" and now - group.due < LATE]
    together = [group for group in ready if group not in alone]
    if alone and len(alone) + bool(together) <= slots:
        return alone[:1]
    return ready if alone else together


def _free_at(sent_at: Sequence[datetime], most: int, moment: datetime) -> datetime:
    """When one more message may go: now, or an hour after the one that filled the hour."""
    within = sorted(sent for sent in sent_at if moment - HOUR < sent <= moment)
    return within[-most] + HOUR if len(within) >= most else moment


def _reason(
    chosen: Sequence[_Group], sent_at: Sequence[datetime], most: int, now: datetime, *, is_more: bool
) -> Reason:
    """Why these come together, or come late, where that needs a word."""
    if any(_was_capped(group, sent_at, most) for group in chosen):
        return "cap"
    if any(group.wanting.muted_until and group.due < group.wanting.muted_until for group in chosen):
        return "muted"
    if any(now - after_quiet(group.wanting.rhythm, group.due) >= LATE for group in chosen):
        return "late"
    is_pressed = is_more and all(group.wanting.rhythm.cadence == "at once" for group in chosen)
    return "cap" if is_pressed else ""


def _was_capped(group: _Group, sent_at: Sequence[datetime], most: int) -> bool:
    # A message that went out later than due does not count against what was due before it.
    return _free_at(sent_at, most, group.due) > group.due


def _latest(*moments: datetime | None) -> datetime | None:
    return max((moment for moment in moments if moment is not None), default=None)
