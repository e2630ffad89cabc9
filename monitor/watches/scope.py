"""Whether what a watch finds is told to anybody."""

from datetime import datetime

from monitor.watch import Watch

MUTED = "muted"


def suppression(watch: Watch, at: datetime) -> str:
    """Why a match made now is told to nobody; "" where it is told."""
    return MUTED if watch.muted_until is not None and watch.muted_until > at else ""
