"""`python -m bench.idle`: what `monitor up` takes while no source is due: memory, and time of a processor."""

import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import pymongo
import typer

from bench.cluster.servers import free_port
from bench.crawl.processes import cpu_seconds, memory_bytes, servers_of, tree
from bench.crawl.workshop import plain_environment
from monitor.store import embedded

SOURCE = 'title = "Lagoon {n}"\ninterval = "30d"\n\n[[entry]]\nkind = "feed"\nurl = "https://lagoon{n}.example/feed"\n'
MOST_MEGABYTES, MOST_CORE = 250.0, 0.01


def main(
    sources: Annotated[int, typer.Option(min=1, help="Sources, all of them visited a moment ago.")] = 300,
    seconds: Annotated[float, typer.Option(min=1.0, help="How long to watch.")] = 120.0,
    settle: Annotated[float, typer.Option(min=0.0, help="How long to wait before.")] = 60.0,
) -> None:
    """Start the whole system on sources that are not due, and watch it do nothing.

    Example: python -m bench.idle --seconds 60
    """
    with tempfile.TemporaryDirectory(prefix="monitor-idle-") as name:
        home = Path(name)
        prepare(home, sources)
        with running(home) as process:
            time.sleep(settle)
            report(*watched(process.pid, home, seconds), sources, seconds)
        embedded.stop(home)


def prepare(home: Path, sources: int) -> None:
    """Source files, and a state that says that all of them were just visited and are well."""
    folder, now = home / "sources" / "idle", datetime.now(UTC)
    folder.mkdir(parents=True)
    for number in range(sources):
        (folder / f"lagoon{number}.toml").write_text(SOURCE.format(n=number))
    with pymongo.MongoClient[dict[str, Any]](embedded.start(home)) as client:
        state = {"visits": 1, "judged": 1, "last_visit": now, "last_ended": now}
        client["monitor"]["sources"].insert_many({"_id": f"lagoon{number}", **state} for number in range(sources))


@contextmanager
def running(home: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """`monitor up` on that home."""
    ports = ["--port", str(free_port("127.0.0.1")), "--status-port", str(free_port("127.0.0.1"))]
    environ = plain_environment() | {"MONITOR_HOME": str(home), "MONITOR_BUNDLED_SOURCES": "0"}
    with (home / "log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-m", "monitor", "up", *ports], env=environ, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def watched(pid: int, home: Path, seconds: float) -> tuple[float, float]:
    """The most memory in MB and the share of a core that all processes but mongod took."""
    ours = tree(pid) - set(servers_of(home))
    before, most, end = sum(map(cpu_seconds, ours)), 0.0, time.monotonic() + seconds
    while time.monotonic() < end:
        most = max(most, sum(map(memory_bytes, ours)) / 1e6)
        time.sleep(5.0)
    if tree(pid) - set(servers_of(home)) != ours:
        raise RuntimeError(f"processes came or went: the system was not idle; its log is {home}/log")
    return most, (sum(map(cpu_seconds, ours)) - before) / seconds


def report(megabytes: float, share: float, sources: int, seconds: float) -> None:
    """One line for each."""
    for words, value, most in (("MB", megabytes, MOST_MEGABYTES), ("of a core", share, MOST_CORE)):
        typer.echo(f"{value:.4g} {words}, at most {most:g}: {'reached' if value <= most else 'missed'}")
    typer.echo(f"{sources} sources, none due, watched for {seconds:.0f} s")


if __name__ == "__main__":
    typer.run(main)
