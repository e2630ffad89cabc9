"""Watch files of a running system, with a real MongoDB."""

import os
from dataclasses import replace
from pathlib import Path

from monitor.schedule.part import Work
from monitor.schedule.watch_files import KeptWatches
from monitor.store.store import Store


def write(home: Path, query: str, nanoseconds: int) -> None:
    path = home / "watches" / "ferries.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"title = \"Ferries\"\nquery = '{query}'\n", encoding="utf-8")
    os.utime(path, ns=(nanoseconds, nanoseconds))


async def query_of(store: Store) -> tuple[int, str] | None:
    stored = await store.watches.load("ferries")
    return (stored.watch.version, stored.watch.queries["*"]) if stored else None


async def test_a_changed_watch_file_counts_while_the_system_runs(store: Store, tmp_path: Path) -> None:
    kept, work = KeptWatches(), Work("settling", replace(store.environment, home=tmp_path, watch_paths=()))
    assert await kept.bring_in(store, work) == 0
    assert await query_of(store) is None
    write(tmp_path, "ferry", 1)
    assert await kept.bring_in(store, work) == 0
    assert await query_of(store) == (1, "ferry")
    write(tmp_path, "ferry OR barge", 2)
    await kept.bring_in(store, work)
    assert await query_of(store) == (2, "ferry OR barge")


async def test_a_broken_watch_file_is_counted_until_it_is_mended(store: Store, tmp_path: Path) -> None:
    kept, work = KeptWatches(), Work("settling", replace(store.environment, home=tmp_path, watch_paths=()))
    write(tmp_path, "ferry", 1)
    await kept.bring_in(store, work)
    write(tmp_path, "ferry AND (barge", 2)
    assert [await kept.bring_in(store, work), await kept.bring_in(store, work)] == [1, 1]
    assert await query_of(store) == (1, "ferry")
    write(tmp_path, "ferry AND (barge)", 3)
    assert await kept.bring_in(store, work) == 0
    assert await query_of(store) == (2, "ferry AND (barge)")
