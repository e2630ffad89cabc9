"""The loopback HTTP server: keep-alive, validators, gzip. It knows nothing of what it serves."""

import socket
import sys
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any, Self

from monitor.demo.web import Answer, Web

_IDLE_SECONDS = 60


class Server(ThreadingHTTPServer):
    """Answers for a `Web` on a free port of 127.0.0.1 while its context lasts."""

    daemon_threads = False
    block_on_close = True
    request_queue_size = 256

    def __init__(self, web: Web) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.web = web
        self._open: set[socket.socket] = set()
        self._lock = Lock()
        self._thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, name="demo web")

    @property
    def address(self) -> str:
        """Host and port, as `127.0.0.1:40123`."""
        return f"127.0.0.1:{self.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.shutdown()
        self._thread.join()
        self._hang_up()
        self.server_close()

    def _hang_up(self) -> None:
        """Ends the conversations that idle on a kept connection, so that closing need not wait."""
        with self._lock:
            for connection in self._open:
                _shut(connection)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up in the middle is an ordinary thing; anything else is shown."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def _shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # the client was quicker


class _Conversation(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = _IDLE_SECONDS
    server: Server

    def do_GET(self) -> None:
        self._reply(with_body=True)

    def do_HEAD(self) -> None:
        self._reply(with_body=False)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing is printed; the web counts its requests."""

    def version_string(self) -> str:
        return "demo"

    def _reply(self, *, with_body: bool) -> None:
        host = self.headers.get("Host", "")
        answer = self.server.web.answer(host, self.path)
        zipped = answer.packed and "gzip" in self.headers.get("Accept-Encoding", "")
        etag = answer.etag[:-1] + '-gzip"' if zipped else answer.etag
        if answer.status == HTTPStatus.OK and self._is_fresh(answer, etag):
            self._send(HTTPStatus.NOT_MODIFIED, _validators(answer, etag))
            self.server.web.count(host, 0)
            return
        body = answer.body if zipped else answer.content
        self._send(answer.status, _headers(answer, etag, len(body), zipped=zipped), body if with_body else b"")
        self.server.web.count(host, len(body) if with_body else 0)

    def _is_fresh(self, answer: Answer, etag: str) -> bool:
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return etag in [tag.strip() for tag in tags.split(",")]
        since = self.headers.get("If-Modified-Since")
        return bool(since and answer.modified and _is_unchanged(answer, since))

    def _send(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _is_unchanged(answer: Answer, since: str) -> bool:
    try:
        moment = parsedate_to_datetime(since)
    except ValueError:
        return False
    return answer.modified is not None and answer.modified.replace(microsecond=0) <= moment


def _validators(answer: Answer, etag: str) -> dict[str, str]:
    dated = {"Last-Modified": answer.last_modified} if answer.modified else {}
    return {"ETag": etag, "Vary": "Accept-Encoding", **dated}


def _headers(answer: Answer, etag: str, length: int, *, zipped: bool) -> dict[str, str]:
    validators = _validators(answer, etag) if answer.status == HTTPStatus.OK else {}
    encoding = {"Content-Encoding": "gzip"} if zipped else {}
    return {
        "Content-Type": answer.content_type,
        "Content-Length": str(length),
        **encoding,
        **validators,
        **answer.headers,
    }
