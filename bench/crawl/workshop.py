"""Where the contestants run: the folders, the served web and the environment of their processes."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.crawl.processes import servers_of
from bench.crawl.web import Web

PROJECT = Path(__file__).parents[2]
_ENDED = 15


@dataclass(frozen=True, slots=True)
class Workshop:
    """`folder` is for jobs, output and environments; `log` is the web server's access log."""

    folder: Path
    web: Web
    log: Path
    concurrency: int

    def job(self, **values: object) -> Path:
        """A file with the values in JSON, and the concurrency."""
        path = self.folder / "job.json"
        path.write_text(json.dumps({"concurrency": self.concurrency, **values}))
        return path


def plain_environment() -> dict[str, str]:
    """This process's environment without any MONITOR_ variable, able to import the project."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MONITOR_")}
    return {**kept, "PYTHONPATH": str(PROJECT)}


@dataclass(frozen=True, slots=True)
class Home:
    """A fresh home of the monitor with its database running; `servers` are the database's processes."""

    folder: Path
    environ: dict[str, str]
    servers: tuple[int, ...]

    def stored_items(self) -> int:
        """How many items the database holds, as the export gives them."""
        command = [sys.executable, "-m", "monitor", "items", "export", "--format", "jsonl"]
        done = subprocess.run(command, env=self.environ, cwd=self.folder, capture_output=True, timeout=120, check=False)
        return done.stdout.count(b"\n")


@contextmanager
def fresh_home(web: Web) -> Iterator[Home]:
    """A home for one or two crawls of the web, gone afterwards. The path is short: it holds a Unix socket."""
    folder = Path(tempfile.mkdtemp(prefix="monitor-bench-"))
    environ = plain_environment() | {
        "MONITOR_HOME": str(folder),
        "MONITOR_SOURCES": str(web.sources),
        "MONITOR_BUNDLED_SOURCES": "0",
        "MONITOR_ALLOW_NETWORKS": "127.0.0.0/8",
        "MONITOR_CONTACT": "bench@localhost.invalid",
    }
    try:
        _database(environ, "start")
        yield Home(folder, environ, tuple(servers_of(folder)))
    finally:
        _database(environ, "stop")
        for server in servers_of(folder):
            os.kill(server, _ENDED)
        shutil.rmtree(folder, ignore_errors=True)


def _database(environ: dict[str, str], action: str) -> None:
    command = [sys.executable, "-m", "monitor", "db", action]
    subprocess.run(command, env=environ, cwd=environ["MONITOR_HOME"], capture_output=True, timeout=120, check=False)
