"""Whether the disk of a home has room: MongoDB stops when it has none, and says so in its own log only."""

import shutil
from pathlib import Path

# MongoDB writes nothing with less, and the spool has nowhere to go.
TOO_LITTLE = 200_000_000
NOTHING = 1_000_000


def free_bytes(home: Path) -> int:
    """What is free where the home lies, or will lie."""
    existing = next(folder for folder in (home, *home.parents) if folder.exists())
    return shutil.disk_usage(existing).free


def trouble(home: Path) -> str:
    """That the disk is full, as a sentence; "" while it is not."""
    free = free_bytes(home)
    if free >= TOO_LITTLE:
        return ""
    words = "full" if free < NOTHING else "almost full"
    return f"The disk is {words}: {free / 1e6:.0f} MB are free in {home}; make room."
