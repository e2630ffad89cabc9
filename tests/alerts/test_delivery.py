"""Mails through a real mail server that behaves well, badly, or not at all."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.alerts.sender import send_due
from monitor.settings import Environment
from monitor.store.store import Store
from monitor.watch import Rhythm
from tests.alerts.lab import DESK, NOON, insert, item, keep, part, settle, settle_and_send, watch
from tests.alerts.mail_site import PASSWORD, USER, MailSite, trusting
from tests.site.certificate import server_context, write_certificate

MINUTE = timedelta(minutes=1)
SOON = NOON + 3 * MINUTE


@pytest.fixture
def site() -> Iterator[MailSite]:
    with MailSite() as opened:
        yield opened


@pytest.fixture
async def queued(store: Store, environment: Environment) -> Store:
    """A store in which one alert waits for the desk."""
    await keep(store, watch())
    await insert(store, item(1))
    await settle(store, environment)
    return store


def through(site: MailSite, environment: Environment) -> Environment:
    return replace(environment, smtp_url=site.url)


async def test_many_mails_go_through_one_session(store: Store, environment: Environment, site: MailSite) -> None:
    everybody = [f"desk{number}@tidings.example" for number in range(30)]
    await keep(store, watch("ferries", *everybody))
    await insert(store, item(1))
    await settle(store, environment)
    assert (await send_due(store, through(site, environment), SOON)).sent == 30
    assert sorted(recipient for recipient, _ in site.received) == sorted(everybody)
    assert site.sessions == 1


async def test_a_greylisted_mail_is_offered_again(queued: Store, environment: Environment, site: MailSite) -> None:
    site.greylisted = {DESK}
    mailed = through(site, environment)
    assert (await send_due(queued, mailed, SOON)).deferred == 1
    (delivery,) = await queued.deliveries.latest(["deferred"])
    assert "greylisted, come back later" in delivery["attempts"][0]["answer"]
    assert (await send_due(queued, mailed, SOON)).sent == 0
    assert (await send_due(queued, mailed, SOON + MINUTE)).sent == 1
    assert site.mails[0]["Message-ID"] == delivery["message_id"]


async def test_a_mail_that_is_put_off_for_three_days_is_dead(
    queued: Store, environment: Environment, site: MailSite
) -> None:
    mailed, moment, tries = through(site, environment), SOON, 0
    while not await queued.deliveries.latest(["dead"]):
        site.greylisted, before = {DESK}, site.offered[DESK]
        site.offered[DESK] = 0
        report = await send_due(queued, mailed, moment)
        site.offered[DESK] += before
        tries += report.deferred
        (delivery,) = await queued.deliveries.latest()
        moment = delivery["next_try"] or moment
    assert timedelta(days=3) <= moment - SOON < timedelta(days=3, hours=2)
    assert 70 < tries < 90
    assert "Given up after three days" in delivery["attempts"][-1]["answer"]


@pytest.mark.parametrize("words", ["550 5.7.1 not from you", "530 5.7.0 Authentication required", "421 4.3.2 closing"])
async def test_what_a_server_says_to_all_mails_kills_none(
    queued: Store, environment: Environment, site: MailSite, words: str
) -> None:
    site.to_senders = words
    report = await send_due(queued, through(site, environment), SOON)
    assert (report.dead, report.refused) == (0, 0)
    assert words in report.trouble["mail"]
    site.to_senders = ""
    assert (await send_due(queued, through(site, environment), SOON + MINUTE)).sent == 1


@pytest.mark.parametrize("scheme", ["smtps", "smtp"])
async def test_certificates_that_are_not_there_are_told_in_a_sentence(
    queued: Store, environment: Environment, scheme: str
) -> None:
    url = f"{scheme}://mail.tidings.example?auth=never&ca=/nowhere/ca.pem"
    report = await send_due(queued, replace(environment, smtp_url=url), SOON)
    assert "the certificates in /nowhere/ca.pem cannot be read" in report.trouble["mail"]


async def test_refused_recipients_cost_only_themselves(store: Store, environment: Environment, site: MailSite) -> None:
    site.refused = {"gone@tidings.example"}
    await keep(store, watch("ferries", "gone@tidings.example", DESK))
    await insert(store, item(1))
    await settle(store, environment)
    report = await send_due(store, through(site, environment), SOON)
    assert (report.sent, report.dead) == (1, 1)
    (dead,) = await store.deliveries.latest(["dead"])
    assert dead["recipient"] == "gone@tidings.example"
    assert "550 5.1.1 no such person here" in dead["attempts"][0]["answer"]
    site.refused = set()
    await store.deliveries.queue_again(dead["id"], SOON)
    await store.mailboxes.send_again(dead["mailbox"], dead["id"], SOON)
    assert (await send_due(store, through(site, environment), SOON)).sent == 1
    assert site.mails[-1]["Message-ID"] == dead["message_id"]


async def test_a_mail_dropped_after_its_text_is_repeated_as_the_same_mail(
    queued: Store, environment: Environment, site: MailSite
) -> None:
    dropped = [DESK]
    site.drops = lambda recipient: bool(dropped) and dropped.pop() == recipient
    mailed = through(site, environment)
    assert (await send_due(queued, mailed, SOON)).deferred == 1
    assert (await send_due(queued, mailed, SOON + MINUTE)).sent == 1
    (mail,) = site.mails
    (delivery,) = await queued.deliveries.latest()
    assert mail["Message-ID"] == delivery["message_id"]


async def test_a_server_that_hangs_keeps_nobody_for_ever(
    queued: Store, environment: Environment, site: MailSite
) -> None:
    site.hangs = True
    report = await send_due(queued, through(site, environment), SOON, patience=0.2)
    assert report.deferred == 1
    site.hangs = False
    assert (await send_due(queued, through(site, environment), SOON + MINUTE)).sent == 1


async def test_a_server_that_never_answers_is_away(queued: Store, environment: Environment) -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        mailed = replace(environment, smtp_url=f"smtp://127.0.0.1:{mute.getsockname()[1]}?starttls=never")
        report = await send_due(queued, mailed, SOON, patience=0.2)
    assert "cannot be used" in report.trouble["mail"]
    assert (await queued.outside.state("mail"))["trouble"] == report.trouble["mail"]


async def test_a_day_without_the_mail_server(store: Store, environment: Environment) -> None:
    await keep(store, watch("ferries", DESK, "second@tidings.example"))
    with MailSite() as site:
        mailed = through(site, environment)
    moment = NOON
    for number in range(48):
        moment = NOON + number * 30 * MINUTE
        await insert(store, item(number, at=moment))
        report = await settle_and_send(store, mailed, moment)
    assert "cannot be used: Connection refused" in report.trouble["mail"]
    with MailSite() as site:
        mailed = through(site, environment)
        for minute in range(11):
            await send_due(store, mailed, moment + minute * MINUTE)
        by_recipient = {
            to: [mail for mail in site.mails if mail["To"] == to] for to in (DESK, "second@tidings.example")
        }
    for mails in by_recipient.values():
        assert len(mails) <= 4
        # The first was planned before the server went away and is told first.
        told = [int(mail["Subject"].split("– ")[1].split()[0]) for mail in mails]
        assert sum(told) == 48
        assert "come late" in part(mails[-1], "plain")
        assert [mail["Date"].datetime for mail in mails] == sorted(mail["Date"].datetime for mail in mails)


async def test_encryption_and_log_in(queued: Store, environment: Environment, tmp_path: Path) -> None:
    certificate = write_certificate(tmp_path)
    login = f"{USER}:{PASSWORD.replace('/', '%2F').replace(' ', '%20')}"
    with MailSite(tls=server_context(certificate), auth=True) as site:
        place = f"{login}@127.0.0.1:{site.port}"
        unknown = replace(environment, smtp_url=f"smtp://{place}")
        assert "certificate" in (await send_due(queued, unknown, SOON)).trouble["mail"].lower()
        wrong = replace(environment, smtp_url=f"smtp://{USER}:wrong@127.0.0.1:{site.port}?{trusting(certificate)}")
        assert "refuses user or password" in (await send_due(queued, wrong, SOON, eager=True)).trouble["mail"]
        good = replace(environment, smtp_url=f"smtp://{place}?{trusting(certificate)}")
        assert (await send_due(queued, good, SOON, eager=True)).sent == 1
        assert site.logins == 1


async def test_encryption_from_the_first_byte(queued: Store, environment: Environment, tmp_path: Path) -> None:
    certificate = write_certificate(tmp_path)
    with MailSite(tls=server_context(certificate), smtps=True, auth=True) as site:
        login = f"{USER}:{PASSWORD.replace('/', '%2F').replace(' ', '%20')}"
        url = f"smtps://{login}@127.0.0.1:{site.port}?{trusting(certificate)}"
        assert (await send_due(queued, replace(environment, smtp_url=url), SOON)).sent == 1


@pytest.mark.parametrize("options", ["", "?starttls=optional"])
async def test_no_password_goes_over_a_plain_line(
    queued: Store, environment: Environment, site: MailSite, options: str
) -> None:
    url = f"smtp://{USER}:secret@127.0.0.1:{site.port}{options}"
    report = await send_due(queued, replace(environment, smtp_url=url), SOON)
    assert "offers no encryption" in report.trouble["mail"]
    assert "secret" not in report.trouble["mail"]
    assert site.received == []


async def test_a_hostile_headline_reaches_no_header(store: Store, environment: Environment, site: MailSite) -> None:
    await keep(store, watch(rhythm=Rhythm("at once", most_per_hour=60)))
    headlines = [
        "Ferry\r\nBcc: all@tidings.example",
        "Ferry\0\ufffd",
        "\u202eyrreF \u2066\u2069 \u200f",
        "Ferry " + "x" * 10_000,
        "",
        "Ferry\n\n<script>alert(1)</script>",
        "{{ 7 * 7 }} {% raw %} %(x)s %s",
    ]
    for number, headline in enumerate(headlines):
        await insert(store, item(number, headline=headline, matches=[]))
        await settle(store, environment, NOON + number * 3 * MINUTE)
        await send_due(store, through(site, environment), NOON + (number * 3 + 2) * MINUTE)
    assert len(site.mails) == len(headlines)
    for raw, mail in zip((raw for _, raw in site.received), site.mails, strict=True):
        assert mail["Bcc"] is None
        assert set(mail["Subject"]) & set("\r\n\0\u202e") == set()
        assert len(mail["Subject"]) < 300
        assert "<script>" not in part(mail, "html")
        assert max(map(len, raw.splitlines())) <= 998
    assert "{{ 7 * 7 }}" in site.mails[-1]["Subject"]
