"""Logging in and out, one-time links, throttling."""

from datetime import timedelta

from monitor.review.people import add_person, first_link, open_link
from monitor.store.store import Store
from monitor.store.users import User
from tests.review.people import NOON, PASSPHRASE, Clock, Visitor


async def test_somebody_without_a_session_is_led_to_the_log_in_and_back(visitor: Visitor, with_passphrase: str) -> None:
    browser = await visitor()
    answer = await browser.get("/help?about=keys")
    assert answer.headers["location"] == "/login?next=/help%3Fabout%3Dkeys"
    await browser.get(answer.headers["location"])
    entered = await browser.post("/login", name="ADA", passphrase=PASSPHRASE, next="/help?about=keys")
    assert (entered.status_code, entered.headers["location"]) == (303, "/help?about=keys")
    assert (await browser.get("/")).status_code == 303


async def test_wrong_passphrase_and_unknown_name_get_the_same_answer(visitor: Visitor, with_passphrase: str) -> None:
    browser = await visitor()
    await browser.get("/login")
    wrong = await browser.post("/login", name="ada", passphrase="not this one at all")
    nobody = await browser.post("/login", name="eve", passphrase="not this one at all")
    assert wrong.status_code == nobody.status_code == 401
    assert "Name and passphrase do not fit." in wrong.text
    assert wrong.text.count("\n") == nobody.text.count("\n")


async def test_an_account_is_closed_for_a_while_after_ten_tries(
    visitor: Visitor, with_passphrase: str, clock: Clock
) -> None:
    browser = await visitor()
    await browser.get("/login")
    for _ in range(10):
        assert (await browser.post("/login", name="Ada", passphrase="x")).status_code == 401
    assert (await browser.post("/login", name="ada", passphrase=PASSPHRASE)).status_code == 429
    clock.forward(timedelta(minutes=16))
    assert (await browser.post("/login", name="ada", passphrase=PASSPHRASE)).status_code == 303


async def test_an_address_is_closed_for_a_while_after_fifty_tries(store: Store, visitor: Visitor) -> None:
    for _ in range(50):
        await store.attempts.count("address:127.0.0.1", NOON)
    browser = await visitor()
    await browser.get("/login")
    assert (await browser.post("/login", name="zoe", passphrase="x")).status_code == 429


async def test_nobody_is_sent_to_another_site_after_the_log_in(visitor: Visitor, with_passphrase: str) -> None:
    browser = await visitor()
    page = await browser.get("/login?next=//evil.example/a")
    assert "evil" not in page.text
    entered = await browser.post("/login", name="ada", passphrase=PASSPHRASE, next="https://evil.example")
    assert entered.headers["location"] == "/alerts"


async def test_logging_out_ends_the_session_itself(store: Store, visitor: Visitor) -> None:
    browser = await visitor("reader")
    kept = browser.client.cookies["monitor_session"]
    assert (await browser.post("/logout")).status_code == 303
    browser.client.cookies.set("monitor_session", kept)
    assert (await browser.get("/")).headers["location"] == "/login"


async def test_a_session_ends_after_a_week_of_silence_and_after_a_month(visitor: Visitor, clock: Clock) -> None:
    browser = await visitor("reader")
    for _ in range(5):
        clock.forward(timedelta(days=5, hours=23))
        answer = await browser.get("/")
        assert answer.headers["location"] == "/alerts"
    clock.forward(timedelta(days=1))
    assert (await browser.get("/")).headers["location"] == "/login"


async def test_the_first_start_makes_an_administrator_once(store: Store, visitor: Visitor) -> None:
    link = await first_link(store, NOON)
    second = await first_link(store, NOON)
    assert link != second
    browser = await visitor()
    assert (await browser.get(link)).status_code == 410, "another start opens another link"
    assert "administrator" in (await browser.get(second)).text
    weak = await browser.post(second, passphrase="administrator", again="administrator")
    assert weak.status_code == 422
    chosen = await browser.post(second, passphrase=PASSPHRASE, again=PASSPHRASE)
    assert chosen.headers["location"] == "/alerts"
    assert (await browser.get("/")).headers["location"] == "/alerts"
    await browser.get("/help")
    assert (await browser.post(second, passphrase=PASSPHRASE, again=PASSPHRASE)).status_code == 410
    assert await first_link(store, NOON) == ""


async def test_a_link_is_over_after_three_days(store: Store, visitor: Visitor, clock: Clock) -> None:
    link = await add_person(store, "ben", "reader", "", "test", NOON)
    clock.forward(timedelta(days=3, seconds=1))
    assert (await (await visitor()).get(link)).status_code == 410


async def test_choosing_a_passphrase_ends_every_earlier_session(store: Store, visitor: Visitor) -> None:
    old = await visitor("editor", "ben")
    link = await open_link(store, "ben", "test", NOON)
    new = await visitor()
    await new.get(link)
    await new.post(link, passphrase=PASSPHRASE, again=PASSPHRASE)
    assert (await old.get("/")).headers["location"] == "/login"
    assert (await new.get("/")).headers["location"] == "/alerts"


async def test_a_closed_account_is_out_at_once(store: Store, visitor: Visitor) -> None:
    browser = await visitor("editor", "ben")
    await store.users.change("ben", {"active": False})
    assert (await browser.get("/")).headers["location"] == "/login"


async def test_names_are_taken_whatever_their_case(store: Store) -> None:
    assert await store.users.add(User("Ada", "reader"))
    assert not await store.users.add(User("aDA", "reader"))


async def test_a_script_whose_session_is_over_is_led_to_the_log_in_and_back(visitor: Visitor) -> None:
    nobody = await visitor()
    headers = {"hx-request": "true", "hx-current-url": "http://127.0.0.1:8000/alerts?state=all#a-1"}
    answer = await nobody.client.get("/alerts/changes", headers=headers)
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/login?next=/alerts%3Fstate%3Dall")
