"""`python -m bench.cluster`: one worker against two, on sites that are slow to answer; and what their deaths cost.

Needs redis-server and a mongod. Each worker is a process group with a home of its own; all share one
MongoDB and one Redis. The load is bound by waiting, as crawling is, so that two cores are enough.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from threading import Thread
from typing import Annotated, Any

import psutil
import pymongo
import typer

from monitor.store import embedded

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


def main(
    sites: Annotated[int, typer.Option(min=1, max=250, help="Sites, each one source.")] = 200,
    kill: Annotated[bool, typer.Option(help="Kill workers at random in a third round.")] = True,
) -> None:
    """Measure one worker, two workers, and two that are killed at random.

    Example: python -m bench.cluster --sites 40
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="monitor-cluster-")))
        ports = stack.enter_context(web(sites))
        redis = stack.enter_context(redis_server())
        uri = embedded.start(folder)
        stack.callback(embedded.stop, folder)
        catalogue = write_catalogue(folder, ports)
        rounds = [Round(folder, uri, redis, catalogue, sites, name) for name in ("one", "two", "killed")]
        alone = rounds[0].run(1, kill=False)
        both = rounds[1].run(2, kill=False)
        typer.echo(f"one worker {alone:.0f} s, two workers {both:.0f} s: {alone / both:.2f} times as fast")
        for one in rounds[:2]:
            typer.echo(one.verdict())
        if kill:
            took = rounds[2].run(2, kill=True)
            typer.echo(f"two workers, killed at random: {took:.0f} s; {rounds[2].verdict()}")


@contextmanager
def web(sites: int) -> Iterator[list[int]]:
    """Sites at loopback addresses of their own; gives their ports."""
    servers = [Server((f"127.0.1.{number + 1}", 0), Slow) for number in range(sites)]
    for server in servers:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 5}, daemon=True).start()
    yield [int(server.server_address[1]) for server in servers]
    for server in servers:
        server.socket.close()


@contextmanager
def redis_server() -> Iterator[str]:
    """A Redis of our own."""
    program = shutil.which("redis-server")
    if program is None:
        raise typer.BadParameter("redis-server is not installed: apt-get install redis-server")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        yield f"redis://127.0.0.1:{port}/0"
        server.terminate()


def write_catalogue(folder: Path, ports: list[int]) -> Path:
    """A source file for each site, at an address of its own."""
    group = folder / "catalogue" / "slow"
    group.mkdir(parents=True)
    for number, port in enumerate(ports):
        url = f"http://127.0.1.{number + 1}:{port}/feed"
        text = f'title = "Site {number}"\ndelay = "1s"\ninterval = "1d"\n\n[[entry]]\nkind = "feed"\nurl = "{url}"\n'
        (group / f"site{number}.toml").write_text(text)
    return group.parent


class Round:
    """One measurement in a database of its own."""

    def __init__(self, folder: Path, uri: str, redis: str, catalogue: Path, sites: int, name: str) -> None:
        self.sites, self.name, self.folder = sites, name, folder
        self.client: pymongo.MongoClient[dict[str, Any]] = pymongo.MongoClient(uri)
        self.database = self.client[f"cluster_{name}"]
        self.environ = {
            **{key: value for key, value in os.environ.items() if not key.startswith("MONITOR_")},
            "MONITOR_MONGO_URI": uri,
            "MONITOR_MONGO_DB": f"cluster_{name}",
            "MONITOR_REDIS_URL": redis.replace("/0", f"/{len(name)}"),
            "MONITOR_SOURCES": str(catalogue),
            "MONITOR_BUNDLED_SOURCES": "0",
            "MONITOR_ALLOW_NETWORKS": "127.0.0.0/8",
        }

    def run(self, workers: int, *, kill: bool) -> float:
        """Seconds from the first run's beginning until all sources were crawled once."""
        running = [self._start(number) for number in range(workers)]
        random, began, next_death = Random(7), 0.0, 0.0
        while self._finished() < self.sites:
            time.sleep(0.2)
            now = time.monotonic()
            if not began and self.database["runs"].count_documents({}, limit=1):
                began, next_death = now, now + 5
            if kill and began and now > next_death:
                number = random.randrange(workers)
                end(running[number], signal.SIGKILL)
                running[number], next_death = self._start(number), now + random.uniform(10, 20)
        took = time.monotonic() - began
        for process in running:
            end(process, signal.SIGTERM)
        return took

    def verdict(self) -> str:
        """Whether every source was crawled once, and every article is there once."""
        slots = Counter((run["source"], run["slot"]) for run in self.database["runs"].find({"status": "finished"}))
        twice = sum(count > 1 for count in slots.values())
        urls = [item["url"] for item in self.database["items"].find({}, {"url": 1})]
        lost, doubled = self.sites * ARTICLES - len(set(urls)), len(urls) - len(set(urls))
        self.client.close()
        return f"{self.name}: {len(slots)} visits, {twice} made twice; {lost} items lost, {doubled} doubled"

    def _finished(self) -> int:
        return len(self.database["runs"].distinct("source", {"status": {"$in": ["finished", "partial"]}}))

    def _start(self, number: int) -> "subprocess.Popen[bytes]":
        home = self.folder / f"{self.name}{number}"
        home.mkdir(exist_ok=True)
        with (home / "log").open("ab") as log:
            command = [sys.executable, "-m", "monitor", "worker", "--workers", "1"]
            environ = {**self.environ, "MONITOR_HOME": str(home)}
            return subprocess.Popen(command, env=environ, stdout=log, stderr=log, start_new_session=True)


def end(process: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    """Ends a worker: with SIGKILL all of its processes at once, else politely."""
    family = psutil.Process(process.pid).children(recursive=True) if number == signal.SIGKILL else []
    process.send_signal(number)
    for member in family:
        try:
            member.kill()
        except psutil.Error:
            continue
    process.wait()


if __name__ == "__main__":
    typer.run(main)
