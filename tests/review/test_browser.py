"""The day of a researcher in Debian's Chromium: by keyboard alone, from right to left, under axe-core."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser as Chromium
from playwright.async_api import expect

from monitor.settings import Environment
from monitor.store.store import Store
from monitor.store.triage import Decision
from tests.review.alerts import many, stored
from tests.review.browsing import chromium_open, logged_in
from tests.review.people import NOON
from tests.review.sites import furnish


@pytest.fixture
async def chromium() -> AsyncIterator[Chromium]:
    async with chromium_open() as browser:
        yield browser


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


PAGES = ("/alerts", "/items", "/search?q=court+OR+%28", "/watches", "/watches/new", "/views", "/help", "/login")
ROOMS = (
    *("/sources", "/sources/lagoon", "/sources/lagoon/edit", "/new-source", "/quarantine", "/overview", "/deliveries"),
    *("/users", "/settings", "/audit"),
)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
async def test_every_page_is_clean_under_axe(
    chromium: Chromium, store: Store, environment: Environment, address: str, direction: str
) -> None:
    ids = await many(store, 30)
    link = await furnish(store, environment)
    page = await logged_in(chromium, store, address, "ada", "administrator")
    await store.users.change("ada", {"habits": {"direction": direction}})
    item = str((await stored(store, ids[0]))["items"][0]["item"])
    await page.set_viewport_size({"width": 320 if direction == "rtl" else 1280, "height": 800})
    await page.emulate_media(color_scheme="dark" if direction == "rtl" else "light")
    for path in (*PAGES, *ROOMS, link, f"/alerts/{ids[0]}", f"/items/{item}"):
        await page.goto(path)
        found = await Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        wide = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, f"{path} is wider than the screen"
    side = await page.evaluate("getComputedStyle(document.body).direction")
    assert side == direction


async def test_the_pages_work_without_javascript(chromium: Chromium, store: Store, address: str) -> None:
    ids = await many(store, 2)
    page = await logged_in(chromium, store, address, "ada", "researcher", java_script=False)
    await page.goto("/alerts")
    await page.locator(f"#a-{ids[0]}").get_by_role("button", name="Relevant", exact=True).click()
    assert page.url.endswith(f"#a-{ids[0]}")
    assert (await stored(store, ids[0]))["state"] == "relevant"


async def test_nothing_outside_is_asked_for_and_nothing_breaks_the_policy(
    chromium: Chromium, store: Store, environment: Environment, address: str
) -> None:
    ids = await many(store, 3)
    await furnish(store, environment)
    page = await logged_in(chromium, store, address, "ada", "administrator")
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for path in (*PAGES, *ROOMS, f"/alerts/{ids[0]}"):
        await page.goto(path)
    assert asked
    assert all(url.startswith(address) for url in asked)
    assert said == []


async def test_the_plot_is_drawn_and_its_numbers_stand_below(
    chromium: Chromium, store: Store, environment: Environment, address: str
) -> None:
    await many(store, 30)
    await furnish(store, environment)
    page = await logged_in(chromium, store, address, "ada", "reader")
    await page.goto("/overview?by=language&days=7")
    width = await page.locator("[data-plot] canvas").evaluate("canvas => canvas.width")
    assert width > 300
    drawn = "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean)"
    assert await page.locator("[data-plot] canvas").evaluate(drawn)
    await expect(page.get_by_role("columnheader", name="English", exact=True)).to_be_visible()


async def test_the_day_of_a_researcher_by_keyboard(chromium: Chromium, store: Store, address: str) -> None:
    first, second, third = await many(store, 3)
    page = await logged_in(chromium, store, address, "ada", "researcher")
    await page.goto("/alerts")
    await page.keyboard.press("?")
    await expect(page.get_by_role("heading", name="In the list of alerts")).to_be_visible()
    await page.keyboard.press("Escape")
    # Two alerts tell the same: select the first, go on, merge it into the second.
    await page.goto("/alerts")
    await page.keyboard.press("x")
    await page.keyboard.press("j")
    await page.keyboard.press("m")
    await expect(page.get_by_text("1 alert changed.")).to_be_visible()
    assert (await stored(store, first))["merged_into"] == (await stored(store, second))["_id"]
    # Tag it, then look at it as a whole and escalate it.
    await page.keyboard.press("t")
    await expect(page.locator("#tags")).to_be_focused()
    await page.keyboard.type("urgent")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("set the tags: urgent")).to_be_visible()
    await page.locator("h1").click()
    await page.keyboard.press("e")
    await expect(page.locator(".meta .chip").first).to_have_text("Escalated")
    assert (await stored(store, second))["tags"] == ["urgent"]
    # Search, and keep the search as a watch.
    await page.goto("/alerts")
    await page.keyboard.press("/")
    await expect(page.locator("#q")).to_be_focused()
    await page.keyboard.type("eviction OR detention OR ban OR wages OR court")
    await page.get_by_role("link", name="Save as a watch").click()
    await page.fill("[name=name]", "harbour_news")
    await page.fill("[name=title]", "Harbour news")
    await expect(page.get_by_text("This query is sound.")).to_be_visible()
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_role("heading", name="Harbour news")).to_be_visible()
    # Pick one of the new items by hand.
    await page.goto("/items")
    await page.keyboard.press("j")
    await page.keyboard.press("p")
    await expect(page.get_by_text("Picked by hand").first).to_be_visible()
    assert (await stored(store, third))["state"] == "new"


async def test_a_colleagues_change_appears_and_a_conflict_is_shown(
    chromium: Chromium, store: Store, address: str
) -> None:
    ids = await many(store, 2)
    ada = await logged_in(chromium, store, address, "ada", "researcher")
    await ada.goto("/alerts")
    await store.triage.judge(Decision(ids[0], 1, "ben", NOON), "escalated")
    await ada.keyboard.press("r")
    await expect(ada.get_by_text("ben made this “Escalated”")).to_be_visible()
    assert (await stored(store, ids[0]))["state"] == "escalated"
    await store.triage.judge(Decision(ids[1], 1, "ben", NOON + timedelta(minutes=1)), "closed")
    # Nothing is reloaded and no key pressed: the page looks by itself every three seconds.
    await expect(ada.locator(f"#a-{ids[1]}.state-closed")).to_be_visible()
    await expect(ada.locator("#tabs")).to_contain_text("Closed 1")


async def test_keys_lead_to_the_next_page_of_the_list_and_back_to_the_row(
    chromium: Chromium, store: Store, address: str
) -> None:
    ids = await many(store, 52)
    page = await logged_in(chromium, store, address, "ada", "researcher")
    await page.goto("/alerts")
    for _ in range(50):
        await page.keyboard.press("j")
    await expect(page.locator("#rows > .row")).to_have_count(2)
    await page.wait_for_load_state()  # the keys of a page come with its script
    await page.keyboard.press("j")
    await page.keyboard.press("o")
    await expect(page.get_by_role("heading", name="Seen at 1 place")).to_be_visible()
    await page.wait_for_load_state()
    await page.keyboard.press("b")
    await expect(page.locator("#rows > .here")).to_have_id(f"a-{ids[51]}")


async def test_a_list_that_cannot_be_kept_up_to_date_says_so(chromium: Chromium, store: Store, address: str) -> None:
    await many(store, 1)
    page = await logged_in(chromium, store, address, "ada", "researcher")
    await page.goto("/alerts")
    await page.route("**/alerts/changes*", lambda route: route.abort())
    await expect(page.locator("#stale")).to_be_visible()
    await page.unroute("**/alerts/changes*")
    await expect(page.locator("#stale")).to_be_hidden()
