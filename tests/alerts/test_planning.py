from dataclasses import replace
from datetime import datetime, time, timedelta

from monitor.alerts.planning import Plan, Wanting, plan, wanting
from monitor.store.announcements import Announcement
from monitor.store.mailboxes import Address, Wish
from monitor.watch import Rhythm
from tests.alerts.lab import AT_ONCE, DESK, NOON, watch

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
BOX = Address("mail", DESK)


def announced(number: int, name: str = "ferries", at: datetime = NOON) -> Announcement:
    return Announcement(BOX.mailbox, name, "new", at, alert=f"{number}", story=f"{number}")


def wants(*names: str, rhythm: Rhythm = AT_ONCE) -> dict[str, Wanting | None]:
    return {name: Wanting(watch(name), rhythm) for name in names or ("ferries",)}


def test_ten_thousand_in_an_hour_are_four_mails_the_last_a_digest() -> None:
    waiting, sent, told = list[Announcement](), list[datetime](), 0
    for minute in range(70):
        now = NOON + minute * MINUTE
        if minute < 60:
            waiting += [announced(minute * 167 + number, at=now) for number in range(167)]
        while (found := plan(waiting, wants(), sent, now)).now:
            told += len(found.now)
            left = {one.identity for one in waiting} - {one.identity for one in found.now}
            waiting = [one for one in waiting if one.identity in left]
            sent.append(now)
            reason = found.reason
    assert [(moment - NOON) // MINUTE for moment in sent] == [2, 5, 8, 62]
    assert (told, reason) == (60 * 167 - len(waiting), "cap")
    assert waiting == []


def test_watches_told_at_once_have_a_mail_each_while_there_is_room() -> None:
    waiting = [announced(1, "ferries"), announced(2, "harbours")]
    found = plan(waiting, wants("ferries", "harbours"), [], NOON + 3 * MINUTE)
    assert [one.watch for one in found.now] == ["ferries"]
    crowd = [f"watch_{number}" for number in range(6)]
    found = plan([announced(0, name) for name in crowd], wants(*crowd), [], NOON + 3 * MINUTE)
    assert (len(found.now), found.reason) == (6, "cap")


def test_a_digest_holds_all_watches() -> None:
    daily = Rhythm("daily", at=time(18))
    waiting = [announced(1, "ferries"), announced(2, "harbours")]
    assert plan(waiting, wants("ferries", "harbours", rhythm=daily), [], NOON).later == NOON + 6 * HOUR
    found = plan(waiting, wants("ferries", "harbours", rhythm=daily), [], NOON + 6 * HOUR)
    assert (len(found.now), found.reason) == (2, "")


def test_quiet_hours_hold_back_without_being_late() -> None:
    quiet = replace(AT_ONCE, quiet=(time(12), time(14)))
    assert plan([announced(1)], wants(rhythm=quiet), [], NOON + 3 * MINUTE).later == NOON + 2 * HOUR
    found = plan([announced(1)], wants(rhythm=quiet), [], NOON + 2 * HOUR)
    assert (len(found.now), found.reason) == (1, "")


def test_what_nobody_wants_is_dropped_and_what_cannot_be_read_waits() -> None:
    gone = announced(1, "gone")
    assert plan([gone], {"gone": None}, [], NOON) == Plan(dropped={gone.identity: "not wanted"})
    assert plan([gone], {}, [], NOON) == Plan()


def test_wishes_of_the_recipient_count() -> None:
    found = watch()
    assert wanting(BOX, found, {"ferries": Wish("ferries", stopped=True)}) is None
    assert wanting(Address("mail", "other@tidings.example"), found, {}) is None
    weekly = wanting(BOX, found, {"ferries": Wish("ferries", cadence="weekly")})
    assert weekly is not None
    assert weekly.rhythm.cadence == "weekly"
    paused = wanting(Address("mail", DESK.upper()), found, {"ferries": Wish("ferries", paused_until=NOON)})
    assert paused is not None
    assert paused.muted_until == NOON
