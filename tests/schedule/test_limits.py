"""How much memory a process and what it started have."""

import subprocess
import sys

from monitor.schedule.limits import MEGABYTE, memory_of
from tests.store.ended import ended_process

GREEDY = "held = bytearray(b'x' * (50 << 20)); print(flush=True); input()"


def test_what_a_process_started_counts_and_what_has_ended_does_not() -> None:
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {GREEDY!r}])"
    with subprocess.Popen([sys.executable, "-c", nested], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        assert memory_of(parent.pid) > 50 * MEGABYTE
        parent.communicate(b"\n")
    assert memory_of(parent.pid) == 0
    assert memory_of(int(ended_process().split("/")[2])) == 0
