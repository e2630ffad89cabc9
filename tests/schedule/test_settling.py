"""Every item gets its story, once, whoever is at it and whatever happens in between."""

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import pytest
from bson import ObjectId

from monitor.errors import EntryError
from monitor.extract.work import Work, here
from monitor.schedule import settling
from monitor.schedule.settling import Settling, settle
from monitor.settings import Environment
from monitor.store.documents import article_document
from monitor.store.spool import Spool, spool_directory
from monitor.store.store import Store
from tests.stories.test_verdict import OTHER, STORY, prose, replaced

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
P = ParamSpec("P")
T = TypeVar("T")


def now() -> datetime:
    return NOON


async def stories(store: Store) -> dict[str, set[str]]:
    """The sources of the items of each story, by the source of its leader."""
    leaders = {story["_id"]: story["leader"] async for story in store.stories.collection.find({"merged_into": None})}
    found: dict[Any, set[str]] = {}
    names = {}
    async for item in store.items.collection.find({}):
        names[item["_id"]] = item["source"]
        found.setdefault(item["story"], set()).add(item["source"])
    return {names[leaders[identity]]: members for identity, members in found.items()}


async def kinds(store: Store) -> dict[str, str]:
    return {item["source"]: item["relation"]["kind"] async for item in store.items.collection.find({})}


async def test_items_get_their_stories(store: Store, story: Any) -> None:
    wire = story("wire", ["PORT", "(Reuters)", "–", *STORY], 0)
    post = story("post", replaced(STORY, 0.05), 1, body="First published by Wire.\n" + " ".join(STORY))
    brief = story("brief", STORY[:175], 2)
    essay = story("essay", OTHER + STORY[:200], 3)
    empty = story("empty", [], 4)
    word = story("word", ["ferry"], 5)
    await store.items.store([empty, essay, word, brief, post, wire])
    assert await settle(store, now)
    assert await stories(store) == {
        "wire": {"wire", "post", "brief"}, "essay": {"essay"}, "empty": {"empty"}, "word": {"word"}
    }  # fmt: skip
    assert await kinds(store) == {
        "wire": "new", "post": "duplicate", "brief": "excerpt", "essay": "quotes", "empty": "new", "word": "new"
    }  # fmt: skip
    item = await store.items.get("https://brief.example/a")
    assert item
    found = await store.stories.get(str(item["story"]))
    assert found
    assert (found["outlets"], found["wire"], found["first_outlet"]) == (3, "Reuters", "wire")
    assert found["first_published_by"] == "Wire"
    assert item["relation"]["of"] == str(found["leader"])
    assert item["relation"]["contained"] == 1.0
    assert [member["source"] for member in found["members"]] == ["wire", "post", "brief"]


async def test_a_second_time_changes_nothing(store: Store, story: Any) -> None:
    await store.items.store([story("wire", STORY), story("post", STORY, 1)])
    await settle(store, now)
    before = await store.stories.collection.find({}).to_list()
    await settle(store, now)
    assert await store.stories.collection.find({}).to_list() == before


async def test_later_items_join_stories_of_earlier_times(store: Store, story: Any) -> None:
    for number, name in enumerate(["wire", "post", "courier"]):
        await store.items.store([story(name, replaced(STORY, 0.04 * number), number)])
        await settle(store, now)
    assert await stories(store) == {"wire": {"wire", "post", "courier"}}


async def test_items_of_an_older_program_and_of_the_spool_are_settled(environment: Environment, story: Any) -> None:
    old = {key: value for key, value in article_document(story("old", STORY)).items() if key != "alternates"}
    spool = Spool(spool_directory(environment.home))
    spool.append([article_document(story("spooled", STORY, 1))])
    spool.close()
    store = await Store.open(environment)
    await store.items.collection.insert_one(old)
    await settle(store, now)
    assert await stories(store) == {"old": {"old", "spooled"}}
    await store.close()


async def test_editions_of_one_document_are_one_story(store: Store, story: Any) -> None:
    english = story(
        "en", STORY, 0, index_number="ACT 10/1234/2026", keys=["u:https://en.example/a", "d:ACT 10/1234/2026:en"]
    )
    french = story("fr", OTHER, 1, language="fr", index_number="ACT 10/1234/2026", keys=["d:ACT 10/1234/2026:fr"])
    copy = story("copy", OTHER[:450], 2, language="fr")
    await store.items.store([english, french, copy])
    await settle(store, now)
    assert await stories(store) == {"en": {"en", "fr", "copy"}}
    assert await kinds(store) == {"en": "new", "fr": "translation", "copy": "duplicate"}


async def test_linked_editions_are_one_story_also_when_a_copy_came_first(store: Store, story: Any) -> None:
    links = {"en": "https://site.example/en/1", "fr": "https://site.example/fr/1"}
    copy = story("copy", OTHER, 0, language="fr")
    english = story("en", STORY, 1, url=links["en"], keys=[f"u:{links['en']}"], alternates=links)
    french = story("fr", OTHER, 2, language="fr", url=links["fr"], keys=[f"u:{links['fr']}"], alternates=links)
    for one in (copy, english, french):
        await store.items.store([one])
        await settle(store, now)
    (members,) = (await stories(store)).values()
    assert members == {"copy", "en", "fr"}


async def test_a_link_that_a_template_repeats_ties_nothing_together(store: Store, story: Any) -> None:
    """Every page of a site names one fixed page as its French edition."""
    fixed = "https://site.example/fr/1"
    first = {"en": "https://site.example/en/1"}
    french = story("fr", OTHER, 0, language="fr", url=fixed, keys=[f"u:{fixed}"], alternates=first)
    pages = [
        story(f"en{number}", prose(f"page {number}", 200), number, url=url, keys=[f"u:{url}"], alternates={"fr": fixed})
        for number in (1, 2, 3)
        for url in [f"https://site.example/en/{number}"]
    ]
    await store.items.store([french, *pages])
    await settle(store, now)
    assert await stories(store) == {"fr": {"fr", "en1"}, "en2": {"en2"}, "en3": {"en3"}}


async def test_ten_thousand_copies_are_one_story_of_bounded_size(
    store: Store, story: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.store.story_documents.MOST_MEMBERS", 300)
    monkeypatch.setattr("monitor.schedule.deciding.MOST_MEMBERS", 300)
    text = " ".join(STORY)
    copies = [story(f"host{number}", [], number // 100, body=f"{text} {number}") for number in range(1_000)]
    for start in range(0, len(copies), 250):
        await store.items.store(copies[start : start + 250])
    await settle(store, now)
    assert await store.stories.collection.count_documents({}) == 1
    found = await store.stories.collection.find_one({})
    assert found
    assert (len(found["members"]), found["outlets"]) == (300, 1_000)
    assert len(found["keys"]) <= 48
    assert await store.items.collection.count_documents({"story": found["_id"]}) == 1_000


async def test_very_long_bodies_come_in_short_batches(
    store: Store, story: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.store.unsettled.MOST_TEXT", 10_000)
    await store.items.store([story(f"host{number}", prose(str(number), 900), number) for number in range(6)])
    assert len(await store.unsettled.batch()) == 2
    await settle(store, now)
    assert len(await stories(store)) == 6


async def test_a_text_that_breaks_its_worker_has_a_story_of_its_own(store: Store, story: Any) -> None:
    async def work(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        if "breaks" in str(args):
            raise EntryError("killed its worker")
        return function(*args, **kwargs)

    await store.items.store([story("wire", STORY), story("bad", ["breaks", *STORY], 1), story("post", STORY, 2)])
    await settle(store, now, work)
    assert await stories(store) == {"wire": {"wire", "post"}, "bad": {"bad"}}


async def test_only_one_is_at_it(store: Store, story: Any) -> None:
    await store.items.store([story("wire", STORY)])
    assert await store.leases.claim("settling", "far.example/boot/1/1", 60, NOON)
    assert not await settle(store, now)
    assert await store.unsettled.count() == 1
    later = NOON + timedelta(minutes=5)
    assert await settle(store, lambda: later)
    assert await store.unsettled.count() == 0


async def test_what_a_crash_left_between_story_and_item_is_told_again(store: Store, story: Any) -> None:
    await store.items.store([story("wire", STORY), story("post", STORY, 1)])
    await settle(store, now)
    await store.items.collection.update_many({}, {"$unset": {"story": "", "relation": "", "fingerprint": ""}})
    await settle(store, now)
    assert await stories(store) == {"wire": {"wire", "post"}}
    assert await kinds(store) == {"wire": "new", "post": "duplicate"}


async def test_a_name_that_is_taken_holds_nobody_up(store: Store, story: Any) -> None:
    result = (await store.items.store([story("wire", STORY)]))[0]
    await store.stories.collection.insert_one({"_id": ObjectId(result.item_id), "members": [], "keys": [], "faces": []})
    await settle(store, now)
    assert await store.unsettled.count() == 0


async def test_it_settles_while_a_crawl_runs_and_at_its_end(
    store: Store, story: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "EVERY", 0.01)
    done: list[int] = []
    seen = asyncio.Event()

    async def step(store: Store, now: Any, work: Work, go: Any) -> int:
        done.append(1)
        seen.set()
        return 0

    running = Settling(store, now, here, [*settling.STEPS, step])
    running.start()
    await asyncio.wait_for(seen.wait(), 30)
    await store.items.store([story("wire", STORY)])
    await running.finish()
    assert await store.unsettled.count() == 0
    assert len(done) >= 2


def texts(count: int) -> list[tuple[str, str]]:
    """Stories of one to six copies each, as (name, text), in no order."""
    made = []
    for number in range(count // 3):
        words = prose(f"text {number}", 120)
        made += [(f"s{number}c{copy}", " ".join(replaced(words, 0.02 * copy))) for copy in range(1 + number % 5)]
    random.Random(1).shuffle(made)
    return made[:count]


INSERT = """
import asyncio, json, sys
from datetime import UTC, datetime
from pathlib import Path
from monitor.items import Article
from monitor.schedule.settling import settle
from monitor.settings import Environment
from monitor.store.store import Store

async def main(home, uri, database, path, way):
    store = await Store.open(Environment(home=Path(home), mongo_uri=uri, mongo_db=database))
    rows = json.loads(Path(path).read_text())
    rows = rows if way == "forward" else rows[::-1]
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    for start in range(0, len(rows), 40):
        made = []
        for name, text in rows[start:start + 40]:
            url = f"https://{name}.example/a"
            made.append(Article(source=name, url=url, canonical_url=url, headline=name, body=text, language="en",
                                first_seen=moment, keys=[f"u:{url}"]))
        await store.items.store(made)
        await settle(store, lambda: datetime.now(UTC))
        print(start, flush=True)
    while await store.unsettled.count():
        await settle(store, lambda: datetime.now(UTC))
        await asyncio.sleep(0.01)
    await store.close()

asyncio.run(main(*sys.argv[1:]))
"""


def start(environment: Environment, path: Path, way: str) -> "subprocess.Popen[bytes]":
    words = [str(environment.home), environment.mongo_uri, environment.mongo_db, str(path), way]
    return subprocess.Popen([sys.executable, "-c", INSERT, *words], stdout=subprocess.PIPE)


async def partition(store: Store) -> set[frozenset[str]]:
    return {frozenset(members) for members in (await stories(store)).values()}


def expected(rows: list[tuple[str, str]]) -> set[frozenset[str]]:
    by_text: dict[str, set[str]] = {}
    for name, _ in rows:
        by_text.setdefault(name.partition("c")[0], set()).add(name)
    return {frozenset(names) for names in by_text.values()}


async def test_two_processes_in_different_orders_make_the_same_stories(
    store: Store, environment: Environment, tmp_path: Path
) -> None:
    rows = texts(1_000)
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(rows))
    both = [start(environment, path, "forward"), start(environment, path, "backward")]
    for process in both:
        await asyncio.to_thread(process.communicate)
        assert process.returncode == 0
    assert await store.items.collection.count_documents({}) == len(rows)
    assert await partition(store) == expected(rows)
    members = [member["item"] async for one in store.stories.collection.find({}) for member in one["members"]]
    assert len(members) == len(set(members)) == len(rows)


async def test_a_process_killed_at_any_point_leaves_work_not_damage(
    store: Store, environment: Environment, tmp_path: Path
) -> None:
    rows = texts(600)
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(rows))
    for lines in (1, 2, 4):
        process = start(environment, path, "forward")
        assert process.stdout
        for _ in range(lines):
            await asyncio.to_thread(process.stdout.readline)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
    last = start(environment, path, "backward")
    await asyncio.to_thread(last.communicate)
    assert last.returncode == 0
    assert await partition(store) == expected(rows)


async def test_a_number_printed_above_a_copy_of_other_news_ties_no_stories_together(store: Store, story: Any) -> None:
    """The one's alert would otherwise keep the other's from being told."""
    number = "ACT 10/1234/2026"
    await store.items.store([story("section", STORY, 0, index_number=number, keys=["u:a", f"d:{number}:en"])])
    await store.items.store([story("post", OTHER, 1)])
    await settle(store, now)
    copy = story("copy", OTHER, 2, language="fr", index_number=number, keys=["u:c", f"d:{number}:fr"])
    await store.items.store([copy])
    await settle(store, now)
    found = {item["source"]: item["story"] async for item in store.items.collection.find({})}
    assert found["post"] == found["copy"] != found["section"]
