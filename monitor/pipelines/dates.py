"""Chooses the date of publication among the candidates, or none."""

from monitor.extract.dates.choice import choose
from monitor.extract.dates.learning import learn
from monitor.items import Article
from monitor.pipelines.step import Step


class Dates(Step):
    """Sets the `published_…` fields, learns from them for the source's next items, and counts how
    sure the dates of this run are."""

    def process_item(self, item: Article) -> Article:
        now = self.spider.now()
        choice = choose(item.date_candidates, now, self.spider.learned)
        self.spider.books.dates[choice.confidence if choice else "none"] += 1
        if choice is None:
            return item
        self.spider.learned = learn(self.spider.learned, item.date_candidates, choice, now)
        winner = choice.candidate
        item.published = winner.instant
        item.published_day = winner.day
        item.published_precision = winner.precision
        item.published_zone_known = winner.zone_known
        item.published_source = winner.evidence
        item.published_confidence = choice.confidence
        item.published_raw = winner.raw
        item.published_why = choice.why
        return item
