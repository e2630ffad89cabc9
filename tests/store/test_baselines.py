from monitor.store.store import Store


async def test_remembers_an_archive_of_fifty_thousand(store: Store) -> None:
    keys = [f"u:https://tidings.example/{number}" for number in range(50_000)]
    await store.baselines.add("tidings", keys)
    assert await store.baselines.known("tidings", keys[::100]) == set(keys[::100])
    assert await store.baselines.known("tidings", ["u:https://tidings.example/new"]) == set()
    assert await store.baselines.known("herald", keys[:5]) == set()
    size = sum([len(chunk["hashes"]) async for chunk in store.baselines.collection.find({})])
    assert size == 8 * 50_000


async def test_adding_again_takes_no_more_room(store: Store) -> None:
    keys = [f"u:{number}" for number in range(20_000)]
    for start in (*range(0, 20_000, 2_000), 0, 5_000):
        await store.baselines.add("tidings", keys[start : start + 2_000])
    await store.baselines.add("tidings", keys)
    await store.baselines.add("tidings", [])
    chunks = await store.baselines.collection.find({}).to_list()
    assert sum(chunk["count"] for chunk in chunks) == 20_000
    assert len(chunks) <= 3
    assert await store.baselines.known("tidings", keys) == set(keys)


async def test_takes_any_text_as_key(store: Store) -> None:
    await store.baselines.add("tidings", ["u:\ud800"])
    assert await store.baselines.known("tidings", ["u:\ud800", ""]) == {"u:\ud800"}
