"""The monitor's own settings, of which the middlewares' part is tested, quick enough for tests."""

from ipaddress import ip_network
from pathlib import Path
from typing import Any

from monitor import settings
from monitor.settings import Environment

_OF_OTHER_ROOMS = {"ITEM_PIPELINES", "SPIDER_MODULES", "SPIDER_LOADER_CLASS"}

SETTINGS: dict[str, Any] = {
    **{name: value for name, value in vars(settings).items() if name.isupper() and name not in _OF_OTHER_ROOMS},
    "USER_AGENT": "monitor/0.1 (+https://monitor.example/contact)",
    # Never 0: without any delay Scrapy 2.19 starts all that is queued before it counts what has started.
    "DOWNLOAD_DELAY": 0.001,
    "MONITOR_BACKOFF": 0.01,
    "LOG_LEVEL": "INFO",
}


def environment(*exempt: str) -> Environment:
    """An environment in which these networks may be connected to."""
    return Environment(home=Path("home"), allow_networks=tuple(ip_network(text) for text in exempt))
