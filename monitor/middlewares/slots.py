"""The queue that Scrapy keeps for each host: making it slower, making it wait, emptying it."""

from time import monotonic

from scrapy import Request
from scrapy.core.downloader import Downloader, Slot
from scrapy.crawler import Crawler

from monitor.middlewares.refusals import Refused
from monitor.middlewares.state import downloader_of, host_of, watched


def slow_down(crawler: Crawler, request: Request, seconds: float) -> None:
    """Keeps at least `seconds` between requests to the request's host, for the rest of the run.

    Jitter would now and then undercut the promise, so it goes; a host that is slower anyway stays.
    """
    downloader = downloader_of(crawler)
    key = downloader.get_slot_key(request)
    kept = downloader.per_slot_settings.get(key, {})
    delay = float(kept.get("delay", crawler.settings.getfloat("DOWNLOAD_DELAY")))
    jitter = float(kept.get("jitter", crawler.settings.getfloat("DOWNLOAD_DELAY_JITTER")))
    if delay * (1 - jitter) >= seconds:
        return
    slower = {"delay": max(delay, seconds), "jitter": 0.0, "concurrency": 1}
    # A slot that was idle for a minute is thrown away; its successor is made from this.
    downloader.per_slot_settings[key] = slower
    slot = downloader.slots.get(key)
    if slot is not None:
        slot.delay, slot.jitter, slot.concurrency = slower["delay"], 0.0, 1


def hold(downloader: Downloader, request: Request, seconds: float) -> None:
    """Lets nothing out of the host's queue for `seconds`.

    Scrapy starts a request when `delay` has passed since `lastseen`, and looks at the queue only
    where there is a delay at all.
    """
    slot = _slot_of(downloader, request)
    if slot is not None:
        slot.delay = max(slot.delay, 0.001)
        slot.lastseen = max(slot.lastseen, monotonic() + seconds)


def turn_away(crawler: Crawler, refusal: Refused, host: str = "") -> None:
    """Fails everything that waits in a queue, for one host with port or for all.

    What waits was counted as made when it joined the queue; the count is set right.
    """
    for slot in downloader_of(crawler).slots.values():
        waiting = list(slot.queue)
        slot.queue.clear()
        for request, answered in waiting:
            if host and host_of(request) != host:
                slot.queue.append((request, answered))
            else:
                watched(crawler).requests_made -= 1
                answered.errback(refusal)


def _slot_of(downloader: Downloader, request: Request) -> Slot | None:
    return downloader.slots.get(downloader.get_slot_key(request))
