import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.alerts.key import secret_key
from monitor.alerts.links import alert_page, read_stop, stop_link
from monitor.alerts.sender import send_due
from monitor.alerts.subscriptions import change, wishes
from monitor.errors import MonitorError, UsageError
from monitor.settings import Environment
from monitor.store.announcements import digest
from monitor.store.mailboxes import Address
from monitor.store.store import Store
from tests.alerts.lab import DESK, NOON, files, insert, item, keep, part, settle, settle_and_send, watch

MINUTE = timedelta(minutes=1)


def test_the_key_is_made_once_for_its_owner_only(environment: Environment) -> None:
    key = secret_key(environment)
    assert secret_key(environment) == key
    file = environment.home / "secret.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_key_of_your_own(environment: Environment, tmp_path: Path) -> None:
    file = tmp_path / "key"
    own = replace(environment, secret_key_file=file)
    with pytest.raises(MonitorError, match="cannot be read"):
        secret_key(own)
    file.write_text("short")
    with pytest.raises(MonitorError, match="too short"):
        secret_key(own)
    file.write_text("k" * 40 + "\n")
    assert secret_key(own) == b"k" * 40


def test_links_are_signed(environment: Environment, tmp_path: Path) -> None:
    token = stop_link(environment, DESK, ["ferries", "a/b?c"]).rpartition("/")[2]
    assert read_stop(environment, token).watches == ("ferries", "a/b?c")
    other = replace(environment, home=tmp_path / "elsewhere")
    for wrong in (token[:-2], token + "x", "", "\0", "é", read_token(stop_link(other, DESK, ["ferries"]))):
        with pytest.raises(UsageError, match="not one of ours"):
            read_stop(environment, wrong)
    assert alert_page(environment, "a/../b").endswith("/alerts/a%2F..%2Fb")


def read_token(link: str) -> str:
    return link.rpartition("/")[2]


async def test_one_click_stops_and_another_resumes(store: Store, environment: Environment, mails: Path) -> None:
    await keep(store, watch())
    await insert(store, item(1))
    await settle(store, environment)
    await send_due(store, environment, NOON + 3 * MINUTE)
    (mail,) = files(mails)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = mail["List-Unsubscribe"].strip("<>")
    assert link in part(mail, "plain")
    token = read_token(link)
    await change(store, environment, token, "stop", NOON)
    await change(store, environment, token, "stop", NOON)
    assert (await wishes(store, environment, token))["ferries"].stopped
    await insert(store, item(2))
    await settle_and_send(store, environment, NOON + timedelta(hours=1))
    assert len(await store.alerts.latest()) == 2
    await change(store, environment, token, "resume", NOON)
    await insert(store, item(3))
    await settle_and_send(store, environment, NOON + timedelta(hours=2))
    await send_due(store, environment, NOON + timedelta(hours=3))
    assert ["Ferry 3" in mail["Subject"] for mail in files(mails)] == [False, True]


async def test_a_link_pauses_or_makes_mails_rarer(store: Store, environment: Environment, mails: Path) -> None:
    await keep(store, watch())
    token = read_token(stop_link(environment, DESK, ["ferries"]))
    await change(store, environment, token, "pause", NOON)
    await insert(store, item(1))
    await settle(store, environment)
    await send_due(store, environment, NOON + timedelta(days=6))
    assert files(mails) == []
    await change(store, environment, token, "weekly", NOON)
    assert (await wishes(store, environment, token))["ferries"].cadence == "weekly"
    with pytest.raises(UsageError, match="nothing that can be asked for"):
        await change(store, environment, token, "drop database", NOON)


async def test_a_mail_of_very_many_watches_has_a_link_that_fits(
    store: Store, environment: Environment, mails: Path
) -> None:
    names = [digest([str(number)]) for number in range(60)]
    late = NOON + timedelta(hours=2)
    for name in names:
        await keep(store, watch(name))
    await insert(store, *(item(number, name) for number, name in enumerate(names)))
    await settle_and_send(store, environment, NOON)
    await send_due(store, environment, late)
    (mail,) = files(mails)
    link = mail["List-Unsubscribe"].strip("<>")
    assert len(link) < 998
    assert len((await change(store, environment, read_token(link), "stop", late)).watches) == 60
    box = Address("mail", DESK).mailbox
    assert {name for name, wish in (await store.mailboxes.wishes([box]))[box].items() if wish.stopped} == set(names)
