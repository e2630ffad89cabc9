"""The whole system as one process tree: `python -m monitor.schedule.system PARTS OPTIONS`.

`monitor up` becomes this process, so that it does not carry what only other commands load.
"""

import fcntl
import json
import logging
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module

from monitor.errors import MonitorError
from monitor.schedule.logs import log_to_stderr
from monitor.schedule.part import Part, run_directory
from monitor.schedule.supervisor import Supervisor
from monitor.settings import Environment, read_environment
from monitor.store import embedded

# This module is run as a program, which is called __main__.
logger = logging.getLogger("monitor.schedule.system")


def run_system(environment: Environment, parts: Sequence[Part], options: Mapping[str, str]) -> None:
    """Runs the parts until SIGTERM or SIGINT; raises `MonitorError` when the home has a running system already."""
    with _alone(environment):
        log_to_stderr(environment.home, "system")
        _load(parts)
        logger.info("%d parts are started: %s", len(parts), ", ".join(part.name for part in parts))
        is_ours = not environment.mongo_uri and not embedded.status(environment.home).running
        Supervisor(environment, parts, options).run()
        if is_ours:
            embedded.stop(environment.home)
        logger.info("stopped")


def _load(parts: Sequence[Part]) -> None:
    """Loads what the parts run, before they are forked: memory that is loaded once is shared by all of them."""
    for part in parts:
        for module in (part.target.partition(":")[0], *part.loads):
            import_module(module)


@contextmanager
def _alone(environment: Environment) -> Iterator[None]:
    """Holds the home's lock, which the kernel drops with the process."""
    directory = run_directory(environment.home)
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Unbuffered: what a full disk does not take must not come up again when it is closed.
        file = (directory / "up.lock").open("a+b", buffering=0)
    except OSError as error:
        message = f"{directory} cannot be written: {error.strerror}. MONITOR_HOME says where data is kept."
        raise MonitorError(message) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            who = file.read(20).decode("ascii", "replace").strip()
            raise MonitorError(
                f"The monitor is running already in {environment.home} (process {who or 'unknown'}). "
                "Stop it first, or set MONITOR_HOME to another directory."
            ) from None
        # On a full disk the lock holds all the same, without its process's number.
        with suppress(OSError):
            file.truncate(0)
            file.write(str(os.getpid()).encode())
        yield


def main() -> None:
    """Runs the parts named on the command line, as JSON; exit code 1 with a sentence when that cannot be."""
    parts = [Part(**values) for values in json.loads(sys.argv[1])]
    try:
        run_system(read_environment(), parts, json.loads(sys.argv[2]))
    except MonitorError as error:
        print(f"monitor: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(1)


if __name__ == "__main__":
    main()
