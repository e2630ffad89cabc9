"""Files that people write, read with care."""

from importlib.resources.abc import Traversable
from pathlib import Path

from monitor.sources.problems import BrokenFileError, Problem

LARGEST_FILE = 256 * 1024


def text_of(place: Traversable, what: str, error: type[BrokenFileError]) -> str:
    """A file as it stands; raises `error` when it cannot be read as UTF-8 text, or is too large for `what`."""
    path = Path(str(place))
    try:
        raw = place.read_bytes()
        if len(raw) > LARGEST_FILE:
            raise error([Problem(str(path), f"larger than {LARGEST_FILE // 1024} KiB; is this {what}?")])
        return raw.decode("utf-8")
    except UnicodeDecodeError as cause:
        raise error([Problem(str(path), "not UTF-8; save the file with that encoding")]) from cause
    except OSError as cause:
        raise error([Problem(str(path), f"cannot be read: {cause.strerror}")]) from cause
