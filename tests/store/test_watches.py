"""Watches in the database: versions, changes that meet, and what cannot be read."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.errors import WatchChanged
from monitor.store import watches
from monitor.store.store import Store
from monitor.watch import Channel, Recipient, Watch

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
SECRET = "hold-this-for-me-2026"
FERRIES = Watch(
    "ferries",
    "Ferries",
    {"*": "ferry", "pt-BR": "balsa"},
    recipients=(Recipient("desk@quill.example", muted_until=NOON),),
    channels=(Channel("atom", "atom", "", SECRET),),
)


async def test_a_watch_comes_back_as_it_was(store: Store) -> None:
    saved = await store.watches.save(FERRIES, expected=0, by="ines", at=NOON)
    assert saved.watch == replace(FERRIES, version=1)
    assert await store.watches.load("ferries") == saved
    assert (await store.watches.all()).watches == (saved,)
    assert await store.watches.load("trams") is None


async def test_each_change_makes_a_version_and_none_is_lost(store: Store) -> None:
    await store.watches.save(FERRIES, expected=0, by="ines", at=NOON)
    changed = replace(FERRIES, queries={"*": "ferry OR boat"})
    assert (await store.watches.save(changed, expected=1, by="omar", at=LATER)).watch.version == 2
    history = await store.watches.history("ferries")
    assert [(one.version, one.by, one.at) for one in history] == [(1, "ines", NOON), (2, "omar", LATER)]
    assert [dict(one.watch.queries)["*"] for one in history if one.watch] == ["ferry", "ferry OR boat"]


async def test_no_change_makes_no_version(store: Store) -> None:
    first = await store.watches.save(FERRIES, expected=0, by="ines", at=NOON)
    assert await store.watches.save(FERRIES, expected=1, by="omar", at=LATER) == first
    assert len(await store.watches.history("ferries")) == 1


async def test_of_changes_that_meet_one_is_taken_and_the_others_are_told(store: Store) -> None:
    await store.watches.save(FERRIES, expected=0, by="ines", at=NOON)
    changes = [
        store.watches.save(replace(FERRIES, title=f"Ferries {number}"), expected=1, by=f"b{number}", at=LATER)
        for number in range(8)
    ]
    results = await asyncio.gather(*changes, return_exceptions=True)
    told = [result for result in results if isinstance(result, WatchChanged)]
    assert len(told) == 7
    assert "changed meanwhile by b" in str(told[0])
    assert len(await store.watches.history("ferries")) == 2


async def test_a_name_is_given_once(store: Store) -> None:
    makers = [store.watches.save(FERRIES, expected=0, by=f"b{number}", at=NOON) for number in range(4)]
    results = await asyncio.gather(*makers, return_exceptions=True)
    assert sum(isinstance(result, WatchChanged) for result in results) == 3
    with pytest.raises(WatchChanged, match="there already"):
        await store.watches.save(FERRIES, expected=0, by="z", at=NOON)
    with pytest.raises(WatchChanged, match="not stored"):
        await store.watches.save(replace(FERRIES, name="trams"), expected=3, by="z", at=NOON)


async def test_an_archived_watch_is_out_of_the_way_and_can_come_back(store: Store) -> None:
    await store.watches.save(FERRIES, expected=0, by="ines", at=NOON)
    await store.watches.archive("ferries", expected=1, by="omar", at=LATER)
    assert (await store.watches.all()).watches == ()
    assert [one.watch.name for one in (await store.watches.all(archived=True)).watches] == ["ferries"]
    back = await store.watches.save(FERRIES, expected=2, by="ines", at=LATER)
    assert (back.watch.version, back.archived) == (3, False)
    assert [one.archived for one in await store.watches.history("ferries")] == [False, True, False]
    assert await store.watches.archive("trams", expected=1, by="omar", at=LATER) is None


async def test_every_change_shows_in_the_token(store: Store) -> None:
    tokens = [await store.watches.token()]
    await store.watches.save(FERRIES, expected=0, by="ines", at=NOON)
    tokens.append(await store.watches.token())
    assert await store.watches.token() == tokens[-1]
    await store.watches.save(replace(FERRIES, paused=True), expected=1, by="ines", at=NOON)
    tokens.append(await store.watches.token())
    await store.watches.archive("ferries", expected=2, by="ines", at=NOON)
    tokens.append(await store.watches.token())
    await store.watches.forget(["ferries"])
    tokens.append(await store.watches.token())
    assert len(set(tokens)) == 4
    assert tokens[0] == tokens[-1]


async def test_a_broken_document_costs_itself_only(store: Store) -> None:
    await store.watches.save(FERRIES, expected=0, by="ines", at=NOON)
    common = {"version": 1, "updated_at": NOON, "archived": False}
    await store.watches.collection.insert_many(
        [
            {"_id": "no_query", "current": {"title": "x"}, **common},
            {"_id": "odd", "current": {"title": "x", "query": {"$gt": ""}, "recipient": 5}, **common},
            {"_id": "torn", "archived": False},
            {"_id": "list", "current": ["x"], **common},
        ]
    )
    found = await store.watches.all()
    assert [one.watch.name for one in found.watches] == ["ferries"]
    assert [name for name, _ in found.broken] == ["list", "no_query", "odd", "torn"]
    assert all(reason for _, reason in found.broken)


async def test_a_long_history_moves_aside_and_stays_whole(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watches, "LARGEST_DOCUMENT", 3_000)
    for number in range(9):
        changed = replace(FERRIES, queries={"*": f"ferry {number} " + "x" * 500})
        await store.watches.save(changed, expected=number, by="ines", at=NOON)
    document = await store.watches.collection.find_one({"_id": "ferries"})
    assert document
    assert len(document["versions"]) < 9
    assert [one.version for one in await store.watches.history("ferries")] == list(range(1, 10))
