"""Runs a command and says what it cost: time by the clock, processor time and memory, over all its processes."""

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.crawl.processes import cpu_seconds, memory_bytes, tree

_SAMPLE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command took. `cpu` is user and system time of the command, its children and the servers beside it.

    `message` is the last line it wrote to standard error.
    """

    seconds: float
    cpu: float
    peak_memory: int
    exit_code: int = 0
    output: str = ""
    message: str = ""


def measure(
    command: Sequence[str | Path],
    environ: Mapping[str, str],
    folder: Path,
    *,
    servers: Sequence[int] = (),
    limit: float = 240.0,
) -> Cost:
    """Runs the command in `folder`, where its messages land in messages.log, and gives its cost and what it printed.

    `servers` are processes that work for the command without being its children; what they use while
    it runs counts as its own. After `limit` seconds it is ended and has exit code -9.
    """
    before = sum(map(cpu_seconds, servers))
    with (folder / "output.txt").open("wb") as output, (folder / "messages.log").open("wb") as messages:
        start = time.monotonic()
        child = subprocess.Popen(
            command, cwd=folder, env=dict(environ), stdin=subprocess.DEVNULL, stdout=output, stderr=messages
        )
        with MemoryWatch(child.pid, servers) as watch, _Alarm(child.pid, limit):
            # wait4 also counts the child's own children, as far as it waited for them.
            _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)  # else Popen would wait for it again
    return Cost(
        seconds=seconds,
        cpu=usage.ru_utime + usage.ru_stime + sum(map(cpu_seconds, servers)) - before,
        peak_memory=watch.peak,
        exit_code=child.returncode,
        output=(folder / "output.txt").read_text("utf-8", "replace"),
        message=(folder / "messages.log").read_text("utf-8", "replace").strip().rpartition("\n")[2],
    )


class _Alarm(threading.Timer):
    """Kills a process and its descendants when the block takes longer than allowed."""

    def __init__(self, pid: int, seconds: float) -> None:
        super().__init__(seconds, _kill_tree, (pid,))

    def __enter__(self) -> None:
        self.start()

    def __exit__(self, *_: object) -> None:
        self.cancel()


def _kill_tree(root: int) -> None:
    for pid in tree(root):
        try:
            os.kill(pid, 9)
        except ProcessLookupError:
            continue


class MemoryWatch:
    """Samples, while the block runs, the memory of a process tree and of servers beside it. `peak` is in bytes."""

    def __init__(self, root: int, servers: Sequence[int]) -> None:
        self.peak = 0
        self._root = root
        self._servers = set(servers)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> "MemoryWatch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._ended.wait(_SAMPLE_SECONDS):
            self.peak = max(self.peak, sum(map(memory_bytes, tree(self._root) | self._servers)))
