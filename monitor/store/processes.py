"""Names a process so that others can tell whether it still lives, also when its number was given away again."""

import os
import socket
from functools import cache
from pathlib import Path

BOOT = Path("/proc/sys/kernel/random/boot_id")
# Place of the start time in /proc/<pid>/stat, counted behind the command's name; see proc_pid_stat(5).
START_TIME = 19


def name_of(pid: int) -> str:
    """One process of one start of one machine: `host/machine/pid/start`."""
    return "/".join((socket.gethostname().replace("/", ""), machine(), str(pid), _started(pid)))


def this_process() -> str:
    """The name of this process."""
    return name_of(os.getpid())


def has_ended(name: str) -> bool:
    """Whether a process is known to be gone; of other machines nothing is known.

    >>> has_ended(this_process()), has_ended("far.example/another-boot/1/1"), has_ended("somebody")
    (False, False, False)
    """
    parts = name.split("/")
    if len(parts) != 4 or parts[1] != machine() or not parts[2].isdecimal():
        return False
    pid, start = int(parts[2]), parts[3]
    return not _is_there(pid) or _started(pid) != start


@cache
def machine() -> str:
    """One start of one machine, and the part of it whose process numbers we see: containers have their own."""
    try:
        return f"{BOOT.read_text().strip()}-{Path('/proc/self/ns/pid').stat().st_ino}"
    except OSError:
        return socket.gethostname().replace("/", "")


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _started(pid: int) -> str:
    """When a process began, in ticks since the machine did; "" where the system does not say."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    fields = stat.rpartition(")")[2].split()
    # A zombie runs no more; only its parent has not asked for it yet.
    return fields[START_TIME] if fields[0] != "Z" else ""
