"""What a new item tells of its source: when it publishes, whether its pages are dated, how long its texts are."""

from datetime import datetime

from monitor.items import Article
from monitor.signs import Signs

PRECISE = {"second", "minute"}


def note_item(signs: Signs, item: Article, last_visit: datetime | None) -> None:
    """Adds a new item to the evidence of a visit; `last_visit` is the one before, None at the first."""
    signs.note_item(moment_of(item, last_visit), item.published_day is not None, len(item.body))


def moment_of(item: Article, last_visit: datetime | None) -> datetime | None:
    """When an item was published: as its page says, else about half way between two visits; None where unknown."""
    seen = item.first_seen
    if item.published is not None and item.published_precision in PRECISE and (seen is None or item.published <= seen):
        return item.published
    if seen is None or last_visit is None or last_visit > seen:
        return None
    return last_visit + (seen - last_visit) / 2
