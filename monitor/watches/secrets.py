"""Secrets of channels that lie in files of their own, so that the watch itself can be shown around."""

from pathlib import Path

from monitor.watches.values import LONGEST_SECRET, read_secret


def secret_in(file: str, watch: Path | None) -> str:
    """The secret in a file named beside a watch; raises ValueError, which never repeats what is in it."""
    if watch is None:
        raise ValueError("only a watch that is a file on this machine may name another; write secret = … instead")
    path = watch.parent / Path(file).expanduser()
    try:
        with path.open("rb") as opened:
            raw = opened.read(LONGEST_SECRET * 4)
    except (OSError, ValueError) as error:
        cause = error.strerror if isinstance(error, OSError) else "that is no file name"
        raise ValueError(f"{path} cannot be read: {cause}") from error
    try:
        return read_secret(raw.decode("utf-8", "replace").strip())
    except ValueError as error:
        raise ValueError(f"what stands in {path} {error}") from error
