"""Serves one site of the local web in a hostile way: `python -m bench.neighbours.hostile KIND FOLDER ADDRESS`.

Feed and robots.txt are as they should be, so that the crawler walks into it; every article is a trap.
"""

import gzip
import sys
import time
from collections.abc import Callable
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

BENIGN = "benign"
# A reader that meets this crashes; see `bench.neighbours.crawl`.
CRASH = b"<!-- the reader of this page dies -->"
LARGE = 50 << 20
PIECE = b"<p>The ferry council heard nothing new of pier nine and answered nobody.</p>" * 800
# For the patterns that look for dates, names and sentences, and for parsers: long runs that nearly fit.
NEARLY = (
    "<p>" + "1 2 3 4 Jan " * 60_000,
    "<div>" * 20_000 + "<p>deep",
    "<a href=/x>" * 60_000 + "a a a a",
    "<p>" + "by A. B. C. " * 60_000,
    "<p>" + " " * 700_000 + "x",
    "<p>" + "&#65;&nbsp;" * 60_000,
    '<script type="application/ld+json">' + '[{"a":' * 30_000 + "</script>",
    "<meta property=article:published_time content=" + "2026-13-" * 60_000 + ">",
)


class Hostile(BaseHTTPRequestHandler):
    """Answers of one hostile site; the sort is the class's `kind`."""

    protocol_version = "HTTP/1.1"
    kind = BENIGN
    folder = Path()

    def do_GET(self) -> None:
        """A file of the site as it is, or a trap."""
        path = self.folder / urlsplit(self.path).path.strip("/")
        is_article = self.path.startswith(("/news/", "/on/"))
        if is_article and self.kind != BENIGN:
            TRAPS[self.kind](self)
        elif path.is_file():
            kind = "application/rss+xml" if path.suffix == ".xml" else "text/html; charset=utf-8"
            self.send(path.read_bytes(), kind)
        else:
            self.send(b"", "text/plain", status=404)

    def send(self, body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> None:
        """A whole answer."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def begin(self) -> None:
        """The head of an answer of unknown length."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Connection", "close")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def drip(answer: Hostile) -> None:
    """A byte a second."""
    answer.begin()
    while True:
        answer.wfile.write(b"<")
        time.sleep(1)


def tarpit(answer: Hostile) -> None:
    """Takes the request, and never says anything."""
    time.sleep(3_600)


def onward(answer: Hostile) -> None:
    """Leads to another address, which does the same."""
    answer.send(b"", status=302, Location=f"/on/{time.monotonic_ns()}")


def large(answer: Hostile) -> None:
    """50 MB, which are not announced."""
    answer.begin()
    for _ in range(LARGE // len(PIECE)):
        answer.wfile.write(PIECE)


def packed(answer: Hostile) -> None:
    """50 MB that travel as 150 KB."""
    answer.send(bomb(), Content_Encoding="gzip")


@cache
def bomb() -> bytes:
    """The page, packed."""
    return gzip.compress(PIECE * (LARGE // len(PIECE)))


def nearly(answer: Hostile) -> None:
    """A page that is slow to read, another one each time."""
    text = NEARLY[time.monotonic_ns() // 1_000 % len(NEARLY)]
    answer.send(f"<html lang=en><title>Trap</title><article><h1>A trap</h1>{text}</article>".encode())


def deadly(answer: Hostile) -> None:
    """A page that crashes the process that reads it."""
    answer.send(b"<html lang=en><title>Trap</title>" + CRASH + PIECE[:8_000])


TRAPS: dict[str, Callable[[Hostile], None]] = {
    "slow drip": drip,
    "tarpit": tarpit,
    "redirects": onward,
    "50 MB": large,
    "50 MB packed": packed,
    "slow to read": nearly,
    "crashes reader": deadly,
}
KINDS = tuple(TRAPS)


class Server(ThreadingHTTPServer):
    """The site."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing: whoever had enough hangs up."""


def main() -> None:
    """Serves until it is ended."""
    kind, folder, address = sys.argv[1:4]
    host, _, port = address.rpartition(":")
    handler = type("Site", (Hostile,), {"kind": kind, "folder": Path(folder)})
    Server((host, int(port)), handler).serve_forever()


if __name__ == "__main__":
    main()
