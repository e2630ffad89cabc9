"""One hostile source beside three ordinary ones: what it costs them, counted."""

import asyncio
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.errors import ExtractionError
from monitor.extract.lanes import Lanes
from monitor.extract.pool import ExtractionPool
from monitor.items import Link, Page, Site

NOW = datetime(2024, 5, 10, tzinfo=UTC)
READER = '''
import os
from monitor.extract.reading import ArticleReading

def read(page, now):
    """Stalls for pages that say so; says at which priority it runs."""
    while page.body == b"stall":
        pass
    return ArticleReading(headline="", body=str(os.nice(0)))
'''
HOSTILE, ORDINARY = 12, 40


def page(source: str, body: bytes = b"") -> Page:
    url = f"https://{source}.example/"
    return Page(source, url, body, "text/html", Link(url), Site(), NOW)


@pytest.fixture
def obeying(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> type[ExtractionPool]:
    """Pools whose workers do what a page says, and that count what they were asked."""
    (tmp_path / "obeying_reader.py").write_text(READER)
    monkeypatch.syspath_prepend(tmp_path)

    class Obeying(ExtractionPool):
        def __init__(self, workers: int, seconds: float = 20, nice: int = 0) -> None:
            super().__init__(workers, seconds, reader="obeying_reader:read", nice=nice)
            self.asked: list[str] = []

        async def read(self, page: Page, now: datetime):  # type: ignore[no-untyped-def]
            self.asked.append(page.source)
            return await super().read(page, now)

    return Obeying


async def test_a_hostile_source_holds_up_one_worker_once(obeying: type[ExtractionPool]) -> None:
    lanes = Lanes(obeying, 2, seconds=0.5)
    hostile = [asyncio.create_task(lanes.read(page("mire", b"stall"), NOW)) for _ in range(HOSTILE)]
    ordinary = [lanes.read(page(f"paper{number % 3}"), NOW) for number in range(ORDINARY)]
    readings = await asyncio.gather(*ordinary)
    assert len(readings) == ORDINARY
    still_waiting = sum(not task.done() for task in hostile)
    assert still_waiting >= HOSTILE - 4, "the others had to wait for the hostile source"
    results = await asyncio.gather(*hostile, return_exceptions=True)
    assert all(isinstance(result, ExtractionError) for result in results)
    assert lanes.main.asked.count("mire") == 1  # type: ignore[attr-defined]
    assert lanes.side.asked == ["mire"] * (HOSTILE - 1)  # type: ignore[attr-defined]
    await lanes.close()


async def test_the_slow_lane_gives_way_to_everything_else(obeying: type[ExtractionPool]) -> None:
    lanes = Lanes(obeying, 1, seconds=5)
    lanes.misbehaving.add("mire")
    slow, quick = await lanes.read(page("mire"), NOW), await lanes.read(page("paper"), NOW)
    own = os.getpriority(os.PRIO_PROCESS, 0)
    assert slow.body == "19"  # type: ignore[union-attr]
    assert quick.body == str(own)  # type: ignore[union-attr]
    await lanes.close()
