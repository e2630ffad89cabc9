"""The Scrapy settings that the middlewares are made for, quick enough for tests."""

from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any

from monitor.settings import Environment

ROOM = "monitor.middlewares"
REFERRER_POLICIES = (
    "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin", "origin-when-cross-origin",
    "strict-origin-when-cross-origin", "unsafe-url", "scrapy-default", "",
)  # fmt: skip
NO_REFERRER = "scrapy.spidermiddlewares.referer.NoReferrerPolicy"

SETTINGS: dict[str, Any] = {
    "USER_AGENT": "monitor/0.1 (+https://monitor.example/contact)",
    "DOWNLOAD_HANDLERS": {
        "http": f"{ROOM}.handler.GuardedHandler",
        "https": f"{ROOM}.handler.GuardedHandler",
        "data": None,
        "file": None,
        "ftp": None,
        "s3": None,
    },
    "TWISTED_DNS_RESOLVER": f"{ROOM}.guard.GuardedResolver",
    "DNS_TIMEOUT": 10,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "DOWNLOAD_MAXSIZE": 20 << 20,
    "DOWNLOAD_WARNSIZE": 0,
    "DOWNLOAD_TIMEOUT": 30,
    # Never 0: without any delay Scrapy 2.19 starts all that is queued before it counts what has started.
    "DOWNLOAD_DELAY": 0.001,
    "DOWNLOAD_DELAY_JITTER": 0.5,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    # A redirect to an address seen before must not vanish: the ledger keeps count of addresses.
    "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
    "URLLENGTH_LIMIT": 0,
    "REDIRECT_MAX_TIMES": 5,
    "METAREFRESH_ENABLED": False,
    "RETRY_TIMES": 2,
    "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",
    "ROBOTSTXT_OBEY": False,
    "COOKIES_ENABLED": False,
    "HTTPPROXY_ENABLED": False,
    "REFERRER_POLICY": "no-referrer",
    "REFERRER_POLICIES": dict.fromkeys(REFERRER_POLICIES, NO_REFERRER),
    "REMOTE_CONTROL_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "DOWNLOADER_MIDDLEWARES": {
        f"{ROOM}.retry_after.ClosedHosts": 80,
        f"{ROOM}.robots.RobotsTxt": 100,
        f"{ROOM}.conditional.Conditional": 120,
        f"{ROOM}.retry_after.RetryAfter": 560,
        "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
        f"{ROOM}.decompress.Decompress": 590,
        f"{ROOM}.budget.Budget": 860,
    },
    "MONITOR_BACKOFF": 0.01,
}


def environment(*exempt: str) -> Environment:
    """An environment in which these networks may be connected to."""
    networks = tuple(IPv6Network(text) if ":" in text else IPv4Network(text) for text in exempt)
    return Environment(home=Path("home"), allow_networks=networks)
