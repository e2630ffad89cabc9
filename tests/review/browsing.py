"""Debian's Chromium at the pages, as somebody who is logged in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from shutil import which
from typing import Literal

from playwright.async_api import Browser as Chromium
from playwright.async_api import Page, async_playwright

from monitor.review.secret import hashed, new_secret
from monitor.store.sessions import Session
from monitor.store.store import Store
from monitor.store.users import Habits, Role, User
from tests.review.people import NOON

# `tools/prepare browser` installs it; without it these tests fail, they are not left out.
CHROMIUM = which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps", "--no-first-run",
]  # fmt: skip


@asynccontextmanager
async def chromium_open() -> AsyncIterator[Chromium]:
    """The browser, closed at the end."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


async def page_of(chromium: Chromium, address: str, *, java_script: bool = True) -> Page:
    """A window of a browser that nobody has used."""
    context = await chromium.new_context(base_url=address, java_script_enabled=java_script)
    page = await context.new_page()
    page.set_default_timeout(10_000)
    return page


async def logged_in(
    chromium: Chromium,
    store: Store,
    address: str,
    name: str,
    role: Role,
    *,
    java_script: bool = True,
    direction: Literal["", "ltr", "rtl"] = "",
) -> Page:
    """The same of a person in a role, who reads in a direction ("": that of the language)."""
    await store.users.add(User(name, role, habits=Habits(direction=direction)))
    secret = new_secret()
    await store.sessions.begin(Session(hashed(secret), name, NOON, NOON))
    page = await page_of(chromium, address, java_script=java_script)
    await page.context.add_cookies([{"name": "monitor_session", "value": secret, "url": address}])
    return page
