"""Sources on the pages: how they fare, paused, changed by two, added after a look at a real site on loopback."""

import asyncio
import json
from datetime import timedelta

import pytest

from monitor.review.source_files import revision
from monitor.settings import Environment
from monitor.sources.catalogue import load_catalogue
from monitor.standing import Health
from monitor.store.store import Store
from tests.review.alerts import many
from tests.review.people import NOON, Browser, Visitor
from tests.review.sites import LAGOON, kept, standing
from tests.site.server import Site

FEED = """<rss version="2.0"><channel><title>Lagoon</title><item><title>Tide &lt;b&gt;rises</title><link>{}</link>
<pubDate>Mon, 25 May 2026 08:00:00 +0200</pubDate></item></channel></rss>"""


async def test_the_worst_comes_first_with_its_cause(store: Store, environment: Environment, visitor: Visitor) -> None:
    for name in ("lagoon", "atoll"):
        kept(environment, name, LAGOON.replace("Lagoon", name.title()))
    cause = "robots.txt forbids <script>alert(1)</script>"
    await standing(store, "lagoon", Health("blocked", "robots", cause, NOON - timedelta(days=2)))
    await standing(store, "atoll", Health("ok", last_new=NOON))
    page = (await (await visitor("reader")).get("/sources")).text
    assert page.index("Lagoon Courier") < page.index("Atoll Courier")
    assert "robots.txt forbids &lt;script&gt;" in page
    assert "<script>alert" not in page
    only = await (await visitor("reader", "ben")).client.get("/sources.json", params={"state": "ok"})
    assert [(one["name"], one["state"]) for one in only.json()["items"]] == [("atoll", "ok")]


async def test_volume_and_dates_of_a_source(store: Store, environment: Environment, visitor: Visitor) -> None:
    kept(environment, "source_001")
    await many(store, 40)
    await store.database["items"].update_many({}, {"$set": {"source": "source_001", "published_confidence": "high"}})
    reader = await visitor("reader")
    found = (await reader.client.get("/sources/source_001.json")).json()
    assert found["dated_percent"] == 100
    assert sum(found["items_by_day"]) == 40
    page = (await reader.get("/sources/source_001")).text
    assert '<svg class="spark"' in page
    assert "40 certain" in page


async def test_a_source_is_paused_and_resumed_by_its_file(environment: Environment, visitor: Visitor) -> None:
    path = kept(environment)
    editor = await visitor("editor")
    assert (await editor.post("/sources/lagoon/pause", **{"as": "paused"})).status_code == 303
    assert not load_catalogue(environment).get("lagoon").active
    assert "# Seen in May." in path.read_text()
    assert "Resume" in (await editor.get("/sources/lagoon")).text
    await editor.post("/sources/lagoon/pause", **{"as": "active"})
    assert path.read_text() == LAGOON


async def test_a_bundled_source_gets_a_file_of_its_own(
    store: Store, environment: Environment, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kept(environment)
    monkeypatch.setattr("monitor.review.source_files.is_bundled", lambda source: source.path == path)
    editor = await visitor("editor")
    changed = LAGOON.replace("coast", "shore")
    await editor.post("/sources/lagoon", text=changed, revision=revision(LAGOON))
    assert (environment.home / "sources" / "coast" / "lagoon.toml").read_text() == changed


async def test_what_two_editors_change_is_not_overwritten(environment: Environment, visitor: Visitor) -> None:
    path = kept(environment)
    editor = await visitor("editor")
    first, second = LAGOON.replace("Lagoon C", "Reef C"), LAGOON.replace("Lagoon C", "Atoll C")
    assert (await editor.post("/sources/lagoon", text=first, revision=revision(LAGOON))).status_code == 303
    late = await editor.post("/sources/lagoon", text=second, revision=revision(LAGOON))
    assert (late.status_code, "Reef Courier" in late.text, "Atoll Courier" in late.text) == (409, True, True)
    assert path.read_text() == first


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("title = ", "3"),
        ('title = "A"\nhome = "javascript:alert(1)"', "home"),
        ('titel = "A"\nhome = "https://a.example/"', "title"),
        ("\x00" * 50, ""),
        ("a" * 290_000, "KiB"),
    ],
)
async def test_a_broken_file_is_not_saved(text: str, word: str, environment: Environment, visitor: Visitor) -> None:
    path = kept(environment)
    editor = await visitor("editor")
    answer = await editor.post("/sources/lagoon", text=text, revision=revision(LAGOON))
    assert answer.status_code == 422
    assert 'class="trouble"' in answer.text
    assert word == "3" or word in answer.text
    assert path.read_text() == LAGOON


async def test_a_lone_surrogate_becomes_a_question_mark(environment: Environment, visitor: Visitor) -> None:
    path = kept(environment)
    editor = await visitor("editor")
    body = json.dumps({"text": LAGOON.replace("Lagoon C", "Lag\ud800oon C"), "revision": revision(LAGOON)})
    headers = {"content-type": "application/json", "x-token": editor.token}
    answer = await editor.client.post("/sources/lagoon", content=body, headers=headers)
    assert answer.status_code == 303
    assert "Lag?oon" in path.read_text()


async def test_a_file_that_is_kept_elsewhere_is_only_shown(
    store: Store, environment: Environment, visitor: Visitor
) -> None:
    elsewhere = kept(environment)
    moved = environment.home.parent / "elsewhere" / "lagoon.toml"
    moved.parent.mkdir()
    elsewhere.rename(moved)
    (environment.home / "sources" / "coast" / "lagoon.toml").symlink_to(moved)
    object.__setattr__(environment, "source_paths", (moved,))
    editor = await visitor("editor")
    assert "change it there" in (await editor.get("/sources/lagoon/edit")).text
    answer = await editor.post("/sources/lagoon", text=LAGOON, revision=revision(LAGOON))
    assert answer.status_code == 422


async def _waited(editor: Browser, where: str) -> str:
    async with asyncio.timeout(90):
        while True:
            page = (await editor.get(where)).text
            if "refresh" not in page:
                return page
            await asyncio.sleep(0.2)


async def test_a_site_is_looked_at_and_saved(
    store: Store, environment: Environment, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_ALLOW_NETWORKS", "127.0.0.0/8")
    monkeypatch.setenv("MONITOR_HOME", str(environment.home))
    monkeypatch.setenv("MONITOR_BUNDLED_SOURCES", "0")
    editor = await visitor("editor")
    with Site() as site:
        site.add("/", '<html lang="en"><title>Lagoon</title><link rel="alternate" type="text/xml" href="/f"></html>')
        site.add("/f", FEED.format(site.url("/tide")), content_type="text/xml")
        begun = await editor.post("/looks", url=site.url("/f"))
        page = await _waited(editor, begun.headers["location"])
        assert "Tide rises" in page
        assert site.url("/f") in page
        text = f'title = "Lagoon"\nhome = "{site.url("/")}"\n\n[[entry]]\nkind = "feed"\nurl = "{site.url("/f")}"\n'
        saved = await editor.post("/sources", name="lagoon", group="coast", text=text)
        assert saved.headers["location"] == "/sources/lagoon"
        assert load_catalogue(environment).get("lagoon").entries[0].url == site.url("/f")
        twice = await editor.post("/sources", name="lagoon", group="coast", text=text)
        assert twice.headers["location"] == "/sources/lagoon"
        again = await editor.post("/sources", name="lagoon", group="coast", text=f"{text}# Another.\n")
        assert (again.status_code, "there already" in again.text) == (422, True)
        tried = await editor.post("/sources/lagoon/test")
        assert "Tide rises" in await _waited(editor, tried.headers["location"])


async def test_no_address_and_no_name_gets_further(environment: Environment, visitor: Visitor) -> None:
    editor = await visitor("editor")
    for url in ("javascript:alert(1)", "file:///etc/passwd", "", "--help"):
        answer = await editor.post("/looks", url=url)
        assert answer.status_code in {422, 303}
        if answer.status_code == 303:
            assert "--help" in url
    for name in ("../../evil", "Lagoon", "", "a/b"):
        answer = await editor.post("/sources", name=name, group="coast", text=LAGOON)
        assert answer.status_code == 422
    answer = await editor.post("/sources", name="lagoon", group="../..", text=LAGOON)
    assert answer.status_code == 422
    assert not (environment.home / "sources").exists()


async def test_an_address_in_quarantine_is_tried_again(store: Store, visitor: Visitor) -> None:
    from monitor.items import Link

    link = Link("javascript:alert(1)", title="<svg onload=alert(1)>")
    await store.quarantine.add("lagoon", link, "404 not found", "", NOON, permanent=True, detail="gone")
    editor = await visitor("editor")
    page = (await editor.get("/quarantine")).text
    assert 'href="javascript' not in page
    assert "&lt;svg onload" in page
    (record,) = (await editor.client.get("/quarantine.json")).json()["items"]
    assert (await editor.post(f"/quarantine/{record['id']}/again")).status_code == 303
    assert [one.url for one in await store.quarantine.due("lagoon", NOON, 10)] == [link.url]
