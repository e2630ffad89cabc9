"""`monitor up`: crawls what is due, waits, and crawls again, until it is told to stop."""

import signal
import subprocess
import sys
import threading
from types import FrameType
from typing import Annotated

import typer

from monitor.settings import read_environment
from monitor.sources.catalogue import load_catalogue


def up(
    group: Annotated[str, typer.Option(help="Only the sources of this group.")] = "",
    every: Annotated[float, typer.Option(min=1, help="Seconds between two looks at what is due.")] = 300,
    rounds: Annotated[int, typer.Option(min=0, help="Stop after so many looks; 0 goes on for ever.")] = 0,
) -> None:
    """Crawl whatever is due, wait, and crawl again; stop with Ctrl-C.

    Example: monitor up --group amnesty --every 600
    """
    catalogue = load_catalogue(read_environment())
    if group:
        catalogue.in_group(group)  # a wrong name ends this now, not every round
    for problem in catalogue.problems:
        typer.echo(f"monitor: {problem}", err=True)
    Rounds([sys.executable, "-m", "monitor", "crawl", "--due", *(["--group", group] if group else [])]).run(
        every, rounds
    )


class Rounds:
    """Runs a command again and again; a signal lets the running one finish tidily and ends.

    Each round is a process of its own: a reactor cannot start twice, and memory goes back to the system.
    """

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._stop = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, every: float, rounds: int) -> None:
        """Returns after `rounds` rounds (0: never), or after the first SIGINT or SIGTERM."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)
        done = 0
        while not self._stop.is_set():
            # A session of its own, so that a Ctrl-C reaches it once, through us.
            self._process = subprocess.Popen(self._command, start_new_session=True)  # noqa: S603
            self._process.wait()
            done += 1
            if done == rounds or self._stop.wait(every):
                return

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._stop.set()
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
