"""One family of exceptions; whether trying again can help is part of each error."""

from typing import Self


class MonitorError(Exception):
    """Anything the monitor raises on purpose.

    The message is a sentence for the person who has to act: what happened, to which source or
    file, what to do. `permanent` says that trying again without a change cannot help.
    """

    permanent: bool = True


class UsageError(MonitorError):
    """Raised by commands: the words of the call are wrong (exit code 2)."""


class CatalogueError(MonitorError):
    """Raised by `sources`: a source file is broken; names the file, the key and the nearest key."""


class UnknownNameError(CatalogueError, UsageError):
    """Raised by `sources.catalogue`: no source or group has that name; says which is near (exit code 2)."""


class EntryError(MonitorError):
    """Raised by `extract`: what an entry answered is not what its kind promises.

    For example a feed address that serves a web page. `reason` is a short fixed phrase for
    counting, such as `"is a web page, not a feed"`.
    """

    def __init__(self, reason: str, message: str = "") -> None:
        super().__init__(message or reason)
        self.reason = reason

    def __reduce__(self) -> tuple[type[Self], tuple[str, str]]:
        """Whole, when it comes out of another process."""
        return type(self), (self.reason, str(self))


class FetchError(MonitorError):
    """Raised by `spiders.fetch`: an address could not be fetched.

    `reason` is a short fixed phrase for counting (`"404 not found"`, `"host not found"`),
    `status` the HTTP status where there was an answer.
    """

    def __init__(self, url: str, reason: str, *, status: int | None = None, permanent: bool) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason
        self.status = status
        self.permanent = permanent


class ExtractionError(MonitorError):
    """Raised by `extract.pool`: a page killed its worker or took longer than allowed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class DatabaseUnavailable(MonitorError):
    """Raised by `store`: MongoDB does not answer, or the embedded server cannot start."""

    permanent = False


class BackupError(MonitorError):
    """Raised by `store.backup`: a dump could not be written or restored."""


class WatchError(MonitorError):
    """Raised by `watches` and `store.watches`: a watch cannot be had, or not be changed."""


class WatchChanged(WatchError):
    """Raised by `store.watches`: somebody else has changed the watch since it was read."""


class UnknownWatchError(WatchError, UsageError):
    """Raised where a watch is named that is not there; says which is near (exit code 2)."""
