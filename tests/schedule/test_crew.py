"""Which visits a crawl worker has places for."""

import sys
import time
from asyncio.subprocess import create_subprocess_exec

from monitor.schedule.crew import MOST_AT_A_TIME, PLACES, SLOW_SECONDS, Crawler, Stay


async def test_visits_that_go_on_and_on_take_no_places_from_the_others() -> None:
    process = await create_subprocess_exec(sys.executable, "-c", "pass")
    crawler, now = Crawler(process), time.monotonic()

    def at(quick: int, slow: int) -> bool:
        began = [now] * quick + [now - SLOW_SECONDS] * slow
        crawler.at = {f"source{number}": Stay(f"{number}.example", since) for number, since in enumerate(began)}
        return crawler.has_room

    assert (at(PLACES - 1, 0), at(PLACES, 0)) == (True, False)
    assert (at(PLACES - 1, 1), at(PLACES, 1)) == (True, False)
    assert (at(0, MOST_AT_A_TIME - 1), at(0, MOST_AT_A_TIME)) == (True, False)
    await process.wait()
    assert not at(0, 0)
