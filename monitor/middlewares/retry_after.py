"""429 and 503: waiting as long as a host asks, or leaving it alone for this run."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from monitor.middlewares.reasons import reason_of
from monitor.middlewares.refusals import HostAskedToWait, Stopped
from monitor.middlewares.slots import hold, turn_away
from monitor.middlewares.state import downloader_of, host_of, watched

MAX_TRIES = 3
# A host that keeps saying "too many requests" without saying until when.
UNSAID = timedelta(hours=1)
# Nobody means "in ten years"; after a week we look again.
LONGEST = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Pause:
    """What an answer makes us do: try again after `wait` seconds, or leave until a moment."""

    wait: float = 0.0
    until: datetime | None = None
    # The host named the time itself, so this try does not count as a failure of ours.
    asked: bool = False


class ClosedHosts:
    """Turns requests to a host away at once while it wants to be left alone."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises `HostAskedToWait` until the moment the host named, in this run and later ones.

        And `Stopped` once the run is told to stop: a retry would hold it up.
        """
        spider = watched(self.crawler)
        if spider.stopping:
            raise Stopped("interrupted")
        until = spider.state.closed.get(host_of(request))
        if until is not None and spider.now() < until:
            raise HostAskedToWait(words(until))


class RetryAfter:
    """Obeys Retry-After; without one, doubles the pause before each of Scrapy's retries.

    Up to MONITOR_RETRY_AFTER_MAX seconds the host's queue waits and the request is made again, at
    most three times. Beyond that, or when a host answers 429 to every try, it is closed: the
    moment goes into the source's state and everything that waits for the host is turned away.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.longest_wait = settings.getfloat("MONITOR_RETRY_AFTER_MAX", 60.0)
        self.first_pause = settings.getfloat("MONITOR_BACKOFF", 2.0)
        self.retries = settings.getint("RETRY_TIMES")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it, listening to answers before the queue moves on."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware.heed, signals.response_downloaded)
        return middleware

    def heed(self, response: Response, request: Request) -> None:
        """Stops the host's queue. Scrapy sends this signal before it takes the next in the queue."""
        if response.status not in {429, 503}:
            return
        pause = self._pause(request, response)
        request.meta["pause"] = pause
        if pause.until is None:
            hold(downloader_of(self.crawler), request, pause.wait)
        else:
            self._close(request, pause.until)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The request again, or the answer; raises `HostAskedToWait` when the host is closed now."""
        pause: Pause | None = request.meta.pop("pause", None)
        if pause is None:
            return response
        if pause.until is not None:
            raise HostAskedToWait(words(pause.until), reason_of(response).text)
        if not pause.asked:
            return response
        again = request.copy()
        again.dont_filter = True
        again.meta["retry_after_times"] = request.meta.get("retry_after_times", 0) + 1
        return again

    def _pause(self, request: Request, response: Response) -> Pause:
        now = watched(self.crawler).now()
        asked = seconds_asked(response, now)
        if asked is None:
            return self._own_pause(request, response, now)
        if asked > self.longest_wait or request.meta.get("retry_after_times", 0) >= MAX_TRIES:
            return Pause(until=now + min(timedelta(seconds=asked), LONGEST))
        return Pause(wait=asked, asked=True)

    def _own_pause(self, request: Request, response: Response, now: datetime) -> Pause:
        tries = request.meta.get("retry_times", 0)
        if response.status == 429 and tries >= self.retries:
            return Pause(until=now + UNSAID)
        return Pause(wait=self.first_pause * 2**tries)

    def _close(self, request: Request, until: datetime) -> None:
        spider, host = watched(self.crawler), host_of(request)
        closed, now = spider.state.closed, spider.now()
        spider.state.closed = {other: moment for other, moment in closed.items() if moment > now} | {host: until}
        spider.state.not_before = max(spider.state.not_before or until, until)
        spider.ledger.error(words(until))
        turn_away(self.crawler, HostAskedToWait(words(until)), host)


def words(until: datetime) -> str:
    """The refusal in words.

    >>> words(datetime(2026, 1, 2, 15, 4, tzinfo=UTC))
    'asked to come back after 2026-01-02 15:04 UTC'
    """
    return f"asked to come back after {until.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def seconds_asked(response: Response, now: datetime) -> float | None:
    """How long Retry-After asks to wait, at most a week; None where it is missing or unreadable.

    >>> seconds_asked(Response("https://a.example", headers={"Retry-After": "120"}), datetime.now(UTC))
    120.0
    """
    text = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    longest = LONGEST.total_seconds()
    if text.isascii() and text.isdigit():
        # Nobody needs more digits than a week of seconds has, and int() is slow on very many.
        return min(float(int(text[:12])), longest)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    # A date without a zone, or with -0000, is in UTC (RFC 9110, 5.6.7).
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((moment - now).total_seconds(), 0.0), longest)
