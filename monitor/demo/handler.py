"""Scrapy's download handler for the demo: every request goes to the loopback server, nowhere else."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import NotConfigured
from twisted.internet.endpoints import TCP4ClientEndpoint
from twisted.internet.interfaces import IReactorTCP
from twisted.web.client import HTTPConnectionPool

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_HANDLER = "monitor.demo.handler.DemoDownloadHandler"


def demo_settings(address: str) -> dict[str, Any]:
    """The Scrapy settings that send a crawl to the demo server at `address` and nowhere else.

    >>> demo_settings("127.0.0.1:40123")["DOWNLOAD_HANDLERS"]["ftp"] is None
    True
    """
    nothing_else = dict.fromkeys(("data", "file", "ftp", "s3"))
    return {
        "MONITOR_DEMO_ADDRESS": address,
        "DOWNLOAD_HANDLERS": {**nothing_else, "http": _HANDLER, "https": _HANDLER},
        "HTTPPROXY_ENABLED": False,
    }


class DemoDownloadHandler(HTTP11DownloadHandler):
    """Answers `http` and `https` addresses from the server at MONITOR_DEMO_ADDRESS.

    Requests keep their address and `Host` header, and so do responses: an item of the demo
    carries `https://host/path`. The connection goes to a literal address, so no resolver is
    asked and no name of the demo ever leaves the machine.
    """

    lazy = True

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler)
        host, _, port = crawler.settings.get("MONITOR_DEMO_ADDRESS", "").rpartition(":")
        if not host:
            raise NotConfigured("MONITOR_DEMO_ADDRESS is not set; it is the demo server's host:port.")
        self._pool = _demo_pool(host, int(port), self._pool)

    async def download_request(self, request: "Request") -> "Response":
        """The demo server's answer; a proxy named in the request is not used."""
        request.meta.pop("proxy", None)
        return await super().download_request(request)


class _DemoPool(HTTPConnectionPool):
    """Connects to one endpoint whatever a request asks for; TLS is left out on the way."""

    demo_endpoint: Any

    def getConnection(self, key: Any, endpoint: Any) -> Any:  # noqa: N802 - Twisted's name
        return super().getConnection(key, self.demo_endpoint)


def _demo_pool(host: str, port: int, like: HTTPConnectionPool) -> _DemoPool:
    from twisted.internet import reactor

    make_pool: Callable[..., _DemoPool] = _DemoPool
    pool = make_pool(reactor, persistent=True)
    pool.maxPersistentPerHost = like.maxPersistentPerHost
    pool._factory = like._factory
    pool.demo_endpoint = TCP4ClientEndpoint(IReactorTCP(reactor), host, port)
    return pool
