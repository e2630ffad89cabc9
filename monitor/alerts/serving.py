"""Everything that one mailbox gets in one pass: planned, written down, handed over, crossed off."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from monitor.alerts import planning
from monitor.alerts.channels.answers import Answer, Verdict
from monitor.alerts.channels.parcel import Parcel, Prepared
from monitor.alerts.channels.webhook import MOST_ALERTS
from monitor.alerts.one_pass import Pass
from monitor.alerts.parcels import Wants, parcel
from monitor.alerts.patience import GIVE_UP, delay
from monitor.alerts.silence import notice_silence
from monitor.store.announcements import Announcement, digest
from monitor.store.deliveries import FAILED, Attempt, State
from monitor.store.mailboxes import Mailbox, Outstanding

# Seconds for which a mailbox is claimed, and after which it is claimed anew before something is handed
# over: longer than it takes when every worker waits for a server that hangs.
LEASE = 900
CLAIM_ANEW = 120
# While anything waits, a change of its watch takes effect after this long.
RECHECK = timedelta(minutes=15)


class Lost(Exception):
    """Another sender has the mailbox by now."""


class Serving:
    """One mailbox that was claimed."""

    def __init__(self, one: Pass, mailbox: Mailbox) -> None:
        self.one = one
        self.store = one.store
        self.now = one.now
        self.mailbox = mailbox
        self.wants = Wants(one.watches, mailbox, at_once=one.only is not None)
        self.claimed_at = monotonic()
        # What was read for the plan, so that a delivery planned just now needs no second look.
        self.planned: dict[str, Announcement] = {}
        # What comes while the mailbox is served stirs it, and is read with the next claim.
        self.waiting: list[Announcement] = []

    async def run(self) -> datetime | None:
        """Delivers until nothing is due; gives when to look again."""
        while True:
            if self.mailbox.outstanding is None:
                next_look = await self._begin()
                if self.mailbox.outstanding is None:
                    return next_look
            wait_until = await self._deliver(self.mailbox.outstanding)
            if wait_until is not None:
                return wait_until

    async def _begin(self) -> datetime | None:
        """Writes down what is delivered next; else says when there will be something."""
        if self.mailbox.again:
            return await self._begin_again(self.mailbox.again[0])
        silence = await notice_silence(self.store, self.one.watches, self.mailbox, self.now)
        if not self.waiting:
            self.waiting = await self.store.announcements.waiting(self.mailbox.id)
        waiting = self.waiting
        wants = self.wants.of(one.watch for one in waiting)
        plan = planning.plan(waiting, wants, self.mailbox.sent_at, self.now)
        if plan.dropped:
            await self.store.announcements.drop(list(plan.dropped), "not wanted")
            self.one.report.dropped += len(plan.dropped)
        if plan.now:
            outstanding = _outstanding(self.mailbox, plan, self.now)
            self.planned = {one.identity: one for one in plan.now}
            gone = {*outstanding.announcements, *plan.dropped}
            self.waiting = [one for one in waiting if one.identity not in gone]
            await self._write_down(outstanding)
            return self.now
        recheck = self.now + RECHECK if len(waiting) > len(plan.dropped) else None
        return min((moment for moment in (plan.later, silence, recheck) if moment), default=None)

    async def _begin_again(self, delivery: str) -> datetime:
        known = await self.store.deliveries.find(delivery) or {}
        names = known.get("watches", [])
        free_at = planning.free_at(self.wants.of(names), self.mailbox.sent_at, self.now)
        if free_at > self.now:
            return free_at
        planned_at = known.get("queued_at", self.now)
        await self._write_down(Outstanding(delivery, tuple(known.get("announcements", [])), planned_at))
        return self.now

    async def _write_down(self, outstanding: Outstanding) -> None:
        if not await self.store.mailboxes.begin(self.mailbox, outstanding):
            raise Lost

    async def _deliver(self, outstanding: Outstanding) -> datetime | None:
        """Delivers it; gives when to try again, None when it came to its end."""
        known = {} if self.planned else await self.store.deliveries.find(outstanding.delivery) or {}
        state = known.get("state")
        if state == State.SENT or state in FAILED:  # its sender died before crossing it off
            self.mailbox.end(known.get("sent_at"))
            return None
        if known.get("next_try") and known["next_try"] > self.now:
            next_try: datetime = known["next_try"]
            return next_try
        told = await parcel(
            self.store, self.one.alerts, self.mailbox, self.wants, outstanding, await self._told(outstanding)
        )
        if not told.alerts and not told.nothing:
            await self.store.announcements.drop(outstanding.announcements, "gone")
            self.mailbox.end(None)
            return None
        return await self._hand_over(told, known)

    async def _told(self, outstanding: Outstanding) -> Sequence[Announcement]:
        planned, self.planned = self.planned, {}
        if planned:
            return [planned[name] for name in outstanding.announcements]
        return await self.store.announcements.named(outstanding.announcements)

    async def _hand_over(self, told: Parcel, known: Mapping[str, Any]) -> datetime | None:
        kind, delivery = self.mailbox.address.channel, told.outstanding.delivery
        channel = self.one.channels[kind]
        prepared = channel.prepare(told, known)
        for alert, error in prepared.errors.items():
            await self.store.alerts.keep_error(alert, error)
        kept, _ = await asyncio.gather(
            self.store.deliveries.open(delivery, _facts(self.mailbox, told, prepared)),
            self.store.announcements.belong(told.outstanding.announcements, delivery),
        )
        await self._hold()
        if kind in self.one.away:
            return self.now
        answer = await channel.hand_over(told, prepared, self.now)
        return await self._settle(delivery, kept, answer)

    async def _hold(self) -> None:
        """Keeps the claim for longer than a handing over can take."""
        if monotonic() - self.claimed_at < CLAIM_ANEW:
            return
        if not await self.store.mailboxes.hold(self.mailbox, self.one.owner, LEASE):
            raise Lost
        self.claimed_at = monotonic()

    async def _settle(self, delivery: str, known: Mapping[str, Any], answer: Answer) -> datetime | None:
        """Writes down what came of a try."""
        if answer.verdict is Verdict.AWAY:
            await self.one.is_away(self.mailbox.address.channel, answer.words)
            return self.now
        self.one.answered.add(self.mailbox.address.channel)
        attempt = _attempt(known, answer, self.now)
        await self.store.deliveries.record(delivery, attempt)
        setattr(self.one.report, attempt.state, getattr(self.one.report, attempt.state) + 1)
        if attempt.state is State.DEFERRED:
            return attempt.next_try
        self.mailbox.end(self.now if attempt.state is State.SENT else None)
        return None


def _attempt(known: Mapping[str, Any], answer: Answer, now: datetime) -> Attempt:
    """How a try leaves a delivery."""
    if answer.verdict is Verdict.ACCEPTED:
        return Attempt(now, State.SENT, answer.words)
    if answer.verdict is Verdict.NEVER:
        return Attempt(now, State.DEAD, answer.words)
    if answer.verdict is Verdict.UNFIT:
        return Attempt(now, State.REFUSED, answer.words)
    attempts = known.get("attempts") or [{"at": now}]
    first = known.get("patience_from") or known.get("first_try") or attempts[0]["at"]
    if now - first >= GIVE_UP:
        return Attempt(now, State.DEAD, f"Given up after three days. Last answer: {answer.words}")
    return Attempt(now, State.DEFERRED, answer.words, now + delay(known.get("tries", 0)))


def _outstanding(mailbox: Mailbox, plan: planning.Plan, now: datetime) -> Outstanding:
    told = plan.now[:MOST_ALERTS] if mailbox.address.channel == "webhook" else plan.now
    identities = tuple(one.identity for one in told)
    return Outstanding(digest([mailbox.id, *sorted(identities)]), identities, now, plan.reason)


def _facts(mailbox: Mailbox, told: Parcel, prepared: Prepared) -> dict[str, Any]:
    return {
        "mailbox": mailbox.id,
        "recipient": mailbox.address.address,
        "channel": mailbox.address.channel,
        "watches": sorted({one.watch for one in told.announcements} | {one.watch for one in told.nothing}),
        "alerts": list(dict.fromkeys(one.alert for one in told.announcements)),
        "announcements": list(told.outstanding.announcements),
        "kind": _kind(told.announcements),
        "due_at": told.outstanding.planned_at,
        "queued_at": told.outstanding.planned_at,
        "message_id": prepared.message_id,
        "subject": prepared.subject,
    }


def _kind(announcements: Sequence[Announcement]) -> str:
    if len({one.alert for one in announcements}) > 1:
        return "digest"
    return announcements[0].kind if announcements else "nothing"
