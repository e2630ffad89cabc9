"""Conditional requests: an entry that has not changed costs its server a 304 and us nothing."""

from datetime import timedelta
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from monitor.middlewares.state import watched
from monitor.state import Validator

# Servers that wrongly answer 304 for ever are asked for the whole once a day, and whenever a
# source has been silent for longer than it usually is.
TRUSTED_FOR = timedelta(days=1)
# Longer ones are not worth storing; real ones are under a hundred characters.
MAX_LENGTH = 512


class Conditional:
    """Asks "has it changed?" for requests with `meta["conditional"]`, or with a `meta["validator"]` of their own.

    Validators are kept by the address first asked for, and sent only to the address that gave
    them: after a redirect to somewhere new they mean nothing. New ones go to the spider's
    `pending_validators`; a 304 is passed on as it is.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Adds the headers to a conditional request."""
        if "validator" not in request.meta and not request.meta.get("conditional"):
            return
        # Redirects and retries are copies of the request, headers included.
        request.headers.pop("If-None-Match", None)
        request.headers.pop("If-Modified-Since", None)
        known = self._known(request)
        if known is None or known.url != request.url:
            return
        if known.etag:
            request.headers["If-None-Match"] = known.etag.encode("latin-1")
        if known.last_modified:
            request.headers["If-Modified-Since"] = known.last_modified.encode("latin-1")

    def process_response(self, request: Request, response: Response) -> Response:
        """Notes the validators of a whole answer."""
        key = request.meta.get("conditional_key")
        # "partial": the connection ended before the body was known to be complete.
        if key is not None and response.status == 200 and "partial" not in response.flags:
            spider = watched(self.crawler)
            spider.pending_validators[key] = Validator(
                readable(response, "ETag"), readable(response, "Last-Modified"), spider.now(), request.url
            )
        return response

    def _known(self, request: Request) -> Validator | None:
        spider = watched(self.crawler)
        known: Validator | None
        if "validator" in request.meta:
            known = request.meta["validator"]
        else:
            known = spider.state.validators.get(request.meta.setdefault("conditional_key", request.url))
        if known is None or known.stored_at is None or spider.state.look_at_home:
            return None
        # A clock that was set back must not make a validator young for ever.
        return known if timedelta(0) <= spider.now() - known.stored_at <= TRUSTED_FOR else None


def readable(response: Response, name: str) -> str:
    """A header's value, or "" where it is missing, too long, or not one line of text."""
    text = (response.headers.get(name) or b"").decode("latin-1").strip()
    return text if len(text) <= MAX_LENGTH and text.isprintable() else ""
