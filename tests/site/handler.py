"""Turns requests into the answers that a site was given."""

import hashlib
import socket
import struct
from collections.abc import Iterable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from time import monotonic
from typing import TYPE_CHECKING

from tests.site.answers import Answer, Received

if TYPE_CHECKING:
    from tests.site.server import Site

LAST_MODIFIED = "Sat, 03 Jan 2026 08:00:00 GMT"


class Handler(BaseHTTPRequestHandler):
    """One connection, kept alive for as many requests as the client sends."""

    protocol_version = "HTTP/1.1"
    site: "Site"  # set on a subclass, one for each site

    def do_GET(self) -> None:
        """Answers GET, HEAD and POST alike."""
        received = self._receive()
        answer = self.site.answer(received)
        if answer.wait is not None:
            self.site.hold(answer.wait)
        if answer.fault == "reset" or self.site.closing.is_set():
            self._reset()
        elif self._is_unchanged(answer, received):
            self._head(304, self._validators(answer))
        else:
            self._send(answer)

    do_HEAD = do_GET  # noqa: N815 - the names http.server calls
    do_POST = do_GET  # noqa: N815

    def _receive(self) -> Received:
        length = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        received = Received(self.command, self.path, headers, monotonic(), self.rfile.read(length))
        self.site.log(received)
        return received

    def _validators(self, answer: Answer) -> dict[str, str]:
        if not self.site.validators or answer.status != 200 or answer.stream or answer.fault:
            return {}
        digest = hashlib.sha256(answer.body).hexdigest()[:16]
        return {"ETag": f'"{digest}"', "Last-Modified": LAST_MODIFIED}

    def _is_unchanged(self, answer: Answer, received: Received) -> bool:
        validators = self._validators(answer)
        if not validators:
            return False
        tag = received.headers.get("if-none-match")
        if tag is not None:
            return tag == validators["ETag"]
        return received.headers.get("if-modified-since") == LAST_MODIFIED

    def _send(self, answer: Answer) -> None:
        headers = {"Content-Type": answer.content_type, **self._validators(answer), **answer.headers}
        size = answer.size if answer.stream else len(answer.body)
        is_chunked = size is None or answer.fault == "bad chunks"
        if is_chunked:
            headers["Transfer-Encoding"] = "chunked"
        else:
            headers.setdefault("Content-Length", str(size))
        self._head(answer.status, headers)
        if self.command != "HEAD":
            self._write_body(answer, is_chunked)

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _write_body(self, answer: Answer, is_chunked: bool) -> None:
        if answer.fault == "truncate":
            self.wfile.write(answer.body[: len(answer.body) // 2])
            self.close_connection = True
        elif answer.fault == "bad chunks":
            self.wfile.write(b"%x\r\n%b\r\nnonsense\r\n" % (len(answer.body), answer.body))
            self.close_connection = True
        else:
            self._write_pieces(answer.stream() if answer.stream else [answer.body], is_chunked)

    def _write_pieces(self, pieces: Iterable[bytes], is_chunked: bool) -> None:
        for piece in pieces:
            if self.site.closing.is_set():
                return
            self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece) if is_chunked else piece)
        if is_chunked:
            self.wfile.write(b"0\r\n\r\n")

    def _reset(self) -> None:
        # Lingering for zero seconds makes the kernel send RST in place of FIN.
        with suppress(OSError):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: `Site.requests` is the log."""
