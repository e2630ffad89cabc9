"""Where log lines go: into a file below MONITOR_HOME, and to the terminal when asked."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
MEGABYTE = 1_000_000


def write_logs(home: Path, *, verbose: bool) -> Path:
    """Sends log lines to `<home>/logs/monitor.log` (five files of 5 MB), and gives that path."""
    folder = home / "logs"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "monitor.log"
    handlers: list[logging.Handler] = [
        RotatingFileHandler(path, maxBytes=5 * MEGABYTE, backupCount=4, encoding="utf-8")
    ]
    if verbose:
        handlers.append(logging.StreamHandler())
    logging.basicConfig(level=logging.INFO, format=FORMAT, handlers=handlers, force=True)
    return path
