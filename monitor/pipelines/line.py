"""Takes an item through the pipeline steps, one after the other."""

from inspect import iscoroutine
from typing import Any

from scrapy.pipelines import ItemPipelineManager


class Line(ItemPipelineManager):
    """For ITEM_PROCESSOR: Scrapy's own, but the steps are called as they are.

    Scrapy looks around each call whether a step wants the spider or gives a Deferred, as steps once did; with a dozen
    steps a page that costs more than most of them do.
    """

    async def process_item_async(self, item: Any) -> Any:
        """The item as the last step leaves it; raises what a step raises."""
        for step in self.methods["process_item"]:
            assert step is not None
            item = step(item)
            if iscoroutine(item):
                item = await item
        return item
