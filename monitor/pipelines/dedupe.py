"""Says whether an article is already stored, and how that shows; nothing is dropped for it."""

from monitor.errors import DatabaseUnavailable
from monitor.items import Article
from monitor.pipelines.services import ServedStep

CAUSES = {"d:": "same document", "t:": "same text on this site", "u:": "same address"}


class Dedupe(ServedStep):
    """Sets `twin` to the way in which the article is known; the store has the last word when it inserts."""

    async def process_item(self, item: Article) -> Article:
        try:
            known = await self.services.lookup.known(item.keys)
        except DatabaseUnavailable:
            return item  # the writer puts it in the spool; identity is settled when that is replayed
        for prefix, cause in CAUSES.items():
            if any(key.startswith(prefix) for key in known):
                item.twin = cause
                break
        return item
