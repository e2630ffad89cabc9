"""Fetches entry pages through the crawler, so that every rule of politeness and safety holds for them."""

from typing import Protocol, runtime_checkable

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from monitor.errors import FetchError
from monitor.items import Fetched
from monitor.middlewares.reasons import Reason, reason_of
from monitor.spiders.books import Books

CHALLENGE = "blocked by a challenge page"
# A real page with such a script in it is longer.
LONGEST_CHALLENGE = 60_000
FOR_GOOD = frozenset({301, 308})


class CrawlerFetch:
    """`items.Fetch` over a running crawler: robots.txt, delays, address guard and budgets included."""

    def __init__(self, spider: Spider) -> None:
        self._spider = spider

    async def __call__(self, url: str, *, conditional: bool = False) -> Fetched:
        """The answer, when it is 2xx or 304; raises `FetchError` with a short reason otherwise."""
        response = await self._download(url, conditional)
        if isinstance(self._spider, Observed):
            observe(self._spider.books, url, response)
        if is_challenge(response):
            raise FetchError(url, CHALLENGE, status=response.status, permanent=False)
        if not (200 <= response.status < 300 or response.status == 304):
            raise failed(url, reason_of(response))
        return Fetched(
            url=response.url,
            status=response.status,
            headers=plain_headers(response),
            body=response.body,
            unchanged=response.status == 304,
        )

    async def _download(self, url: str, conditional: bool) -> Response:
        engine = self._spider.crawler.engine
        if engine is None:
            raise FetchError(url, "the crawler is not running", permanent=False)
        try:
            request = Request(url, callback=NO_CALLBACK, dont_filter=True, meta={"conditional": conditional})
            return await engine.download_async(request)
        except Exception as error:  # Twisted, TLS and Scrapy raise dozens of unrelated classes
            raise failed(url, reason_of(error)) from error


@runtime_checkable
class Observed(Protocol):
    """A spider that keeps books."""

    books: Books


def observe(books: Books, url: str, response: Response) -> None:
    """Notes what an answer says of the address that was asked: moved for good, unchanged."""
    reasons = response.meta.get("redirect_reasons", ()) if response.request is not None else ()
    if reasons and set(reasons) <= FOR_GOOD:
        books.moves[url] = response.url
    if response.status == 304:
        books.unchanged.add(url)


def is_challenge(response: Response) -> bool:
    """Whether a guard in front of the site wants to see a browser or a human instead of answering."""
    if response.headers.get("cf-mitigated") == b"challenge":
        return True
    kind = (response.headers.get("Content-Type") or b"").lower()
    if b"html" not in kind or response.status in {304, 404, 410} or len(response.body) > LONGEST_CHALLENGE:
        return False
    # Not at the top: the patterns of all verdicts come with it, and most entries are no HTML.
    from monitor.extract.verdict_words import CHALLENGE_MARKS

    return bool(CHALLENGE_MARKS.search(response.body[:LONGEST_CHALLENGE].decode("utf-8", "replace")))


def failed(url: str, reason: Reason) -> FetchError:
    """The error that tells an entry reader why an address gave nothing."""
    return FetchError(url, reason.text, status=reason.status, permanent=reason.permanent)


def plain_headers(response: Response) -> dict[str, str]:
    """Header names in lower case, values as text; of several values the last."""
    return {
        name.decode("latin-1").lower(): value.decode("latin-1")
        for name, values in dict.items(response.headers)  # its own `items` asks for each name again
        if values and (value := values[-1]) is not None
    }
