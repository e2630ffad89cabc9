"""robots.txt, obeyed by RFC 9309 and remembered for a day."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from monitor.middlewares.reasons import OF_THE_WHOLE_HOST, TOO_MANY_REDIRECTS, Reason, reason_of
from monitor.middlewares.refusals import AddressNotPublic, Disallowed, HostAskedToWait, OverBudget, Refused
from monitor.middlewares.slots import slow_down
from monitor.middlewares.state import origin_of, watched
from monitor.state import StoredRobots

logger = logging.getLogger(__name__)

# RFC 9309, 2.5: at least this much has to be read. 2.4: no longer than a day without asking again.
MAX_BYTES = 500 * 1024
KEPT_FOR = timedelta(hours=24)
MAX_CRAWL_DELAY = 30.0
MAX_REMEMBERED = 50
MAX_REMEMBERED_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Rules:
    """What one robots.txt says to us. A `refusal` means that it could not be read."""

    parser: Protego | None = None
    refusal: Refused | None = None

    def allows(self, url: str, product: str) -> bool:
        """Whether our product may fetch an address."""
        return self.parser is None or self.parser.can_fetch(url, product)

    def delay(self, product: str) -> float:
        """Seconds between requests that it asks of us; 0 where it asks nothing."""
        return (self.parser.crawl_delay(product) or 0.0) if self.parser is not None else 0.0


class RobotsTxt:
    """Lets a request pass when robots.txt of its scheme, host and port allows it.

    2xx is read, other answers below 500 allow everything, and 429, 5xx or no answer forbid
    everything for this run. Raises `Disallowed`, whose reason says which.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.product = product_of(crawler.settings["USER_AGENT"])
        self._known: dict[str, asyncio.Task[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Waits for the host's robots.txt; all requests to a host wait for the same one."""
        if _is_for_robots(request):
            return
        if urlsplit(request.url).scheme not in {"http", "https"}:
            raise Refused("not an http or https address")
        rules = await self._rules(origin_of(request.url))
        if rules.refusal is not None:
            raise rules.refusal.with_traceback(None)
        if not rules.allows(request.url, self.product):
            raise Disallowed("robots.txt disallows it")
        if delay := rules.delay(self.product):
            slow_down(self.crawler, request, min(delay, MAX_CRAWL_DELAY))

    async def _rules(self, origin: str) -> Rules:
        if origin not in self._known:
            self._known[origin] = asyncio.create_task(self._learn(origin))
        known = self._known[origin]
        # One request that is cancelled must not take the answer from the others.
        return known.result() if known.done() else await asyncio.shield(known)

    async def _learn(self, origin: str) -> Rules:
        spider = watched(self.crawler)
        stored = spider.state.robots.get(origin)
        if stored is None or not timedelta(0) <= spider.now() - stored.fetched_at < KEPT_FOR:
            try:
                response = await self._fetch(origin)
            except Exception as error:  # whatever it was, it is judged and counted
                return self._judge_failure(error)
            body = first_lines(response.body) if response.status < 300 else b""
            stored = StoredRobots(body, response.status, spider.now())
        return self._judge(origin, stored)

    async def _fetch(self, origin: str) -> Response:
        assert self.crawler.engine is not None
        meta = {"dont_obey_robotstxt": True}
        request = Request(f"{origin}/robots.txt", meta=meta, callback=NO_CALLBACK)
        return await self.crawler.engine.download_async(request)

    def _judge(self, origin: str, stored: StoredRobots) -> Rules:
        spider = watched(self.crawler)
        if stored.status == 429 or stored.status >= 500:
            refusal = f"robots.txt answers {stored.status}: treated as disallow (RFC 9309)"
            spider.ledger.error(refusal)
            return Rules(refusal=Disallowed(refusal, permanent=False))
        remember(spider.state.robots, origin, stored, spider.now())
        rules = Rules(Protego.parse(stored.body.decode("utf-8-sig", "ignore")) if stored.status < 300 else None)
        if rules.delay(self.product) > MAX_CRAWL_DELAY:
            delay, name = rules.delay(self.product), spider.source.name
            logger.warning("%s: %s asks for %.0f s between requests, gets %.0f", name, origin, delay, MAX_CRAWL_DELAY)
        return rules

    def _judge_failure(self, error: Exception) -> Rules:
        if isinstance(error, HostAskedToWait | OverBudget):  # counted elsewhere
            return Rules(refusal=error)
        reason = reason_of(error)
        # RFC 9309, 2.3.1.2: after five redirects the file may be taken for missing.
        if reason.text == TOO_MANY_REDIRECTS:
            return Rules()
        refusal = as_refusal(error, reason)
        watched(self.crawler).ledger.error(refusal.reason)
        return Rules(refusal=refusal)


def as_refusal(error: Exception, reason: Reason) -> Refused:
    """What a robots.txt that cannot be fetched means for the pages of its host.

    Where the host itself is out of reach, that is the reason to give; no page would fare better.
    """
    if isinstance(error, AddressNotPublic):
        return error
    if reason.text in OF_THE_WHOLE_HOST:
        return Refused(reason.text, permanent=reason.permanent)
    return Disallowed(f"robots.txt: {reason.text}: treated as disallow (RFC 9309)", permanent=False)


def product_of(user_agent: str) -> str:
    """The word by which robots.txt files call us.

    >>> product_of("monitor/0.1 (+https://a.example/bot)")
    'monitor'
    """
    return user_agent.partition("/")[0].strip()


def remember(robots: dict[str, StoredRobots], origin: str, stored: StoredRobots, now: datetime) -> None:
    """Adds a robots.txt to those kept from run to run, and drops what is old or too much."""
    for old in [old for old, one in robots.items() if now - one.fetched_at >= KEPT_FOR]:
        del robots[old]
    robots.pop(origin, None)
    robots[origin] = stored
    # A page can redirect anywhere, and anywhere can have a long robots.txt.
    while len(robots) > MAX_REMEMBERED or sum(len(one.body) for one in robots.values()) > MAX_REMEMBERED_BYTES:
        del robots[next(iter(robots))]


def first_lines(body: bytes) -> bytes:
    """The part of a robots.txt that is read: whole lines of its first 500 KiB.

    >>> len(first_lines(b"Disallow: /ab\\n" * 100_000)) % 14
    0
    """
    if len(body) <= MAX_BYTES:
        return body
    return body[: body.rfind(b"\n", 0, MAX_BYTES) + 1]


def _is_for_robots(request: Request) -> bool:
    """Nothing else may go round robots.txt, whatever its meta says."""
    asked = request.meta.get("redirect_urls", [request.url])[0]
    return bool(request.meta.get("dont_obey_robotstxt")) and urlsplit(asked).path == "/robots.txt"
