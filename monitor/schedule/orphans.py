"""Makes sure that no process outlives the one that looks after it."""

import ctypes
import os
import signal
import sys

# See prctl(2).
PR_SET_PDEATHSIG = 1


def end_with_parent(parent: int) -> None:
    """From now on this process gets SIGTERM when its parent dies, however that happens; Linux only."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it died before we asked
        os.kill(os.getpid(), signal.SIGTERM)
