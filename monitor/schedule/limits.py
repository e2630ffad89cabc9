"""Memory limits of crawl workers: a hard one that the kernel keeps, a soft one at which a worker is replaced."""

import resource
from collections import defaultdict

import psutil

MEGABYTE = 1 << 20
# A worker and the processes that read pages for it; ordinary ones have 250 to 500 MB.
SOFT = 900 * MEGABYTE
HARD = 1_600 * MEGABYTE
# Data of one process, as far as the kernel counts it.
DATA = 2_048 * MEGABYTE


def limit_memory() -> None:
    """Makes this process, and those that it starts, fail rather than take the machine down."""
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = DATA if hard == resource.RLIM_INFINITY else min(DATA, hard)
    if soft == resource.RLIM_INFINITY or soft > limit:
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def memory_of(pid: int) -> int:
    """Bytes in memory of a process and its descendants, what they share counted once for each; 0 when it is gone."""
    resident, children = dict[int, int](), defaultdict[int, list[int]](list)
    # Not psutil's children(): it wants /proc/stat, which a hardened service may not see.
    for process in psutil.process_iter(["ppid", "memory_info"]):
        resident[process.pid] = process.info["memory_info"].rss if process.info["memory_info"] else 0
        children[process.info["ppid"]].append(process.pid)
    total, family = 0, [pid]
    while family:
        member = family.pop()
        total += resident.get(member, 0)
        family += children[member]
    return total
