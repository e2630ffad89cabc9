"""The day of a researcher in Debian's Chromium: by keyboard alone, from right to left, under axe-core."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser as Chromium
from playwright.async_api import Page, async_playwright, expect

from monitor.review.secret import hashed, new_secret
from monitor.store.sessions import Session
from monitor.store.store import Store
from monitor.store.users import Role, User
from tests.review.alerts import many, stored
from tests.review.people import NOON

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps", "--no-first-run",
]  # fmt: skip


@pytest.fixture
async def chromium() -> AsyncIterator[Chromium]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


async def logged_in(chromium: Chromium, store: Store, address: str, name: str, role: Role) -> Page:
    await store.users.add(User(name, role))
    secret = new_secret()
    await store.sessions.begin(Session(hashed(secret), name, NOON, NOON))
    context = await chromium.new_context(base_url=address)
    await context.add_cookies([{"name": "monitor_session", "value": secret, "url": address}])
    page = await context.new_page()
    page.set_default_timeout(10_000)
    return page


async def test_fifty_alerts_are_judged_with_a_key_each(chromium: Chromium, store: Store, address: str) -> None:
    ids = await many(store, 50)
    page = await logged_in(chromium, store, address, "ada", "researcher")
    await page.goto("/alerts")
    for number in range(50):
        await page.keyboard.press("n" if number % 3 else "r")
    await expect(page.locator(".state-relevant, .state-not-relevant")).to_have_count(50, timeout=20_000)
    states = [(await stored(store, id_))["state"] for id_ in ids]
    assert states == ["not relevant" if number % 3 else "relevant" for number in range(50)]
    await page.keyboard.press("u")
    await page.wait_for_selector(".state-new")
    assert (await stored(store, ids[-1]))["state"] == "new"
