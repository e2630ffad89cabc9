"""The download handler: the one place where connections are made, behind the address guard."""

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadCancelledError, NotSupported
from scrapy.http import Response
from twisted.internet.base import ReactorBase

from monitor.middlewares.guard import install_guard, refused_addresses
from monitor.middlewares.refusals import AddressNotPublic, TooLarge
from monitor.middlewares.state import downloader_of, host_of
from monitor.middlewares.turns import turns_of_this_process


class GuardedHandler(HTTP11DownloadHandler):
    """For DOWNLOAD_HANDLERS: http and https, to allowed addresses only, saying why when it refuses."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        from twisted.internet import reactor

        assert isinstance(reactor, ReactorBase)
        install_guard(crawler, reactor)
        self._max_size = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    async def download_request(self, request: Request) -> Response:
        """The answer, when it is this source's turn; raises as `fetch` does.

        The time a request may take begins with its turn.
        """
        slot = downloader_of(self._crawler).slots[request.meta["download_slot"]]
        async with turns_of_this_process.turn(host_of(request), id(self._crawler), slot.download_delay()):
            return await self.fetch(request)

    async def fetch(self, request: Request) -> Response:
        """The answer; raises `AddressNotPublic`, `TooLarge`, or Scrapy's download errors."""
        if request.meta.get("proxy"):
            # Behind a proxy nobody sees which address is connected to.
            raise NotSupported("proxies would lead around the address guard")
        refused: list[str] = []
        token = refused_addresses.set(refused)
        try:
            return await super().download_request(request)
        except CannotResolveHostError as error:
            if refused:
                raise AddressNotPublic(f"address is not public ({refused[0]})") from error
            raise
        except DownloadCancelledError as error:
            raise TooLarge(request.meta.get("download_maxsize", self._max_size)) from error
        finally:
            refused_addresses.reset(token)
