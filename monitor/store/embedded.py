"""A real MongoDB for one home, started when first needed and shared by all its commands.

It listens on a Unix socket in a directory that only its owner can enter, and on no TCP port.
"""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pymongo.errors import ConnectionFailure

from monitor.errors import DatabaseUnavailable
from monitor.store import liveness
from monitor.store.mongod import arguments, failure, find_mongod
from monitor.store.places import Places, places, prepare

START_SECONDS = 180.0  # recovery after a crash replays the journal
STOP_SECONDS = 120.0
ORPHAN_SECONDS = 15.0  # a server without a socket is given this long to make one
POLL_SECONDS = 0.05
LOG_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of a home's server; `pid` and `version` only while it runs."""

    running: bool
    uri: str
    data: Path
    log: Path
    pid: int | None = None
    version: str = ""
    bytes_on_disk: int = 0


def start(home: Path) -> str:
    """The URI of the home's server, which answers when this returns.

    Raises `DatabaseUnavailable` with mongod's own words when it cannot.
    """
    with _plainly(home):
        place = places(home)
        if not liveness.answers(place):
            prepare(place)
            with _alone(place):
                _start_alone(place)
        return liveness.uri(place)


def stop(home: Path) -> bool:
    """Shuts the home's server down cleanly and waits; False when none was running."""
    with _plainly(home):
        place = places(home)
        if not place.root.is_dir():
            return False
        with _alone(place):
            if not liveness.is_held(place.server_lock):
                return False
            _shut_down(place)
            return True


def status(home: Path) -> Status:
    """What the home's server is doing; starts nothing."""
    with _plainly(home):
        place = places(home)
        version = liveness.version(place)
        return Status(
            running=bool(version),
            uri=liveness.uri(place),
            data=place.data,
            log=place.log,
            pid=liveness.pid(place) if version else None,
            version=version,
            bytes_on_disk=liveness.size(place.data),
        )


@contextmanager
def _plainly(home: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"The database in {home} cannot be used: {error.strerror or error}. Look at its owner and space."
        raise DatabaseUnavailable(message) from error


@contextmanager
def _alone(place: Places) -> Iterator[None]:
    """Only one process of a home starts or stops the server; the others wait for it.

    The kernel drops the lock with its holder, so that a killed one leaves nothing behind.
    """
    with place.start_lock.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _start_alone(place: Places) -> None:
    if liveness.is_held(place.server_lock):
        _wait_for_other(place)
    if liveness.answers(place):
        return
    _remove_remains(place)
    _launch(place)


def _wait_for_other(place: Places) -> None:
    """A server is there but silent: still starting, going down, or cut off from its socket."""
    began = time.monotonic()
    while liveness.is_held(place.server_lock) and time.monotonic() < began + START_SECONDS:
        if liveness.answers(place):
            return
        if not place.socket.exists() and time.monotonic() > began + ORPHAN_SECONDS:
            _shut_down(place)
        time.sleep(POLL_SECONDS)


def _remove_remains(place: Places) -> None:
    for remains in place.sockets.glob("mongod*.sock"):
        remains.unlink(missing_ok=True)
    if place.log.exists() and place.log.stat().st_size > LOG_BYTES:
        place.log.replace(place.log.with_suffix(".log.1"))


def _launch(place: Places) -> None:
    program = find_mongod()
    log_from = place.log.stat().st_size if place.log.exists() else 0
    with place.output.open("wb") as output:
        code = _run(arguments(program, place), output.fileno(), place)
    if code != 0 or not liveness.answers(place):
        raise DatabaseUnavailable(failure(place, code, log_from))


def _run(command: list[str], output: int, place: Places) -> int:
    try:
        # A session of its own: Ctrl-C in the terminal that started it is not meant for the server.
        return subprocess.run(  # noqa: S603 - our own program with our own paths
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/",
            start_new_session=True, timeout=START_SECONDS, check=False,
        ).returncode  # fmt: skip
    except subprocess.TimeoutExpired as error:
        message = f"The embedded MongoDB did not answer in {START_SECONDS:.0f} seconds. Its log is {place.log}"
        raise DatabaseUnavailable(message) from error
    except OSError as error:
        message = f"{command[0]} cannot be run: {error.strerror}."
        raise DatabaseUnavailable(message) from error


def _shut_down(place: Places) -> None:
    try:
        with liveness.client(place) as client:
            client.admin.command("shutdown")
    except ConnectionFailure:
        _terminate(place)
    deadline = time.monotonic() + STOP_SECONDS
    while liveness.is_held(place.server_lock):
        if time.monotonic() > deadline:
            message = f"The embedded MongoDB did not stop in {STOP_SECONDS:.0f} seconds. Its log is {place.log}"
            raise DatabaseUnavailable(message)
        time.sleep(POLL_SECONDS)


def _terminate(place: Places) -> None:
    pid = liveness.pid(place)
    if pid is not None and liveness.is_held(place.server_lock):
        try:
            os.kill(pid, signal.SIGTERM)
        except OSError:
            return
