"""Says when the page of an article is to be visited again."""

from datetime import timedelta

from monitor.items import Article
from monitor.pipelines.step import Step
from monitor.versions.plan import MOST_EDITS, next_visit


class Revisits(Step):
    """Sets `next_visit`. What stands on its listing has no page of its own to be visited."""

    def process_item(self, item: Article) -> Article:
        now = item.first_seen
        often_edited = item.revises is not None and item.revises.number >= MOST_EDITS
        if item.link.standalone or now is None:
            return item
        first = timedelta(seconds=self.spider.first_visit_after)
        born = now - timedelta(days=28) if often_edited else now
        item.next_visit = next_visit(now, born, first=first, watched=bool(item.matches))
        return item
