from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

from monitor.alerts.letter import MOST_IN_FULL, MOST_LISTED
from monitor.alerts.recent import MANY
from monitor.alerts.sender import send_due
from monitor.settings import Environment
from monitor.store.store import Store
from monitor.watch import Recipient, Rhythm
from tests.alerts.lab import DESK, NOON, files, happen, insert, item, keep, part, settle, settle_and_send, watch

MINUTE = timedelta(minutes=1)
SOON = NOON + 3 * MINUTE


async def test_a_match_becomes_an_alert_and_one_mail(store: Store, environment: Environment, mails: Path) -> None:
    await keep(store, watch())
    await insert(store, item(1))
    assert (await settle(store, environment)).alerts == 1
    assert (await send_due(store, environment, NOON)).sent == 0
    assert (await send_due(store, environment, SOON)).sent == 1
    assert (await settle_and_send(store, environment, NOON + timedelta(days=1))).sent == 0
    (mail,) = files(mails)
    assert mail["Subject"] == "Ferries that do not sail – 1 alert: Ferry 1 to Lower Quill resumes"
    assert mail["To"] == DESK
    assert "The *ferry* to Lower Quill sails again." in part(mail, "plain")
    assert "https://post.example/1" in part(mail, "html")
    (alert,) = await store.alerts.latest()
    assert f"https://monitor.tidings.example/alerts/{alert['id']}" in part(mail, "plain")
    (delivery,) = await store.deliveries.latest()
    assert (delivery["state"], delivery["alerts"], delivery["message_id"]) == (
        "sent",
        [alert["id"]],
        mail["Message-ID"],
    )
    stored = await store.items.get("https://post.example/1")
    assert stored is not None
    assert stored["pending_alerts"] == []


async def test_what_comes_in_together_is_told_together(store: Store, environment: Environment, mails: Path) -> None:
    await keep(store, watch())
    await insert(store, *map(item, range(3)))
    await settle(store, environment)
    await insert(store, item(3))
    await settle(store, environment, NOON + MINUTE)
    await send_due(store, environment, SOON)
    (mail,) = files(mails)
    assert "4 alerts" in mail["Subject"]


async def test_further_outlets_join_and_are_told_only_if_wanted(
    store: Store, environment: Environment, mails: Path
) -> None:
    story = item(1)["story"]
    names = ("leading", "outlets")
    for name in names:
        await keep(store, watch(name, f"{name}@tidings.example", every_outlet=name == "outlets"))
    await insert(store, item(1, *names))
    await settle_and_send(store, environment, NOON)
    await settle_and_send(store, environment, SOON)
    await insert(store, item(2, *names, story=story, source="valley_courier"))
    await insert(store, item(3, *names, story=story, source="valley_courier"))
    await settle_and_send(store, environment, SOON + MINUTE)
    await settle_and_send(store, environment, SOON + 4 * MINUTE)
    first, second, third = sorted(files(mails), key=lambda mail: (mail["To"], mail["Date"].datetime))
    assert first["To"] == "leading@tidings.example"
    assert "Now also in" in part(third, "plain")
    assert third["In-Reply-To"] == third["References"] == second["Message-ID"]
    assert third["Subject"] == f"Re: {second['Subject']}"
    for alert in await store.alerts.latest():
        assert alert["outlets"] == ["harbour_post", "valley_courier"]
        assert len(alert["items"]) == 3


async def test_edits_and_take_downs_are_told_if_wanted(store: Store, environment: Environment, mails: Path) -> None:
    await keep(store, watch(edits=True, takedowns=True))
    await insert(store, item(1))
    await settle_and_send(store, environment, NOON)
    await send_due(store, environment, SOON)
    for number, (kind, words) in enumerate((("edit", "edited"), ("gone", "taken down"), ("back", "is back")), 1):
        moment = NOON + timedelta(hours=number)
        await happen(store, 1, kind, moment, headline=f"Ferry changed {number}")
        await settle_and_send(store, environment, moment)
        await settle_and_send(store, environment, moment + 3 * MINUTE)
        assert words in part(files(mails)[-1], "plain")
    assert len(files(mails)) == 4
    (alert,) = await store.alerts.latest()
    assert alert["leading"]["headline"] == "Ferry changed 1"


async def test_nobody_is_told_of_edits_who_did_not_ask(store: Store, environment: Environment, mails: Path) -> None:
    await keep(store, watch())
    await insert(store, item(1))
    await settle_and_send(store, environment, NOON)
    await happen(store, 1, "edit", NOON + MINUTE)
    await settle_and_send(store, environment, NOON + timedelta(hours=2))
    assert len(files(mails)) == 1


async def test_each_recipient_has_a_rhythm(store: Store, environment: Environment, mails: Path) -> None:
    rhythms = {
        "now@tidings.example": Rhythm("at once"),
        "hourly@tidings.example": Rhythm("hourly"),
        "daily@tidings.example": Rhythm("daily", at=time(7), timezone="Asia/Tokyo"),
        "weekly@tidings.example": Rhythm("weekly", at=time(9), weekday="wednesday", timezone="Europe/Berlin"),
    }
    await keep(store, watch(recipients=tuple(Recipient(*pair) for pair in rhythms.items())))
    await insert(store, item(1))
    await settle(store, environment)
    moment, arrived = NOON, dict[str, datetime]()
    while len(arrived) < 4 and moment < NOON + timedelta(days=8):
        before = len(files(mails))
        await send_due(store, environment, moment)
        if len(files(mails)) > before:
            arrived |= {mail["To"]: moment for mail in files(mails) if mail["To"] not in arrived}
        moment += timedelta(hours=1)
    assert {to: f"{at:%a %H:%M}" for to, at in arrived.items()} == {
        "now@tidings.example": "Mon 13:00",
        "hourly@tidings.example": "Mon 13:00",
        "daily@tidings.example": "Mon 22:00",
        "weekly@tidings.example": "Wed 08:00",
    }


async def test_a_flood_in_an_hour_is_four_mails_the_last_a_digest(
    store: Store, environment: Environment, mails: Path
) -> None:
    await keep(store, watch())
    for minute in range(60):
        now = NOON + minute * MINUTE
        await insert(store, *(item(minute * 3 + number, at=now) for number in range(3)))
        await settle_and_send(store, environment, now)
    assert len(files(mails)) == 3
    for minute in range(60, 75):
        await send_due(store, environment, NOON + minute * MINUTE)
    found = files(mails)
    assert len(found) == 4
    assert "more than the number of mails an hour" in part(found[-1], "plain")
    assert sum(int(mail["Subject"].split("– ")[1].split()[0]) for mail in found) == 180


async def test_removed_recipients_are_told_nothing_more(store: Store, environment: Environment, mails: Path) -> None:
    await keep(store, watch())
    await insert(store, item(1))
    await settle(store, environment)
    await keep(store, watch("ferries", "other@tidings.example"))
    assert (await send_due(store, environment, SOON)).dropped == 1
    assert files(mails) == []


async def test_muted_watches_are_told_later_with_the_reason(
    store: Store, environment: Environment, mails: Path
) -> None:
    await keep(store, watch(muted_until=NOON + timedelta(days=2)))
    await insert(store, item(1))
    await settle_and_send(store, environment, NOON)
    await send_due(store, environment, NOON + timedelta(days=1))
    assert files(mails) == []
    await send_due(store, environment, NOON + timedelta(days=2))
    assert "muted" in part(files(mails)[0], "plain")


async def test_silence_is_told_once_a_turn(store: Store, environment: Environment, mails: Path) -> None:
    daily = Rhythm("daily", at=time(7), nothing_found=True)
    await keep(store, watch(rhythm=daily))
    await store.runs.begin("harbour_post", NOON)
    for hour in range(48):
        await settle_and_send(store, environment, NOON + timedelta(hours=hour))
    found = files(mails)
    assert [mail["Subject"] for mail in found] == ["Ferries that do not sail – nothing found"] * 3
    words = [part(mail, "plain") for mail in found]
    assert ["1 source was visited" in text for text in words] == [False, True, False]
    assert "no source was visited in this time" in words[2]


async def test_silence_is_not_told_when_something_was_found(
    store: Store, environment: Environment, mails: Path
) -> None:
    daily = Rhythm("daily", at=time(7), nothing_found=True)
    await keep(store, watch(rhythm=daily), at=NOON)
    await insert(store, item(1))
    await settle(store, environment)
    await send_due(store, environment, NOON + timedelta(days=1))
    (mail,) = files(mails)
    assert "1 alert" in mail["Subject"]


async def test_without_a_mail_server_alerts_wait(store: Store, environment: Environment, mails: Path) -> None:
    await keep(store, watch())
    await insert(store, item(1))
    await settle(store, environment)
    without = replace(environment, smtp_url="")
    report = await send_due(store, without, SOON)
    assert "MONITOR_SMTP_URL is not set" in report.trouble["mail"]
    assert (await store.outside.state("mail"))["trouble"] == report.trouble["mail"]
    assert (await send_due(store, environment, SOON + timedelta(hours=1))).sent == 1
    assert (await store.outside.state("mail"))["trouble"] == ""
    assert "come late" in part(files(mails)[0], "plain")


async def test_a_digest_of_very_many_reads_only_what_it_shows(
    store: Store, environment: Environment, mails: Path
) -> None:
    await keep(store, watch(rhythm=Rhythm("daily", at=time(7))))
    # The one that most outlets tell stands first, wherever it lies among those that wait.
    carried = item(250)["story"]
    more = [item(1_000 + number, story=carried, source=f"outlet_{number}") for number in range(3)]
    await insert(store, *map(item, range(MANY + 12)), *more)
    await settle(store, environment)
    await send_due(store, environment, NOON + timedelta(days=1))
    (mail,) = files(mails)
    assert mail["Subject"] == f"Ferries that do not sail – {MANY + 12} alerts: Ferry 250 to Lower Quill resumes"
    assert f"{MANY + 12 - MOST_LISTED} more on the review pages" in part(mail, "plain")
    assert part(mail, "html").count('class="piece"') == MOST_IN_FULL
