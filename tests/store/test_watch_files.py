"""Watches kept in files: stored when they change, left alone when they do not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.store.store import Store
from monitor.store.watch_files import sync_files
from monitor.watch import Watch
from monitor.watches.files import WatchFiles, load_paths

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
Put = Callable[..., WatchFiles]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Writes watch files by name and loads them."""

    def write(**queries: str) -> WatchFiles:
        for name, query in queries.items():
            (tmp_path / f"{name}.toml").write_text(f'title = "{name}"\nquery = "{query}"\n', encoding="utf-8")
        return load_paths([tmp_path])

    return write


async def test_files_are_stored_once_and_again_when_they_change(store: Store, put: Put) -> None:
    files = put(ferries="ferry", trams="tram")
    assert (await sync_files(store.watches, files, NOON)).changed == ("ferries", "trams")
    assert (await sync_files(store.watches, files, NOON)).changed == ()
    assert (await sync_files(store.watches, put(trams="tram OR bus"), NOON)).changed == ("trams",)
    stored = await store.watches.load("trams")
    assert stored
    assert (stored.watch.version, stored.by, Path(stored.file).name) == (2, "file", "trams.toml")


async def test_files_win_for_the_watches_they_name_and_for_no_other(store: Store, put: Put) -> None:
    other = Watch("other", "Other", {"*": "boat"})
    await store.watches.save(other, expected=0, by="ines", at=NOON)
    mine = Watch("ferries", "Mine", {"*": "barge"})
    await store.watches.save(mine, expected=0, by="ines", at=NOON)
    await store.watches.archive("ferries", expected=1, by="ines", at=NOON)
    await sync_files(store.watches, put(ferries="ferry"), NOON)
    ferries, kept = await store.watches.load("ferries"), await store.watches.load("other")
    assert ferries
    assert kept
    assert (ferries.watch.title, ferries.archived) == ("ferries", False)
    assert kept.watch == replace(other, version=1)
    assert len(await store.watches.history("ferries")) == 3


async def test_a_watch_whose_file_is_gone_goes_on(store: Store, put: Put, tmp_path: Path) -> None:
    await sync_files(store.watches, put(ferries="ferry"), NOON)
    (tmp_path / "ferries.toml").unlink()
    assert (await sync_files(store.watches, load_paths([tmp_path]), NOON)).released == ("ferries",)
    assert (await sync_files(store.watches, load_paths([tmp_path]), NOON)).released == ()
    stored = await store.watches.load("ferries")
    assert stored
    assert (stored.file, stored.watch.version) == ("", 1)


async def test_the_last_good_one_stays_while_a_file_is_broken(store: Store, put: Put, tmp_path: Path) -> None:
    await sync_files(store.watches, put(ferries="ferry"), NOON)
    (tmp_path / "ferries.toml").write_text("title = ", encoding="utf-8")
    files = load_paths([tmp_path])
    assert list(files.broken) == ["ferries"]
    synced = await sync_files(store.watches, files, NOON)
    assert (synced.changed, synced.released) == ((), ())
    stored = await store.watches.load("ferries")
    assert stored
    assert stored.watch.queries == {"*": "ferry"}


async def test_a_slip_in_the_query_of_a_file_does_not_end_what_was_found_before(store: Store, put: Put) -> None:
    await sync_files(store.watches, put(ferries="ferry"), NOON)
    files = put(ferries="ferry AND (harbour")
    assert [finding.code for finding in files.broken["ferries"].findings] == ["E_UNCLOSED_PAREN"]
    assert (await sync_files(store.watches, files, NOON)).changed == ()
    stored = await store.watches.load("ferries")
    assert stored
    assert (stored.watch.version, stored.watch.queries) == (1, {"*": "ferry"})


async def test_a_file_mends_a_stored_watch_that_cannot_be_read(store: Store, put: Put) -> None:
    broken = {"_id": "ferries", "current": {"titel": "x"}, "version": 4, "updated_at": NOON, "archived": False}
    await store.watches.collection.insert_one(broken)
    assert (await sync_files(store.watches, put(ferries="ferry"), NOON)).changed == ("ferries",)
    assert await store.watches.version_of("ferries") == 5
