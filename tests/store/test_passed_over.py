from datetime import UTC, datetime, timedelta

from monitor.store.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


async def test_pages_are_looked_at_again_after_a_while(store: Store) -> None:
    addresses = [
        ("u:https://tidings.example/tags", "https://tidings.example/tags", "listing"),
        ("u:https://tidings.example/gone", "https://tidings.example/gone", "says not found"),
    ]
    await store.passed_over.add("tidings", addresses, NOON)
    keys = [key for key, _, _ in addresses]
    assert await store.passed_over.known([*keys, "u:other"], NOON) == set(keys)
    assert await store.passed_over.known(keys, NOON + timedelta(days=2)) == {keys[0]}
    assert await store.passed_over.known(keys, NOON + timedelta(days=31)) == set()


async def test_seen_again_keeps_the_first_moment_and_waits_anew(store: Store) -> None:
    for days in (0, 40):
        await store.passed_over.add("tidings", [("u:a", "a\ud800", "lis\0ting")], NOON + timedelta(days=days))
    assert await store.passed_over.known(["u:a"], NOON + timedelta(days=60)) == {"u:a"}
    document = await store.passed_over.collection.find_one({})
    assert document
    assert (document["first_seen"], document["url"]) == (NOON, "a\ufffd")


async def test_counts_by_source_and_reason(store: Store) -> None:
    await store.passed_over.add("tidings", [("u:a", "a", "listing"), ("u:b", "b", "listing")], NOON)
    await store.passed_over.add("herald", [("u:c", "c", "login")], NOON)
    await store.passed_over.add("herald", [], NOON)
    assert await store.passed_over.counts() == {("tidings", "listing"): 2, ("herald", "login"): 1}
    assert await store.passed_over.counts("herald") == {("herald", "login"): 1}


async def test_long_and_many_keys(store: Store) -> None:
    keys = [f"u:https://tidings.example/{'x' * 2000}{number}" for number in range(600)]
    await store.passed_over.add("tidings", [(key, key[2:], "listing") for key in keys], NOON)
    assert await store.passed_over.known([*keys, keys[0] + "0"], NOON) == set(keys)
