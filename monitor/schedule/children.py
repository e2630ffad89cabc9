"""Processes that are forked from one that has loaded what they need: its memory and its start are spent once."""

import logging
import os
import sys
from collections.abc import Callable

from monitor.schedule.orphans import end_with_parent

logger = logging.getLogger(__name__)

# Of sysexits.h: a child that ended by an error of its own.
BROKEN = 70


def fork(work: Callable[[], int]) -> int:
    """Starts a process that does `work` and ends with the code that it gives; says its number.

    It ends with its parent, however that happens. To be called while there is one thread and no event loop.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    code = BROKEN
    try:
        end_with_parent(parent)
        code = work()
    except Exception:
        logger.exception("A process of this command broke.")
    finally:
        # Nothing of the parent's shall run in the child on its way out.
        os._exit(code)
