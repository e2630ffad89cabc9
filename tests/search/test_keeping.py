"""The index follows the database, whatever happens to it."""

import asyncio
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from bson import ObjectId

from monitor.items import Revision
from monitor.matching.query import parse
from monitor.search.directory import Busy, Directory
from monitor.search.keeping import Keeper
from monitor.search.results import Results
from monitor.search.search import Search
from monitor.settings import Environment
from monitor.store.store import Store
from tests.search.made import NOON, SOURCES, article, fill, generated

BUILD = """
import asyncio, sys
from pathlib import Path
from monitor.search.directory import Directory
from monitor.search.keeping import Keeper
from monitor.settings import Environment
from monitor.store.store import Store

async def main():
    store = await Store.open(Environment(home=Path(sys.argv[1]), mongo_uri=sys.argv[2], mongo_db=sys.argv[3]))
    while True:
        await Keeper(Directory(store.environment), store.archive).rebuild(lambda done, total: print(done, flush=True))

asyncio.run(main())
"""


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every search looks for what is new."""
    monkeypatch.setattr("monitor.search.readiness.FRESH", 0.0)


async def found(search: Search, query: str = "ferry") -> Results:
    return await search.find(parse(query), patience=None)


def urls(results: Results) -> set[str]:
    return {hit.item["url"].rpartition("/")[2] for hit in results.hits}


async def test_new_items_are_found(store: Store) -> None:
    search = Search(store, SOURCES)
    assert (await found(search)).hits == ()
    await fill(store, [article(1, "ferry")])
    assert urls(await found(search)) == {"1"}
    await fill(store, [article(2, "ferry")])
    assert urls(await found(search)) == {"1", "2"}


async def test_items_stored_late_under_an_old_id_are_found(store: Store) -> None:
    search = Search(store, SOURCES)
    (identity,) = await fill(store, [article(1, "ferry")])
    assert urls(await found(search)) == {"1"}
    item = await store.items.collection.find_one({"_id": ObjectId(identity)})
    assert item is not None
    old = {
        "_id": ObjectId.from_datetime(NOON - timedelta(days=900)),
        "url": "https://tidings.example/9",
        "keys": ["u:9"],
    }
    await store.items.collection.insert_one(item | old)
    assert urls(await found(search)) == {"1", "9"}


async def test_changed_texts_are_found_and_old_ones_not(store: Store) -> None:
    search = Search(store, SOURCES)
    (identity,) = await fill(store, [article(1, "ferry")])
    assert urls(await found(search)) == {"1"}
    await store.items.store([article(1, "tram", revises=Revision(identity, 1, "another headline"))])
    assert urls(await found(search)) == set()
    assert urls(await found(search, "tram")) == {"1"}


async def test_deleted_items_leave_the_index(store: Store) -> None:
    search = Search(store, SOURCES)
    await fill(store, [article(1, "ferry", source="quill"), article(2, "ferry")])
    assert (await found(search)).count == 2
    await store.items.delete_by_source(["quill"])
    results = await found(search)
    assert (urls(results), results.count) == ({"2"}, 1)


@pytest.mark.parametrize("harm", ["delete", "truncate", "empty", "cut", "lose", "scribble", "garbage", "meta", "all"])
async def test_harm_to_a_running_index_is_said_and_mended(
    store: Store, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    search = Search(store, SOURCES)
    await fill(store, generated(random.Random(1), 60))
    before = await found(search)
    do_harm(search.readiness.directory.path, harm)
    results = await found(search)
    assert [hit.item["id"] for hit in results.hits] == [hit.item["id"] for hit in before.hits]
    assert "built anew" in results.notice and "built anew" in caplog.text
    assert (await found(search)).notice == ""


def do_harm(path: Path, harm: str) -> None:
    largest = max((file for file in path.iterdir() if file.is_file()), key=lambda file: file.stat().st_size)
    content = largest.read_bytes()
    if harm == "delete":
        shutil.rmtree(path)
    elif harm == "lose":
        largest.unlink()
    elif harm == "meta":
        (path / "meta.json").write_text("{")
    elif harm == "garbage":  # of the same length, between a good beginning and a good end
        largest.write_bytes(content[:20] + bytes(len(content) - 200) + content[-180:])
    elif harm == "all":
        for file in path.iterdir():
            file.write_bytes(b"\xff" * 5_000)
    else:
        changed = {
            "truncate": b"",
            "empty": b"\0" * len(content) * 2,
            "cut": content[:-9],
            "scribble": b"\xff" * (len(content) + 1),
        }
        for file in [largest] if harm != "truncate" else [each for each in path.iterdir() if each.is_file()]:
            file.write_bytes(changed[harm])


async def test_an_index_that_cannot_be_written_is_read_on_and_said(store: Store) -> None:
    search = Search(store, SOURCES)
    await fill(store, [article(1, "ferry")])
    assert (await found(search)).notice == ""
    lock = search.readiness.directory.root / "lock"
    lock.unlink()
    lock.mkdir()
    await fill(store, [article(2, "ferry")])
    results = await found(search)
    assert urls(results) == {"1"}
    assert "cannot be written" in results.notice and "newest items may be missing" in results.notice
    lock.rmdir()
    results = await found(search)
    assert urls(results) == {"1", "2"}


async def test_no_index_at_all_is_said_and_nothing_shown(store: Store, environment: Environment) -> None:
    await fill(store, [article(1, "ferry")])
    environment.home.mkdir(parents=True, exist_ok=True)
    (environment.home / "search").write_text("in the way")
    results = await found(Search(store, SOURCES))
    assert (results.hits, results.rebuilding) == ((), (0, 0))
    assert "cannot be written" in results.notice
    (environment.home / "search").unlink()
    assert urls(await found(Search(store, SOURCES))) == {"1"}


async def test_a_file_in_the_place_of_the_index_makes_way_each_time(store: Store) -> None:
    await fill(store, [article(1, "ferry")])
    search = Search(store, SOURCES)
    path = search.readiness.directory.path
    for target in (None, None, path, path.parent):
        assert urls(await found(search)) == {"1"}
        shutil.rmtree(path)
        if target is None:
            path.write_text("in the way")
        else:
            path.symlink_to(target)
    assert urls(await found(search)) == {"1"}


async def test_the_first_index_is_no_news(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    await fill(store, [article(1, "ferry")])
    assert ((await found(Search(store, SOURCES))).notice, caplog.text) == ("", "")


async def test_what_is_new_can_be_read_while_parts_are_put_together(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = Search(store, SOURCES)
    await fill(store, [article(1, "ferry")])
    assert urls(await found(search)) == {"1"}
    may_end, catch_up = asyncio.Event(), Keeper.catch_up

    async def long(self: Keeper, readable: Callable[[], None]) -> int:
        count = await catch_up(self, readable)
        await may_end.wait()
        return count

    monkeypatch.setattr(Keeper, "catch_up", long)
    await fill(store, [article(2, "ferry")])
    results = await search.find(parse("ferry"), patience=60.0)
    assert (urls(results), results.notice) == ({"1", "2"}, "")
    may_end.set()
    await search.close()


async def test_an_index_that_can_be_read_and_not_written_is_built_anew(store: Store) -> None:
    search = Search(store, SOURCES)
    await fill(store, [article(1, "ferry")])
    assert urls(await found(search)) == {"1"}
    (search.readiness.directory.path / ".managed.json").write_text("garbage")
    await fill(store, [article(2, "ferry")])
    results = await found(search)
    assert urls(results) == {"1", "2"}
    assert "built anew" in results.notice


async def test_says_how_far_it_is_while_it_is_built(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    await fill(store, [article(number, "ferry") for number in range(30)])
    may_go_on, rebuild = asyncio.Event(), Keeper.rebuild

    async def slow(self: Keeper, progress: object) -> int:
        await may_go_on.wait()
        return await rebuild(self)

    monkeypatch.setattr(Keeper, "rebuild", slow)
    search = Search(store, SOURCES)
    waiting = await search.find(parse("ferry"), patience=0.0)
    assert (waiting.hits, waiting.rebuilding) == ((), (0, 0))
    assert "being built anew" in waiting.notice
    may_go_on.set()
    assert (await found(search)).count == 30
    await search.close()


async def test_one_process_writes(store: Store, environment: Environment) -> None:
    await fill(store, [article(1, "ferry")])
    one, other = Directory(environment), Keeper(Directory(environment), store.archive)
    with one.writing(), pytest.raises(Busy):
        await other.rebuild()
    assert await other.rebuild() == 1


async def test_a_writer_killed_at_any_moment_leaves_a_good_index(store: Store, environment: Environment) -> None:
    await fill(store, generated(random.Random(2), 300))
    search = Search(store, SOURCES)
    before = (await found(search)).count
    arguments = [str(environment.home), environment.mongo_uri, environment.mongo_db]
    for lines in (1, 2, 3):
        with subprocess.Popen([sys.executable, "-c", BUILD, *arguments], stdout=subprocess.PIPE) as child:
            assert child.stdout
            for _ in range(lines):
                child.stdout.readline()
            child.send_signal(signal.SIGKILL)
        assert (await found(search)).count == before
    await fill(store, [article(999, "ferry")])
    assert (await found(search)).count == before + 1


async def test_another_process_sees_what_one_has_written(store: Store, environment: Environment) -> None:
    one, other = Search(store, SOURCES), Search(store, SOURCES)
    for number in range(5):
        await fill(store, [article(number, "ferry")])
        assert (await found(one)).count == (await found(other)).count == number + 1


async def test_an_index_of_an_earlier_version_goes_away_when_there_is_another(store: Store) -> None:
    search = Search(store, SOURCES)
    root = search.readiness.directory.root
    earlier, other = root.with_name(f"{store.environment.mongo_db}-1"), root.with_name("another-1")
    for folder in (earlier, other):
        (folder / "index").mkdir(parents=True)
    await fill(store, [article(1, "ferry")])
    assert (await found(search)).count == 1
    assert (earlier.exists(), other.exists()) == (False, True)


@pytest.mark.parametrize("suffix", ["rows", "texts"])
async def test_rows_that_were_lost_are_made_anew(store: Store, suffix: str) -> None:
    search = Search(store, SOURCES)
    await fill(store, [article(1, "ferry")])
    await found(search)
    path = search.readiness.directory.path
    next(path.glob(f"*.{suffix}")).unlink()
    assert "built anew" in (await found(search)).notice
    assert next(path.glob(f"*.{suffix}")).stat().st_size
