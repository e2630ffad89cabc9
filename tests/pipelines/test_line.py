"""An item goes through all steps in their order, until one drops it."""

from typing import Any

import pytest
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from monitor.pipelines.line import Line


class Adds:
    """A step that answers at once."""

    def process_item(self, item: list[str]) -> list[str]:
        return [*item, "added"]


class Asks:
    """A step that has to wait for somebody."""

    async def process_item(self, item: list[str]) -> list[str]:
        return [*item, "asked"]


class Drops:
    """A step that has the last word."""

    async def process_item(self, item: list[str]) -> list[str]:
        raise DropItem(f"after {item[-1]}")


class Opens:
    """A step that is no business of items."""

    async def open_spider(self) -> None:
        return None


def line(*steps: Any) -> Line:
    return Line(*steps, crawler=Crawler(Spider))


async def test_steps_are_taken_in_order_whether_they_wait_or_not() -> None:
    assert await line(Adds(), Asks(), Opens(), Adds()).process_item_async([]) == ["added", "asked", "added"]


async def test_what_a_step_drops_comes_to_no_other() -> None:
    with pytest.raises(DropItem, match="after added"):
        await line(Adds(), Drops(), Asks()).process_item_async([])
