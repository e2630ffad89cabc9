"""Takes out of an article what its site prints on many pages, and remembers what this page prints."""

from monitor.extract.recurring import remembered, without_recurring
from monitor.items import Article
from monitor.pipelines.step import Step

# A document brings nothing of a site with it, and has dropped its own running heads.
OF_A_SITE = {"text", "fragment"}


class Recurring(Step):
    """Removes blocks that stand on many recent pages of the source; the source's state holds what those print."""

    def process_item(self, item: Article) -> Article:
        if item.body_kind not in OF_A_SITE or item.link.standalone:
            return item
        state, body = self.spider.state, item.body
        item.body = without_recurring(body, state.recent_blocks)
        state.recent_blocks = remembered(state.recent_blocks, body)
        return item
