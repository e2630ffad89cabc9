import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from monitor.errors import DatabaseUnavailable
from monitor.items import Outcome
from monitor.store.bulk import StoreResult
from monitor.store.documents import Document
from monitor.store.spool import Replay, Spool


class Taken:
    """Takes documents as the store would, in order, and refuses or fails when told to."""

    def __init__(self, fail_after: int = 10_000, refuse: str = "") -> None:
        self.keys: list[str] = []
        self.fail_after = fail_after
        self.refuse = refuse

    async def __call__(self, documents: Sequence[Document]) -> list[StoreResult]:
        if len(self.keys) >= self.fail_after:
            raise DatabaseUnavailable("away")
        keys = [document["keys"][0] for document in documents]
        self.keys += keys
        return [StoreResult(Outcome.NEW, error="no" if key == self.refuse else "") for key in keys]


def documents(*numbers: int) -> list[Document]:
    return [{"keys": [f"u:{number}"], "headline": "Überfahrt"} for number in numbers]


async def test_replays_in_order_and_removes(tmp_path: Path) -> None:
    spool, taken = Spool(tmp_path / "spool"), Taken()
    for start in range(0, 500, 50):
        spool.append(documents(*range(start, start + 50)))
        if start % 100 == 0:
            spool.close()
    assert spool.pending() == 500
    assert await spool.replay(taken) == Replay(stored=500)
    assert taken.keys == [f"u:{number}" for number in range(500)]
    assert spool.files() == []
    assert await spool.replay(taken) == Replay()


async def test_torn_last_line_costs_itself_only(tmp_path: Path) -> None:
    spool, taken = Spool(tmp_path), Taken()
    spool.append(documents(1, 2))
    spool.close()
    with spool.files()[0].open("ab") as file:
        file.write(b'{"keys": ["u:3"], "headl')
    assert spool.pending() == 2
    assert await spool.replay(taken) == Replay(stored=2, torn=1)
    assert taken.keys == ["u:1", "u:2"]


async def test_what_is_refused_or_damaged_is_kept_aside(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.append(documents(1, 2))
    spool.close()
    with spool.files()[0].open("ab") as file:
        file.write(b'not json\n{"$date": "never"}\n[]\n{"keys": 1, "a": {"$oid": 1}}\n' + b"[" * 100_000 + b"\n")
    replay = await spool.replay(Taken(refuse="u:1"))
    assert (replay.stored, replay.refused) == (1, 6)
    assert (tmp_path / "refused.jsonl").read_bytes().count(b"\n") == 6
    assert spool.files() == []


async def test_keeps_everything_while_the_database_stays_away(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.append(documents(*range(450)))
    taken = Taken(fail_after=200)
    with pytest.raises(DatabaseUnavailable):
        await spool.replay(taken)
    assert spool.pending() == 450


async def test_leaves_alone_what_another_process_is_writing(tmp_path: Path) -> None:
    writing, replaying, taken = Spool(tmp_path), Spool(tmp_path), Taken()
    writing.append(documents(1))
    assert await replaying.replay(taken) == Replay()
    writing.append(documents(2))
    writing.close()
    assert (await replaying.replay(taken)).stored == 2


async def test_writers_of_one_home_have_files_of_their_own(tmp_path: Path) -> None:
    spools = [Spool(tmp_path) for _ in range(8)]
    await asyncio.gather(*(asyncio.to_thread(spool.append, documents(number)) for number, spool in enumerate(spools)))
    for spool in spools:
        spool.close()
    assert len(spools[0].files()) == 8
    assert (await spools[0].replay(Taken())).stored == 8
