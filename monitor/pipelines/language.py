"""Decides the language of an article from its text and from what page, entry and source say."""

from monitor.extract.language import decide
from monitor.items import Article
from monitor.pipelines.step import Step


class Language(Step):
    """Sets `language`; detection has run in the worker, this weighs it against what was stated."""

    def process_item(self, item: Article) -> Article:
        item.language = decide(
            item.detected_language,
            item.detected_language_score,
            item.page_language,
            item.link_language,
            self.spider.source.languages,
        )
        return item
