"""Cleans every text and address of an article, so that nothing hostile or unstorable gets further."""

from monitor.extract.clean import clean_text, clean_url
from monitor.items import Article
from monitor.pipelines.step import Step

LONGEST = {"headline": 1_000, "summary": 5_000, "body": 2_000_000}  # characters
LONGEST_NAME = 200
MOST_AUTHORS = 50


class Clean(Step):
    """Removes control characters, lone surrogates and hostile direction marks; bounds lengths."""

    def process_item(self, item: Article) -> Article:
        for name, limit in LONGEST.items():
            setattr(item, name, clean_text(getattr(item, name), limit))
        for name in ("section", "index_number", "published_raw", "modified_raw", "page_language"):
            setattr(item, name, clean_text(getattr(item, name), LONGEST_NAME))
        item.authors = [name for text in item.authors[:MOST_AUTHORS] if (name := clean_text(text, LONGEST_NAME))]
        for name in ("url", "canonical_url", "image"):
            setattr(item, name, clean_url(getattr(item, name)))
        item.alternates = {
            clean_text(language, LONGEST_NAME): url
            for language, text in item.alternates.items()
            if (url := clean_url(text))
        }
        return item
