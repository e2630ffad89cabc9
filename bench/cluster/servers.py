"""MongoDB and Redis as machines share them: over TCP, at an address that all of them reach."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import typer

from monitor.store.mongod import find_mongod

PATIENCE = 30.0


@contextmanager
def redis(host: str) -> Iterator[str]:
    """The address of a Redis of our own; it ends with its numbered database left out."""
    program = shutil.which("redis-server")
    if program is None:
        raise typer.BadParameter("redis-server is not installed: apt-get install redis-server")
    port = free_port(host)
    words = ["--port", str(port), "--bind", host, "--save", "", "--appendonly", "no", "--protected-mode", "no"]
    with _served([program, *words], host, port):
        yield f"redis://{host}:{port}"


@contextmanager
def mongo(host: str, folder: Path) -> Iterator[str]:
    """The address of a MongoDB of our own."""
    data, port = folder / "mongo", free_port(host)
    data.mkdir()
    words = ["--dbpath", str(data), "--bind_ip", host, "--port", str(port), "--wiredTigerCacheSizeGB", "0.5", "--quiet"]
    with _served([str(find_mongod()), *words], host, port):
        yield f"mongodb://{host}:{port}/"


@contextmanager
def _served(command: Sequence[str], host: str, port: int) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            _wait(host, port)
            yield
        finally:
            server.terminate()


def _wait(host: str, port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError):
            socket.create_connection((host, port), timeout=1).close()
            return
        time.sleep(0.05)
    raise TimeoutError(f"nobody answers at {host}:{port}")


def free_port(host: str) -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])
