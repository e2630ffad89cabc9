"""Two alerts that a person makes one: what waits is told once, is not lost, and stays in its thread."""

from datetime import timedelta
from pathlib import Path

from monitor.alerts.joining import follow_all, join_alerts
from monitor.alerts.sender import send_due
from monitor.settings import Environment
from monitor.store.store import Store
from monitor.store.triage import Decision
from tests.alerts.lab import NOON, files, insert, item, keep, part, settle, settle_and_send, watch

MINUTE = timedelta(minutes=1)
SOON = NOON + 3 * MINUTE
LATER = NOON + timedelta(hours=2)


async def alert_of(store: Store, number: int, name: str = "ferries") -> str:
    """The alert of that watch and the story of that item, also one that went up in another."""
    return next(str(one["id"]) for one in await store.alerts.of_story(f"{number:024x}") if one["watch"] == name)


async def decide(store: Store, what: str, into: str, other: str) -> None:
    """What the pages do when a person merges or splits; the settling follows."""
    revision = (await store.triage.get(into) or {})["revision"]
    outcome = await getattr(store.triage, what)(Decision(into, revision, "ada", NOON), other)
    assert not outcome.conflict
    await follow_all(store, NOON)


async def tell_the_first_and_merge_the_second(store: Store, environment: Environment) -> None:
    """Mails go out for one item; the alert of another, from elsewhere, then goes up in the first one's."""
    await insert(store, item(1))
    await settle(store, environment)
    await send_due(store, environment, SOON)
    await insert(store, item(2, source="valley_courier"))
    await settle(store, environment, SOON)
    await decide(store, "merge", await alert_of(store, 1), await alert_of(store, 2))


async def test_two_that_wait_are_told_once(store: Store, environment: Environment, mails: Path) -> None:
    await keep(store, watch())
    await insert(store, item(1), item(2, source="valley_courier"))
    await settle(store, environment)
    await decide(store, "merge", await alert_of(store, 1), await alert_of(store, 2))
    assert (await send_due(store, environment, SOON)).sent == 1
    (mail,) = files(mails)
    assert "– 1 alert: Ferry 1" in mail["Subject"]
    assert "Also in" in part(mail, "plain")
    assert (await settle_and_send(store, environment, LATER)).sent == 0


async def test_what_was_told_before_is_not_told_again(store: Store, environment: Environment, mails: Path) -> None:
    await keep(store, watch())
    await tell_the_first_and_merge_the_second(store, environment)
    assert (await settle_and_send(store, environment, LATER)).sent == 0
    assert len(files(mails)) == 1


async def test_one_that_goes_up_in_an_alert_of_another_watch_is_still_told(
    store: Store, environment: Environment, mails: Path
) -> None:
    await keep(store, watch("ferries"), watch("harbours", "other@tidings.example", title="Harbours"))
    await insert(store, item(1, "ferries"), item(2, "harbours"))
    await settle(store, environment)
    await decide(store, "merge", await alert_of(store, 1), await alert_of(store, 2, "harbours"))
    assert (await send_due(store, environment, SOON)).sent == 2
    other = next(mail for mail in files(mails) if mail["To"] == "other@tidings.example")
    assert other["Subject"] == "Harbours – 1 alert: Ferry 1 to Lower Quill resumes"


async def test_who_hears_of_every_outlet_hears_of_the_other_one(
    store: Store, environment: Environment, mails: Path
) -> None:
    await keep(store, watch(every_outlet=True))
    await tell_the_first_and_merge_the_second(store, environment)
    assert (await send_due(store, environment, LATER)).sent == 1
    first, second = files(mails)
    assert "Now also in" in part(second, "plain")
    assert (second["In-Reply-To"], second["Subject"]) == (first["Message-ID"], f"Re: {first['Subject']}")


async def test_both_threads_lead_to_what_happens_next(store: Store, environment: Environment, mails: Path) -> None:
    await keep(store, watch(edits=True))
    await insert(store, item(1))
    await settle(store, environment)
    await send_due(store, environment, SOON)
    await insert(store, item(2, source="valley_courier"))
    await settle(store, environment, SOON)
    await send_due(store, environment, SOON + 3 * MINUTE)
    await decide(store, "merge", await alert_of(store, 1), await alert_of(store, 2))
    pending = {"watch": "ferries", "version": 1, "kind": "edit", "at": LATER}
    await store.items.collection.update_one({"_id": item(2)["_id"]}, {"$push": {"pending_alerts": pending}})
    await settle(store, environment, LATER)
    await send_due(store, environment, LATER + 3 * MINUTE)
    first, second, third = files(mails)
    assert third["References"].split() == [first["Message-ID"], second["Message-ID"]]


async def test_taken_apart_again_both_are_told(store: Store, environment: Environment, mails: Path) -> None:
    await keep(store, watch())
    await insert(store, item(1), item(2, source="valley_courier"))
    await settle(store, environment)
    one, other = await alert_of(store, 1), await alert_of(store, 2)
    await decide(store, "merge", one, other)
    await send_due(store, environment, SOON)
    await decide(store, "split", one, other)
    assert (await send_due(store, environment, LATER)).sent == 1
    assert ["Ferry 1" in mail["Subject"] for mail in files(mails)] == [True, False]
    assert (await send_due(store, environment, LATER + MINUTE)).sent == 0


async def test_moved_and_moved_back_is_told_as_itself(store: Store, environment: Environment, mails: Path) -> None:
    await keep(store, watch("ferries"), watch("harbours", "other@tidings.example", title="Harbours"))
    await insert(store, item(1, "ferries"), item(2, "harbours"))
    await settle(store, environment)
    one, other = await alert_of(store, 1), await alert_of(store, 2, "harbours")
    await decide(store, "merge", one, other)
    await decide(store, "split", one, other)
    await send_due(store, environment, SOON)
    subjects = {mail["To"]: mail["Subject"] for mail in files(mails)}
    assert subjects["other@tidings.example"] == "Harbours – 1 alert: Ferry 2 to Lower Quill resumes"


async def test_what_is_queued_while_two_are_merged_follows(store: Store, environment: Environment, mails: Path) -> None:
    await keep(store, watch())
    await insert(store, item(1), item(2))
    await settle(store, environment)
    one, other = await alert_of(store, 1), await alert_of(store, 2)
    waiting = await store.announcements.waiting("mail:desk@tidings.example")
    late = [announcement for announcement in waiting if announcement.alert == other]
    await store.announcements.collection.delete_one({"_id": late[0].identity})
    revision = (await store.triage.get(one) or {})["revision"]
    await store.triage.merge(Decision(one, revision, "ada", NOON), other)
    # The settling had read the alert before it was merged, and queues now.
    await store.announcements.queue(late)
    assert await follow_all(store, NOON) == 1
    assert await follow_all(store, NOON) == 0
    await send_due(store, environment, SOON)
    (mail,) = files(mails)
    assert "– 1 alert: Ferry 1" in mail["Subject"]


async def test_two_alerts_never_go_up_in_each_other(store: Store, environment: Environment) -> None:
    await keep(store, watch())
    await insert(store, item(1), item(2))
    await settle(store, environment)
    one, other = await alert_of(store, 1), await alert_of(store, 2)
    await decide(store, "merge", one, other)
    revision = (await store.triage.get(other) or {})["revision"]
    outcome = await store.triage.merge(Decision(other, revision, "ben", NOON), one)
    assert outcome.conflict
    assert (await store.triage.get(one) or {})["merged_into"] is None


async def test_stories_merged_by_a_machine_stay_in_their_threads(
    store: Store, environment: Environment, mails: Path
) -> None:
    await keep(store, watch(edits=True))
    one, other = item(1), item(2, source="valley_courier")
    await insert(store, one, other)
    await settle(store, environment)
    await send_due(store, environment, SOON)
    await join_alerts(store, str(other["story"]), str(one["story"]), NOON)
    told = await store.announcements.told_of("mail:desk@tidings.example", [str(one["story"])])
    assert len(told[str(one["story"])]) == 1
    assert await store.announcements.collection.count_documents({"story": str(other["story"])}) == 0
