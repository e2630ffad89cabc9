"""One candidate address -> evidence, or the reason why it is no entry."""

import re
from collections.abc import Sequence
from datetime import datetime

from monitor.errors import EntryError
from monitor.extract.feeds import read_feed
from monitor.extract.listing_rules import ListingRules
from monitor.extract.listings import read_listing
from monitor.extract.sitemaps import Sitemap, SitemapChild, read_sitemap
from monitor.extract.wordpress import read_posts
from monitor.extract.work import Work
from monitor.items import Fetched
from monitor.sources.evidence import Evidence, evidence_of
from monitor.sources.model import Entry
from monitor.sources.visits import Visits, content_type

NO_RULES = ListingRules()


class Trials:
    """Tries candidates of each kind; whatever fails is told in `visits.failures`."""

    def __init__(self, visits: Visits, now: datetime, work: Work) -> None:
        self.work = work
        self.visits = visits
        self.now = now

    async def feed(self, url: str, how: str) -> Evidence | None:
        """A feed that names at least one address."""
        answer = await self.visits.get(url)
        return await self.feed_in(answer, url, how) if answer else None

    async def feed_in(self, answer: Fetched, url: str, how: str) -> Evidence | None:
        """The evidence of an answer that was fetched already."""
        try:
            feed = await self.work(read_feed, answer.body, answer.url, content_type(answer))
        except EntryError as error:
            self.visits.failures[url] = error.reason
            return None
        entry = Entry("feed", answer.url, "validated")
        found = evidence_of(entry, feed.links, how, self.now, language=feed.language, title=feed.title)
        return self._if_any(found, url)

    async def sitemaps(self, url: str, how: str) -> list[Evidence]:
        """A sitemap with addresses; of an index also the news sitemap that it names."""
        sitemap = await self._sitemap(url)
        if sitemap is None:
            return []
        if not sitemap.children:
            return self._listed(self._sitemap_evidence(url, sitemap, how), url)
        return await self._index(url, sitemap.children, how)

    async def _index(self, url: str, children: Sequence[SitemapChild], how: str) -> list[Evidence]:
        news = [child.url for child in children if "news" in child.url.lower()]
        if news:
            sitemap = await self._sitemap(news[0])
            if sitemap and any(link.published for link in sitemap.links):
                if _is_part(news):
                    return self._listed(self._sitemap_evidence(url, sitemap, how), url)
                return self._listed(self._sitemap_evidence(news[0], sitemap, f"named by {url}"), news[0])
        sitemap = await self._sitemap(_liveliest(children).url)
        return self._listed(self._sitemap_evidence(url, sitemap, how), url) if sitemap else []

    async def _sitemap(self, url: str) -> Sitemap | None:
        answer = await self.visits.get(url)
        if answer is None:
            return None
        try:
            return await self.work(read_sitemap, answer.body, answer.url)
        except EntryError as error:
            self.visits.failures[url] = error.reason
            return None

    def _sitemap_evidence(self, url: str, sitemap: Sitemap, how: str) -> Evidence:
        return evidence_of(Entry("sitemap", url, "validated"), sitemap.links, how, self.now)

    async def listing(self, url: str, how: str, rules: ListingRules = NO_RULES) -> Evidence | None:
        """A page with links to articles, or with articles of its own."""
        answer = await self.visits.get(url)
        if answer is None:
            return None
        try:
            listing = await self.work(read_listing, answer.body, answer.url, content_type(answer), rules)
        except EntryError as error:
            self.visits.failures[url] = error.reason
            return None
        return self._if_any(evidence_of(Entry("listing", answer.url, "validated"), listing.links, how, self.now), url)

    async def wordpress(self, root: str, how: str) -> Evidence | None:
        """The posts of a WordPress API, by its newest one."""
        collection = f"{root}wp/v2/posts"
        url = f"{collection}{'&' if '?' in root else '?'}per_page=1"
        answer = await self.visits.get(url)
        if answer is None:
            return None
        try:
            links = await self.work(read_posts, answer.body, answer.url)
        except EntryError as error:
            self.visits.failures[url] = error.reason
            return None
        return self._if_any(evidence_of(Entry("wordpress", collection, "validated"), links, how, self.now), url)

    def _listed(self, evidence: Evidence, url: str) -> list[Evidence]:
        return [evidence] if self._if_any(evidence, url) else []

    def _if_any(self, evidence: Evidence, url: str) -> Evidence | None:
        if not evidence.links:
            self.visits.failures[url] = "names no address"
            return None
        return evidence


def _is_part(news: Sequence[str]) -> bool:
    """Whether a news sitemap is one of several, or will be: tomorrow's news stand in the next number."""
    return len(news) > 1 or re.search(r"\d", news[0].rpartition("/")[2]) is not None


def _liveliest(children: Sequence[SitemapChild]) -> SitemapChild:
    """The child most likely to hold articles: of posts before others, then the one changed last."""
    return max(children[:1000], key=lambda child: ("post" in child.url or "article" in child.url, child.lastmod))
