"""One crawl of all sites beside one neighbour, and how fast the others were."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import pymongo

from bench.crawl.web import Web
from bench.crawl.workshop import plain_environment

# The last site of the web is the neighbour's; its own address is taken by nginx.
NEIGHBOUR_HOST = "127.0.2.1"
DATABASE = "street"
PATIENCE = 300.0


@dataclass(frozen=True, slots=True)
class Street:
    """The web that nginx serves, the shared MongoDB, and the seconds between two requests to one site."""

    folder: Path
    web: Web
    uri: str
    delay: float

    @property
    def neighbour(self) -> str:
        """The name of the source beside the others."""
        return self.web.sites[-1].name

    @property
    def address(self) -> str:
        """Where the neighbour is served."""
        return f"{NEIGHBOUR_HOST}:{urlsplit(self.web.sites[-1].base).port}"


def pages_a_second(street: Street, kind: str) -> float:
    """Articles of the others, by the time from the beginning of their first run to the end of their last."""
    sources = write_sources(street)
    with pymongo.MongoClient[dict[str, Any]](street.uri) as client, neighbour(street, kind):
        client.drop_database(DATABASE)
        with crawl(street, sources):
            runs = _awaited(street, client[DATABASE])
        stored = client[DATABASE]["items"].count_documents({"source": {"$ne": street.neighbour}})
    expected = street.web.pages - street.web.articles
    if stored != expected:
        raise RuntimeError(f"{stored} of {expected} articles of the others were stored beside {kind!r}")
    begun = [datetime.fromisoformat(str(run["started_at"])).timestamp() for run in runs]
    ended = [start + float(run["seconds"]) for start, run in zip(begun, runs, strict=True)]
    return stored / (max(ended) - min(begun))


def write_sources(street: Street) -> Path:
    """The catalogue: every site at its pace, the neighbour at its address."""
    folder = street.folder / "sources"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(street.web.sources, folder)
    for site in street.web.sites:
        path = folder / "bench" / f"{site.name}.toml"
        text = path.read_text().replace("delay = 0", f"delay = {street.delay}").replace("concurrency = 4\n", "")
        if site.name == street.neighbour:
            text = text.replace(urlsplit(site.base).netloc, street.address)
        path.write_text(text)
    return folder


@contextmanager
def neighbour(street: Street, kind: str) -> Iterator[None]:
    """The neighbour's server, in a process of its own."""
    site = street.web.folder / street.neighbour
    command = [sys.executable, "-m", "bench.neighbours.hostile", kind, str(site), street.address]
    # The feed names the addresses of nginx: those of the neighbour lead to itself.
    feed = site / "feed.xml"
    feed.write_text(feed.read_text().replace(street.web.sites[-1].base, f"http://{street.address}"))
    with subprocess.Popen(command, env=plain_environment()) as server:
        time.sleep(1.0)
        try:
            yield
        finally:
            server.kill()


@contextmanager
def crawl(street: Street, sources: Path) -> Iterator[None]:
    """A crawl under way; whatever is left of it is ended at the end."""
    environ = plain_environment() | {
        "MONITOR_HOME": str(street.folder / "home"),
        "MONITOR_MONGO_URI": street.uri,
        "MONITOR_MONGO_DB": DATABASE,
        "MONITOR_SOURCES": str(sources),
        "MONITOR_BUNDLED_SOURCES": "0",
        "MONITOR_ALLOW_NETWORKS": "127.0.0.0/8",
    }
    with subprocess.Popen([sys.executable, "-m", "bench.neighbours.crawl"], env=environ) as process:
        try:
            yield
        finally:
            for member in (*psutil.Process(process.pid).children(recursive=True), process):
                member.kill()


def _awaited(street: Street, database: "pymongo.database.Database[dict[str, Any]]") -> list[dict[str, Any]]:
    """The runs of the others, once all of them have ended."""
    chosen = {"source": {"$ne": street.neighbour}, "status": {"$ne": "running"}}
    end = time.monotonic() + PATIENCE
    while len(runs := list(database["runs"].find(chosen))) < len(street.web.sites) - 1:
        if time.monotonic() > end:
            raise RuntimeError(f"only {len(runs)} of the others came to their end")
        time.sleep(0.25)
    return runs
