"""A home page's address -> a source file to propose, every entry of it fetched and read."""

from datetime import datetime
from urllib.parse import urljoin

from monitor.errors import EntryError, UsageError
from monitor.extract.entry_text import read_json
from monitor.extract.urls import absolute, same_site
from monitor.extract.work import Work, here
from monitor.items import Fetch, Fetched
from monitor.sources.candidates import NEWS_SITEMAP, api_root, sitemaps_of_robots, usual_feeds, usual_sitemaps
from monitor.sources.evidence import Evidence
from monitor.sources.home_page import HomePage, read_home
from monitor.sources.proposal import Findings, Proposal, propose
from monitor.sources.trials import Trials
from monitor.sources.visits import Visits, content_type

_MOST_FEEDS = 4
_MOST_LISTINGS = 3
_USUAL = "the usual address"
_NAMED = "named by the home page"


async def probe(home: str, fetch: Fetch, now: datetime, work: Work = here) -> Proposal:
    """Looks at a site and proposes a source: feeds, sitemaps, WordPress, news pages; at most 25 requests.

    Nothing that fails ends the probe. A proposal without entries says so in its warnings.
    Raises `UsageError` when `home` is no web address.
    """
    address = absolute("", home)
    if address is None:
        raise UsageError(f"{home} is no web address; write one that starts with https:// or http://")
    probing = _Probing(Trials(Visits(fetch), now, work), address)
    await probing.look()
    return propose(probing.findings)


class _Probing:
    """One probe under way."""

    def __init__(self, trials: Trials, address: str) -> None:
        self.trials, self.visits = trials, trials.visits
        self.findings = Findings(address, HomePage(address), trials.visits)

    @property
    def home(self) -> HomePage:
        return self.findings.home

    @property
    def found(self) -> list[Evidence]:
        return self.findings.evidence

    async def look(self) -> None:
        answer = await self.visits.get(self.findings.asked)
        if answer is not None:
            await self._read_home(answer)
        await self._feeds()
        await self._wordpress()
        await self._listings()
        await self._sitemaps()

    async def _read_home(self, answer: Fetched) -> None:
        """The address may itself be a feed's; then the home is the site's front page."""
        self.findings.is_reached = True
        feed = await self.trials.feed_in(answer, self.findings.asked, "the address itself")
        self.visits.failures.pop(self.findings.asked, None)
        if feed:
            self.found.append(feed)
            self.findings.home = HomePage(urljoin(answer.url, "/"), title=feed.title)
        else:
            try:
                kind = content_type(answer)
                self.findings.home = await self.trials.work(read_home, answer.body, answer.url, kind)
            except EntryError as error:
                self.visits.failures[self.findings.asked] = error.reason

    async def _feeds(self) -> None:
        for url in self.home.feeds[:_MOST_FEEDS]:
            await self._feed(url, _NAMED)
        for url in usual_feeds(self.home):
            if self.found:
                return
            await self._feed(url, _USUAL)

    async def _feed(self, url: str, how: str) -> None:
        evidence = await self.trials.feed(url, how)
        if evidence:
            self.found.append(evidence)

    async def _wordpress(self) -> None:
        if self.findings.is_reached and not self.home.is_wordpress:
            return
        root = api_root(self.home)
        evidence = await self.trials.wordpress(root, _NAMED if self.home.api else _USUAL)
        if evidence:
            self.found.append(evidence)
            self.findings.zone = await self._stated_zone(root)

    async def _stated_zone(self, root: str) -> str:
        answer = await self.visits.get(f"{root}{'&' if '?' in root else '?'}_fields=timezone_string")
        try:
            stated = read_json(answer.body) if answer else None
        except ValueError:
            return ""
        zone = stated.get("timezone_string") if isinstance(stated, dict) else ""
        return zone if isinstance(zone, str) else ""

    async def _listings(self) -> None:
        for url in self.home.news_pages[:_MOST_LISTINGS]:
            evidence = await self.trials.listing(url, "linked as news by the home page")
            if evidence:
                self.found.append(evidence)
        if self.findings.is_reached and not self.found:
            evidence = await self.trials.listing(self.home.url, "the home page itself")
            self.found.extend([evidence] if evidence else [])

    async def _sitemaps(self) -> None:
        robots = await self.visits.get(urljoin(self.home.url, "/robots.txt"))
        named = sitemaps_of_robots(robots.body, robots.url) if robots else []
        own = [url for url in named if same_site(url, self.home.url)]
        for url in own[:3]:
            self.found.extend(await self.trials.sitemaps(url, "named by robots.txt"))
        if not self._has_sitemap(news=True):
            self.found.extend(await self.trials.sitemaps(urljoin(self.home.url, NEWS_SITEMAP), _USUAL))
        for url in usual_sitemaps(self.home):
            if not self._has_sitemap():
                self.found.extend(await self.trials.sitemaps(url, _USUAL))

    def _has_sitemap(self, *, news: bool = False) -> bool:
        return any(evidence.entry.kind == "sitemap" and (evidence.is_news or not news) for evidence in self.found)
