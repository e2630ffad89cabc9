"""Changes of health come to the operators as mails, each once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.schedule.notifying import tell_operators
from monitor.settings import Environment
from monitor.store.notices import Notice
from monitor.store.store import Store
from tests.alerts.mail_site import MailSite

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
BROKEN = Notice("lagoon", 7, "ok", "broken", "404 not found\r\nBcc: all@tidings.example", NOON, title="Lagoon Watch")
MENDED = replace(BROKEN, slot=9, before="broken", state="ok", cause="mended; it was: 404 not found", mended=True)


@pytest.fixture
def server() -> Iterator[MailSite]:
    with MailSite() as server:
        yield server


@pytest.fixture
def posting(environment: Environment, server: MailSite) -> Environment:
    return replace(
        environment,
        smtp_url=server.url,
        mail_from="Monitor <monitor@tidings.example>",
        operators=("desk@tidings.example", "night@tidings.example"),
    )


async def test_a_change_is_told_once_to_every_operator(store: Store, posting: Environment, server: MailSite) -> None:
    await store.notices.add(BROKEN)
    await store.notices.add(BROKEN)
    assert [await tell_operators(store, posting, NOON) for _ in range(2)] == [1, 0]
    assert [recipient for recipient, _ in server.received] == ["desk@tidings.example", "night@tidings.example"]
    mail = server.mails[0]
    assert mail["Subject"] == "lagoon is broken"
    assert mail["Bcc"] is None
    text = mail.get_content()
    assert "lagoon: ok -> broken at 2026-03-01 12:00 UTC" in text
    assert "404 not found Bcc: all@tidings.example" in text


async def test_several_changes_are_one_mail(store: Store, posting: Environment, server: MailSite) -> None:
    await store.notices.add(BROKEN)
    await store.notices.add(MENDED)
    assert await tell_operators(store, posting, NOON) == 2
    assert server.mails[0]["Subject"] == "Sources in trouble: 1, mended: 1"


async def test_what_cannot_be_sent_waits(store: Store, posting: Environment, server: MailSite) -> None:
    await store.notices.add(BROKEN)
    away = replace(posting, smtp_url="smtp://127.0.0.1:1?starttls=never")
    nobody = replace(posting, operators=())
    nonsense = replace(posting, operators=("nobody at all",))
    assert [await tell_operators(store, chosen, NOON) for chosen in (away, nobody, nonsense)] == [0, 0, 0]
    assert await tell_operators(store, posting, NOON) == 1
    assert len(server.received) == 2
