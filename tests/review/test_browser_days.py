"""A day of an editor of sources and a day of an administrator in Chromium, also set from right to left."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Literal

import pytest
from playwright.async_api import Browser as Chromium
from playwright.async_api import Page, expect

from monitor.settings import Environment
from monitor.sources.catalogue import load_catalogue
from monitor.standing import Health
from monitor.store.deliveries import State
from monitor.store.store import Store
from tests.review.alerts import many
from tests.review.browsing import chromium_open, logged_in, page_of
from tests.review.people import NOON
from tests.review.sites import furnish, kept, standing
from tests.site.server import Site

FEED = """<rss version="2.0"><channel><title>Lagoon</title><item><title>Tide rises at the pier</title><link>{}</link>
<pubDate>Mon, 25 May 2026 08:00:00 +0200</pubDate></item></channel></rss>"""
A_LOOK = 90_000
PASSPHRASE = "five slow green barges"
Direction = Literal["ltr", "rtl"]
DIRECTIONS = pytest.mark.parametrize("direction", ["ltr", "rtl"])


@pytest.fixture
async def chromium() -> AsyncIterator[Chromium]:
    async with chromium_open() as browser:
        yield browser


@pytest.fixture
def reachable(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets looks, which are processes of their own, reach a site on loopback."""
    monkeypatch.setenv("MONITOR_ALLOW_NETWORKS", "127.0.0.0/8")
    monkeypatch.setenv("MONITOR_HOME", str(environment.home))
    monkeypatch.setenv("MONITOR_BUNDLED_SOURCES", "0")


@DIRECTIONS
@pytest.mark.usefixtures("reachable")
async def test_the_day_of_an_editor_of_sources(
    direction: Direction, chromium: Chromium, store: Store, environment: Environment, address: str
) -> None:
    kept(environment, "atoll")
    await standing(store, "atoll", Health("blocked", "robots", "robots.txt forbids every page.", NOON))
    page = await logged_in(chromium, store, address, "ada", "editor", direction=direction)
    await _sees_what_is_ill(page)
    with Site() as site:
        site.add("/", '<html lang="en"><title>Lagoon</title><link rel="alternate" type="text/xml" href="/f"></html>')
        site.add("/f", FEED.format(site.url("/tide")), content_type="text/xml")
        await _add_a_source(page, site.url("/f"))
        await _change_and_test_it(page)
    saved = load_catalogue(environment).get("lagoon")
    assert (saved.title, saved.active, saved.entries[0].url) == ("Lagoon Herald", True, site.url("/f"))
    assert await page.evaluate("getComputedStyle(document.body).direction") == direction


async def _add_a_source(page: Page, feed: str) -> None:
    """Pastes an address, looks at what would come in, saves it."""
    await page.get_by_role("link", name="Add a source").click()
    await page.get_by_label("Address of the site").fill(feed)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("link", name="Tide rises at the pier")).to_be_visible(timeout=A_LOOK)
    await page.get_by_label("Short name").fill("lagoon")
    await page.get_by_label("Group").fill("coast")
    text = page.get_by_label("Source file")
    await text.fill(re.sub(r'title = ".*"', 'title = "Lagoon Courier"', await text.input_value(), count=1))
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("heading", name="Lagoon Courier")).to_be_visible()
    await expect(page.locator("h1 .chip")).to_have_text("not visited yet")


async def _change_and_test_it(page: Page) -> None:
    """A mistake is told and not saved; then the title is changed and the entries are tried; pause and resume."""
    await page.get_by_role("link", name="Edit").click()
    text = page.get_by_label("What is visited, and how")
    whole = await text.input_value()
    await text.fill(f"titel = 'x'\n{whole}")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("alert").first).to_contain_text("titel")
    await text.fill(whole.replace("Lagoon Courier", "Lagoon Herald"))
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("heading", name="Lagoon Herald")).to_be_visible()
    await page.get_by_role("button", name="Test").click()
    await expect(page.get_by_role("link", name="Tide rises at the pier")).to_be_visible(timeout=A_LOOK)
    await page.get_by_role("link", name="To the source").click()
    await page.get_by_role("button", name="Pause").click()
    await expect(page.locator("h1 .chip")).to_have_text("paused")
    await page.get_by_role("button", name="Resume").click()
    await expect(page.get_by_role("button", name="Pause")).to_be_visible()


async def _sees_what_is_ill(page: Page) -> None:
    """The worst source comes first, with its cause, and in a tab of its own."""
    await page.goto("/sources")
    await expect(page.locator("tbody tr").first).to_contain_text("robots.txt forbids every page.")
    await page.get_by_role("link", name="Blocked 1").click()
    await expect(page.locator("tbody tr")).to_have_count(1)


@DIRECTIONS
async def test_a_watch_is_written_with_its_check_and_its_trial_beside_it(
    direction: Direction, chromium: Chromium, store: Store, address: str
) -> None:
    await many(store, 30)
    page = await logged_in(chromium, store, address, "ada", "researcher", direction=direction)
    await page.goto("/watches/new")
    await page.get_by_label("Short name").fill("harbour")
    await page.get_by_label("Title").fill("Harbour")
    query = page.locator("textarea[name=query]").first
    await query.fill("(eviction OR detention")
    await expect(page.locator("#beside u.wrong")).to_have_text("(")
    await query.fill("eviction OR detention OR wages OR ban")
    await expect(page.locator("#beside")).to_contain_text("This query is sound.")
    await page.get_by_role("button", name="What would it have found?").click()
    await expect(page.locator("#tried")).to_contain_text("in the last 30 days")
    await page.get_by_label("Who is told").fill("desk@section.example weekly")
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_role("heading", name="Harbour")).to_be_visible()
    # A colleague is quicker: the change is not made, and the form says so.
    stored = await store.watches.load("harbour")
    assert stored is not None
    assert stored.watch.recipients[0].rhythm.cadence == "weekly"
    theirs = replace(stored.watch, title="Port")
    await store.watches.save(theirs, expected=stored.watch.version, by="ben", at=NOON)
    await page.get_by_label("Title").fill("Docks")
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_role("alert")).to_contain_text("changed meanwhile")
    after = await store.watches.load("harbour")
    assert after is not None
    assert after.watch.title == "Port"


@DIRECTIONS
async def test_the_day_of_an_administrator(
    direction: Direction, chromium: Chromium, store: Store, environment: Environment, address: str
) -> None:
    await many(store, 6)
    await furnish(store, environment)
    root = await logged_in(chromium, store, address, "root", "administrator", direction=direction)
    await root.goto("/users")
    await root.get_by_label("Name to log in with").fill("carla")
    await root.get_by_role("button", name="Add, and show the link").click()
    link = await root.locator(".once").inner_text()
    carla = await page_of(chromium, address)
    await _comes_in_by_the_link(carla, re.sub(r"^https?://[^/]+", "", link))
    await _gets_another_role(root, carla)
    await _sends_again(root, store)
    await _reads_the_audit(root)
    await _changes_how_it_reads(root, "rtl" if direction == "ltr" else "ltr")


async def _comes_in_by_the_link(carla: Page, link: str) -> None:
    await carla.goto(link)
    await carla.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    await carla.get_by_label("The same again").fill(PASSPHRASE)
    await carla.get_by_role("button", name="Save and log in").click()
    await expect(carla.get_by_role("heading", name="Alerts")).to_be_visible()
    await carla.goto(link)
    await expect(carla.get_by_role("heading", name="This link was used, or is too old")).to_be_visible()


async def _gets_another_role(root: Page, carla: Page) -> None:
    """Another role ends the person's sessions; the passphrase stays."""
    await root.goto("/users")
    await root.get_by_label("Role of carla").select_option("editor")
    await root.get_by_role("button", name=re.compile(r"Set ?: carla")).click()
    await carla.goto("/sources")
    await carla.get_by_label("Name").fill("carla")
    await carla.get_by_label("Passphrase").fill(PASSPHRASE)
    await carla.get_by_role("button", name="Log in").click()
    await expect(carla.get_by_role("link", name="Add a source")).to_be_visible()
    await root.get_by_role("button", name=re.compile(r"Close ?: carla")).click()
    await carla.goto("/alerts")
    await expect(carla.get_by_role("heading", name="Log in")).to_be_visible()


async def _sends_again(root: Page, store: Store) -> None:
    await root.goto("/deliveries")
    await root.get_by_role("link", name="Given up 1").click()
    await root.get_by_role("button", name="Send again").click()
    await expect(root.get_by_text("No deliveries fit this filter.")).to_be_visible()
    counts = await store.delivery_lists.counts()
    assert (counts[State.DEAD].number, counts[State.QUEUED].number) == (0, 2)


async def _reads_the_audit(root: Page) -> None:
    await root.goto("/audit?what=user.role")
    await expect(root.locator("tbody tr")).to_have_count(1)
    await expect(root.locator("tbody tr")).to_contain_text("carla")
    await root.goto("/audit")
    await expect(root.locator("tbody tr").first).to_contain_text("delivery.retried")


async def _changes_how_it_reads(root: Page, direction: Direction) -> None:
    await root.goto("/settings")
    await root.get_by_label("Direction of the pages").select_option(direction)
    await root.get_by_label("Time zone").fill("Africa/Nairobi")
    await root.get_by_role("button", name="Save").click()
    await expect(root.locator("html")).to_have_attribute("dir", direction)
    await expect(root.get_by_label("Time zone")).to_have_value("Africa/Nairobi")
