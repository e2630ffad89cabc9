"""What holds for every answer: headers that let a browser do only what our pages need; a Host that is ours."""

from collections.abc import Iterable
from time import perf_counter
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.settings import Environment

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
# What people judge stays off the disk of a shared computer.
PRIVATE = "no-store"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


def own_hosts(environment: Environment) -> frozenset[str]:
    """The names under which the pages answer: that of MONITOR_BASE_URL, and this machine's own."""
    return LOOPBACK | {(urlsplit(environment.base_url).hostname or "localhost").lower()}


class Guard:
    """Checks the Host header, and adds the headers to every answer."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str], *, https: bool) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._headers = HEADERS | ({"strict-transport-security": "max-age=31536000"} if https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or refuses a name that is not ours."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        begun = perf_counter()

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                headers.setdefault("cache-control", PRIVATE)
                # What a browser's tools and the benchmark show: milliseconds until the answer was complete.
                headers["server-timing"] = f"page;dur={(perf_counter() - begun) * 1000:.1f}"
            await send(message)

        known = _host(scope) in self._hosts
        app = self._app if known else PlainTextResponse("This name leads to no page here.", 421)
        await app(scope, receive, with_headers)


def _host(scope: Scope) -> str:
    given = [value for name, value in scope["headers"] if name == b"host"]
    if len(given) != 1:
        return ""
    host: str = given[0].decode("latin-1").lower()
    return host if host.endswith("]") else host.rpartition(":")[0] or host
