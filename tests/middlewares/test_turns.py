"""A host that several sources share is asked by one of them at a time."""

import asyncio
from itertools import pairwise

from monitor.middlewares.turns import MANY, Turns
from tests.middlewares.crawl import crawl
from tests.site.server import Site


def test_two_sources_keep_one_pace(site: Site) -> None:
    pages = [f"/{number}" for number in range(3)]
    for path in pages:
        site.add(path, path)
    settings = {"DOWNLOAD_DELAY": 0.2, "DOWNLOAD_DELAY_JITTER": 0}
    report = crawl(*(site.url(path) for path in pages), settings=settings, crawlers=2)
    assert {report.status(site.url(path)) for path in pages} == {200}
    times = [received.at for received in site.requests]
    assert len(times) == 8
    assert all(later - earlier > 0.15 for earlier, later in pairwise(times))


async def visit(turns: Turns, visitor: int, under_way: list[int], seen: list[tuple[int, ...]]) -> None:
    async with turns.turn("a.example", visitor, 0.0):
        under_way.append(visitor)
        seen.append(tuple(under_way))
        await asyncio.sleep(0)
        under_way.remove(visitor)


async def test_visitors_never_meet_and_none_is_left_waiting() -> None:
    turns, seen = Turns(), list[tuple[int, ...]]()
    under_way: list[int] = []
    await asyncio.gather(*(visit(turns, number % 3, under_way, seen) for number in range(30)))
    assert len(seen) == 30
    assert all(len(set(together)) == 1 for together in seen)


async def test_one_visitor_may_have_several_under_way() -> None:
    turns, seen = Turns(), list[tuple[int, ...]]()
    under_way: list[int] = []
    await asyncio.gather(*(visit(turns, 1, under_way, seen) for _ in range(3)))
    assert max(len(together) for together in seen) > 1


async def test_a_visit_that_fails_ends_the_turn() -> None:
    turns = Turns()
    try:
        async with turns.turn("a.example", 1, 0.0):
            raise ConnectionError
    except ConnectionError:
        pass
    async with asyncio.timeout(5), turns.turn("a.example", 2, 0.0):
        pass


async def test_hosts_that_nobody_visits_are_forgotten() -> None:
    turns = Turns()
    for number in range(MANY + 2):
        async with turns.turn(f"{number}.example", 1, 0.0):
            pass
    assert len(turns._hosts) <= MANY
