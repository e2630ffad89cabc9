"""Log lines about items that name the address and the reason, not the whole page."""

import logging
from typing import Any

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure


class LogLines(LogFormatter):
    """Scrapy's log lines, with items and drops in one short line each."""

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider | None) -> LogFormatterResult:
        return _line(logging.DEBUG, "read %(url)s", {"url": getattr(item, "url", "")})

    def dropped(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider | None
    ) -> LogFormatterResult:
        return _line(logging.INFO, "not an item: %(why)s", {"why": str(exception)})

    def item_error(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider | None
    ) -> LogFormatterResult:
        return _line(logging.ERROR, "a pipeline step failed on %(url)s", {"url": getattr(item, "url", "")})


def _line(level: int, message: str, values: dict[str, Any]) -> LogFormatterResult:
    return {"level": level, "msg": message, "args": values}
