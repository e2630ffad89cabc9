"""Log lines of a running system: JSON, one a line, or words with colours on a terminal; and a file for each part."""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import structlog

MEGABYTE = 1_000_000
# They tell the versions of libraries whenever a crawl worker starts, at levels that Scrapy itself sets.
OF_EVERY_START = {"scrapy.utils.log", "scrapy.crawler"}


class QuietFile(RotatingFileHandler):
    """A log file that holds nobody up: on a full disk lines are lost, and the work goes on."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is logging's
        return None


class QuietStream(logging.StreamHandler[Any]):
    """The same for a stream whose reader has gone."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        return None


def log_to_stderr(home: Path, part: str) -> None:
    """Sends the log lines of this process to standard error, and to `<home>/logs/<part>.log` (two files of 5 MB)."""
    handlers: list[logging.Handler] = [QuietStream(sys.stderr)]
    try:
        (home / "logs").mkdir(mode=0o700, parents=True, exist_ok=True)
        path = home / "logs" / f"{part}.log"
        handlers.append(QuietFile(path, maxBytes=5 * MEGABYTE, backupCount=1, encoding="utf-8", errors="replace"))
    except OSError:  # standard error has them all the same
        handlers[0].setLevel(logging.INFO)
    for handler in handlers:
        is_terminal = handler is handlers[0] and sys.stderr.isatty()
        handler.setFormatter(formatter(part, for_people=is_terminal))
        handler.addFilter(is_news)
    logging.basicConfig(level=logging.INFO, handlers=handlers, force=True)
    for noisy in ("scrapy", "httpx", "httpcore", "uvicorn.error"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def is_news(record: logging.LogRecord) -> bool:
    """Whether a record says more than that something started as ever.

    >>> is_news(logging.makeLogRecord({"name": "scrapy.crawler", "levelno": logging.INFO}))
    False
    """
    return record.levelno >= logging.WARNING or record.name not in OF_EVERY_START


def formatter(part: str, *, for_people: bool) -> logging.Formatter:
    """Log records as JSON objects with `timestamp`, `level`, `part`, `logger` and `event`, or as lines for people.

    >>> record = logging.LogRecord("monitor", logging.INFO, "", 0, "two\\nlines", (), None)
    >>> line = formatter("scheduler", for_people=False).format(record)
    >>> '"part": "scheduler"' in line, line.count("\\n")
    (True, 0)
    """

    def with_part(_: Any, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
        event["part"] = part
        return event

    before: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        with_part,
    ]
    last: list[structlog.typing.Processor] = (
        [structlog.dev.ConsoleRenderer()]
        if for_people
        # What a page brought into a line cannot steer a terminal: JSON escapes it.
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=True)]
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=before,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
    )
