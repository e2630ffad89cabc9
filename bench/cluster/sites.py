"""The sites of the measurement: a feed and a few articles each, answered after a while, as over a long line."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

ARTICLES = 4
ANSWER_SECONDS = 0.2
PARAGRAPH = (
    "<p>Report {n} of site {site}: the ferry council heard {n} petitions about pier {site} and answered none.</p>"
)


class Slow(BaseHTTPRequestHandler):
    """A site of a feed and a few articles, each answered after a while. The site is its address."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """A feed, an article, or nothing."""
        time.sleep(ANSWER_SECONDS)
        site = self.headers.get("Host", "")
        kind, body = self._body(site)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _body(self, site: str) -> tuple[str, bytes]:
        if self.path == "/feed":
            return "application/rss+xml", feed(site).encode()
        if self.path.startswith("/news/"):
            return "text/html", article(site, self.path.rpartition("/")[2]).encode()
        return "text/plain", b""

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


class Server(ThreadingHTTPServer):
    """One site."""

    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing: workers that are killed hang up."""


def feed(site: str) -> str:
    """A feed of a site's articles."""
    items = "".join(
        f"<item><title>Report {n}</title><link>http://{site}/news/{n}</link></item>" for n in range(ARTICLES)
    )
    return f'<rss version="2.0"><channel><title>{site}</title>{items}</channel></rss>'


def article(site: str, number: str) -> str:
    """A page that is an article."""
    text = "".join(PARAGRAPH.format(n=f"{number}-{n}", site=site) for n in range(12))
    return f"<html lang=en><title>Report {number}</title><article><h1>Report {number} of {site}</h1>{text}</article>"


@contextmanager
def web(addresses: Sequence[str]) -> Iterator[list[str]]:
    """A site at each address; gives their base addresses."""
    servers = [Server((address, 0), Slow) for address in addresses]
    for server in servers:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 5}, daemon=True).start()
    yield [f"http://{server.server_address[0]!s}:{server.server_address[1]}" for server in servers]
    for server in servers:
        server.socket.close()


def write_catalogue(folder: Path, bases: Sequence[str]) -> Path:
    """A source file for each site."""
    group = folder / "catalogue" / "slow"
    group.mkdir(parents=True)
    for number, base in enumerate(bases):
        entry = f'[[entry]]\nkind = "feed"\nurl = "{base}/feed"\n'
        text = f'title = "Site {number}"\ndelay = "1s"\ninterval = "1d"\n\n{entry}'
        (group / f"site{number}.toml").write_text(text)
    return group.parent
