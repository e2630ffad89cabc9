from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from monitor.items import Article
from monitor.store import first_visits
from monitor.store.first_visits import SPREAD
from monitor.store.store import Store

MakeArticle = Callable[..., Article]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOON + SPREAD


async def older(store: Store, *articles: Article) -> None:
    """Stores articles as a program did that knew no visits."""
    await store.items.store(articles)
    urls = [article.url for article in articles]
    await store.items.collection.update_many({"url": {"$in": urls}}, {"$unset": {"next_visit": ""}})


async def walked(store: Store) -> int:
    """How many items a whole walk gives a visit."""
    given = 0
    while (found := await store.first_visits.plan(NOON)) is not None:
        given += found
    return given


async def test_items_of_an_older_program_are_visited_one_after_the_other(
    store: Store, article: MakeArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_visits, "AT_ONCE", 7)
    await older(store, *(article(str(number)) for number in range(40)))
    assert await walked(store) == 40
    moments = sorted([item["next_visit"] async for item in store.items.collection.find({})])
    assert NOON <= moments[0] < NOON + SPREAD / 3
    assert NOON + SPREAD / 3 < moments[-1] <= LATER
    assert len(await store.items.due_visits("tidings", LATER, 99)) == 40


async def test_what_has_a_plan_or_no_page_of_its_own_stays_as_it_is(store: Store, article: MakeArticle) -> None:
    await older(store, article("list#2026-03-01-ferry"))
    await store.items.store([article("never", next_visit=None), article("planned", next_visit=NOON)])
    assert await walked(store) == 0
    assert [visit.url[-7:] for visit in await store.items.due_visits("tidings", LATER, 9)] == ["planned"]


async def test_walks_once_only(store: Store, article: MakeArticle) -> None:
    await older(store, article("a"))
    assert await walked(store) == 1
    await older(store, article("b"))
    again = first_visits.FirstVisits(store.database)
    assert await again.plan(NOON) is None
    note = await store.database["walks"].find_one({"_id": "first visits"})
    assert note
    assert note["given"] == 1
