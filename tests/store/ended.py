"""A process that has ended, for tests of what outlives it."""

import subprocess
import sys

from monitor.store.processes import name_of


def ended_process() -> str:
    """The name of a process that ran a moment ago and does no more."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        return name_of(child.pid)
