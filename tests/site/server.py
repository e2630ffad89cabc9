"""A web server on loopback for tests: any page, any fault, and a log of what was asked.

    with Site() as site:
        site.add("/", '<a href="/one">One</a>')
        site.add("/one", "<h1>One</h1>")
        site.fail("/gone", 410)
        site.redirect("/old", "/one")
        crawl(site.url("/"))
        assert site.count("/one") == 1

Each site has a port of its own; open as many as a test needs. An address nothing was added for
answers 404, robots.txt too. With `validators=True` every plain 200 carries an ETag and a
Last-Modified, and conditional requests get their 304. `tls=True` speaks HTTPS with a certificate
of its own at `site.certificate`. `host=` in `add` serves a path for one Host header only.
"""

import ssl
import sys
from collections.abc import Mapping
from http.server import ThreadingHTTPServer
from pathlib import Path
from socket import socket
from tempfile import TemporaryDirectory
from threading import Condition, Event, Thread
from types import TracebackType
from typing import Self

from tests.site.answers import Answer, Body, Received, Responder, as_answer, zeros
from tests.site.certificate import server_context, write_certificate
from tests.site.handler import Handler

Request = socket | tuple[bytes, socket]
Address = tuple[str, int]


class Site:
    """One web site on an ephemeral port of `address`; a context manager.

    `requests` holds every request in the order of arrival.
    """

    def __init__(self, *, address: str = "127.0.0.1", validators: bool = False, tls: bool = False) -> None:
        self.address = address
        self.validators = validators
        self.requests: list[Received] = []
        self.closing = Event()
        self.certificate: Path | None = None
        self._arrived = Condition()
        self._held: set[Event] = set()
        self._routes: dict[tuple[str, str], Responder] = {}
        self._folder = TemporaryDirectory(prefix="site-") if tls else None
        self._server = _Server((address, 0), type("SiteHandler", (Handler,), {"site": self}))
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        if self._folder is not None:
            self.certificate = write_certificate(Path(self._folder.name), self.address)
            self._server.tls = server_context(self.certificate)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of everything held back and stops listening."""
        self.closing.set()
        for event in list(self._held):
            event.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        if self._folder is not None:
            self._folder.cleanup()

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._server.server_address[1])

    @property
    def netloc(self) -> str:
        """Address and port as they stand in a URL."""
        return f"{self.address}:{self.port}"

    def url(self, path: str = "/", *, host: str = "") -> str:
        """The absolute address of a path; `host` stands in for the IP address (try "localhost")."""
        scheme = "https" if self._folder is not None else "http"
        return f"{scheme}://{host or self.address}:{self.port}{path}"

    def add(
        self,
        path: str,
        body: Body | Responder = "",
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        content_type: str = "text/html; charset=utf-8",
        delay_event: Event | None = None,
        host: str = "",
    ) -> None:
        """Serves a path. A path with a query answers only that query; without, any query.

        `body` is text, bytes, an `Answer`, or a function from the request to one of these. For a
        wrong charset give bytes and a `content_type` that lies. An answer with `delay_event` is
        held back until the event is set. Adding a path again replaces it.
        """
        if callable(body):
            self._routes[host, path] = body
            return
        answer = body
        if not isinstance(answer, Answer):
            raw = body.encode() if isinstance(body, str) else as_answer(body).body
            answer = Answer(raw, status, dict(headers or {}), content_type, wait=delay_event)
        self._routes[host, path] = lambda _: answer

    def robots(self, text: str, *, status: int = 200) -> None:
        """Serves robots.txt."""
        self.add("/robots.txt", text, status=status, content_type="text/plain")

    def fail(self, path: str, status: int, *, retry_after: str | int | None = None) -> None:
        """Answers a path with an error, with Retry-After where given (seconds or an HTTP date)."""
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        self.add(path, f"<h1>{status}</h1>", status=status, headers=headers)

    def sequence(self, path: str, *bodies: Body) -> None:
        """Answers the first request with the first body and so on; the last one stays."""
        left = list(bodies)
        self.add(path, lambda _: left.pop(0) if len(left) > 1 else left[0])

    def redirect(self, path: str, target: str, *, status: int = 302) -> None:
        """Sends a path elsewhere; `target` may be relative, absolute, or the path itself (a loop)."""
        self.add(path, Answer(b"", status, {"Location": target}))

    def hang(self, path: str) -> Event:
        """Holds every answer for a path back until the event that comes back is set."""
        release = Event()
        self.add(path, "late", delay_event=release)
        return release

    def reset(self, path: str) -> None:
        """Drops the connection (RST) where the answer should be."""
        self.add(path, Answer(fault="reset"))

    def truncate(self, path: str, body: str) -> None:
        """Announces the whole body and sends half of it."""
        self.add(path, Answer(body.encode(), fault="truncate"))

    def bad_chunks(self, path: str, body: str) -> None:
        """Sends a chunked body that breaks off in nonsense."""
        self.add(path, Answer(body.encode(), fault="bad chunks"))

    def stream(self, path: str, size: int, *, announced: bool = True) -> None:
        """Serves `size` bytes without ever holding them; unannounced means chunked."""
        self.add(path, Answer(stream=zeros(size), size=size if announced else None))

    def count(self, path: str) -> int:
        """How often a path was asked for, whatever the query."""
        return sum(received.path.split("?")[0] == path for received in list(self.requests))

    def paths(self) -> list[str]:
        """Every path asked for, in order, with its query."""
        return [received.path for received in list(self.requests)]

    def last(self, path: str) -> Received:
        """The latest request for a path. Raises StopIteration when there was none."""
        return next(received for received in reversed(self.requests) if received.path.split("?")[0] == path)

    def wait_for(self, path: str, times: int = 1, timeout: float = 30.0) -> None:
        """Returns once a path was asked for that often; raises TimeoutError after `timeout` seconds."""
        with self._arrived:
            if not self._arrived.wait_for(lambda: self.count(path) >= times, timeout):
                raise TimeoutError(f"{path} was asked for {self.count(path)} times, not {times}")

    def forget(self) -> None:
        """Empties the log."""
        self.requests.clear()

    def log(self, received: Received) -> None:
        """Notes a request; called by the handler."""
        with self._arrived:
            self.requests.append(received)
            self._arrived.notify_all()

    def answer(self, received: Received) -> Answer:
        """What to say to a request; called by the handler."""
        plain = received.path.split("?")[0]
        for key in (received.host, received.path), (received.host, plain), ("", received.path), ("", plain):
            if key in self._routes:
                return as_answer(self._routes[key](received))
        return Answer(b"<h1>Not found</h1>", 404)

    def hold(self, release: Event) -> None:
        """Waits for an event, at most until the site closes; called by the handler."""
        self._held.add(release)
        if not self.closing.is_set():
            release.wait()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Without a queue a burst of connections is refused on a busy machine.
    request_queue_size = 128
    tls: ssl.SSLContext | None = None

    def finish_request(self, request: Request, client_address: Address) -> None:
        """Answers a connection, behind TLS where there is a certificate."""
        if self.tls is None:
            super().finish_request(request, client_address)
            return
        assert isinstance(request, socket)
        with self.tls.wrap_socket(request, server_side=True) as private:
            super().finish_request(private, client_address)

    def handle_error(self, request: Request, client_address: Address) -> None:
        """Clients that hang up or distrust the certificate are what many tests are about."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)
