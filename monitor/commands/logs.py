"""Where log lines go: into a file below MONITOR_HOME, and to the terminal when asked."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from monitor.errors import MonitorError

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
MEGABYTE = 1_000_000


def write_logs(home: Path, *, verbose: bool) -> Path:
    """Sends log lines to `<home>/logs/monitor.log` (five files of 5 MB), and gives that path.

    Raises `MonitorError` where the home cannot be written.
    """
    path = home / "logs" / "monitor.log"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handlers: list[logging.Handler] = [
            QuietFile(path, maxBytes=5 * MEGABYTE, backupCount=4, encoding="utf-8", errors="backslashreplace")
        ]
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}. MONITOR_HOME says where the monitor keeps its data."
        raise MonitorError(message) from error
    if verbose:
        handlers.append(logging.StreamHandler())
    for handler in handlers:
        handler.setFormatter(Plain(FORMAT))
    logging.basicConfig(level=logging.INFO, handlers=handlers, force=True)
    return path


class QuietFile(RotatingFileHandler):
    """A log file that holds nobody up: on a full disk lines are lost, and the work goes on."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is logging's
        return None


class Plain(logging.Formatter):
    """Lines without what could steer a terminal that shows them, whatever a page brought into them."""

    def format(self, record: logging.LogRecord) -> str:
        r"""The record as text.

        >>> Plain("%(message)s").format(logging.makeLogRecord({"msg": "read \x1b[2J"}))
        'read \\x1b[2J'
        """
        text = super().format(record)
        if text.replace("\n", "").replace("\t", "").isprintable():
            return text
        return "".join(char if char.isprintable() or char in "\n\t" else _named(char) for char in text)


def _named(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
