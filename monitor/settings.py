"""Every setting, its default, and why. Scrapy reads the upper-case names; the monitor reads the rest.

This is the only file that reads the environment. docs/settings.md lists the variables.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from platformdirs import user_data_path

from monitor.errors import UsageError

VERSION = "0.1.0"
# Requests a day for each source, on average over all of them; see docs/running.md.
REQUESTS_A_DAY = 24.0
# Where `monitor review` and `monitor up` serve the pages when nothing else is said.
DEFAULT_BASE_URL = "http://127.0.0.1:8000"


@dataclass(frozen=True, slots=True)
class Environment:
    """What differs between two places that run the monitor; everything else is the same."""

    home: Path
    mongo_uri: str = field(default="", repr=False)  # may hold a password
    mongo_db: str = "monitor"
    redis_url: str = field(default="", repr=False)  # may hold a password
    source_paths: tuple[Path, ...] = ()
    bundled_sources: bool = True
    allow_networks: tuple[IPv4Network | IPv6Network, ...] = ()
    contact: str = ""
    watch_paths: tuple[Path, ...] = ()
    smtp_url: str = field(default="", repr=False)  # may hold a password
    mail_from: str = ""
    operators: tuple[str, ...] = ()  # mail addresses that hear of sources that broke or were mended
    base_url: str = DEFAULT_BASE_URL
    secret_key_file: Path | None = None  # None: made in the home at the first need


def read_environment(environ: Mapping[str, str] = os.environ) -> Environment:
    """The MONITOR_* variables as one value; raises `UsageError` that names a wrong one.

    >>> read_environment({"MONITOR_HOME": "/srv/monitor"}).mongo_db
    'monitor'
    """
    home = environ.get("MONITOR_HOME") or user_data_path("monitor")
    return Environment(
        home=Path(home).expanduser().absolute(),
        mongo_uri=environ.get("MONITOR_MONGO_URI", ""),
        mongo_db=_database(environ.get("MONITOR_MONGO_DB") or "monitor"),
        redis_url=environ.get("MONITOR_REDIS_URL", ""),
        source_paths=_paths(environ.get("MONITOR_SOURCES", "")),
        bundled_sources=environ.get("MONITOR_BUNDLED_SOURCES", "1") != "0",
        allow_networks=_networks(environ.get("MONITOR_ALLOW_NETWORKS", "")),
        contact=environ.get("MONITOR_CONTACT", ""),
        watch_paths=_paths(environ.get("MONITOR_WATCHES", "")),
        smtp_url=environ.get("MONITOR_SMTP_URL", ""),
        mail_from=environ.get("MONITOR_MAIL_FROM", ""),
        operators=tuple(environ.get("MONITOR_OPERATORS", "").replace(",", " ").split()),
        base_url=(environ.get("MONITOR_BASE_URL") or DEFAULT_BASE_URL).rstrip("/"),
        secret_key_file=next(iter(_paths(environ.get("MONITOR_SECRET_KEY_FILE", ""))), None),
    )


def _paths(text: str) -> tuple[Path, ...]:
    return tuple(Path(part).expanduser().absolute() for part in text.split(os.pathsep) if part)


def _database(name: str) -> str:
    if len(name.encode("utf-8", "replace")) > 63 or not name.isprintable() or set(name) & set('/\\. "$*<>:|?'):
        message = f"MONITOR_MONGO_DB: {name!r} cannot be the name of a database. Write letters, digits, _ and -."
        raise UsageError(message)
    return name


def _networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(part, strict=False) for part in text.replace(",", " ").split())
    except ValueError as error:
        message = f"MONITOR_ALLOW_NETWORKS: {error}. Write networks such as 127.0.0.0/8, separated by commas."
        raise UsageError(message) from error


# --- the monitor's own settings, which Scrapy carries to every component -----------------------

MONITOR_ENVIRONMENT = read_environment()
# A first visit takes this many of the newest items of a source and leaves the rest alone.
MONITOR_NEWEST = 50
# Seconds after which an item is visited again for the first time, and how many visits one run of a source makes.
MONITOR_FIRST_REVISIT = 7_200.0
MONITOR_REVISITS = 50
# Processes that read pages; a laptop has at least two cores.
MONITOR_WORKERS = 2
# Seconds after which a page that is still being read costs itself and nothing else.
MONITOR_PAGE_SECONDS = 20.0
# Replaced by measurements that want to leave the reading of pages out.
MONITOR_POOL_CLASS = "monitor.extract.pool.ExtractionPool"
# Seconds after which the source of a run that no longer says it lives is free for another.
MONITOR_LEASE = 600.0
# Gives the present; None means the system's clock. Tests set another one.
MONITOR_CLOCK = None
# Watches that name no source and no group are left out: the demo stores fictional news beside what is real.
MONITOR_SCOPED_WATCHES_ONLY = False

# --- Scrapy ------------------------------------------------------------------------------------

BOT_NAME = "monitor"
# Every source of the catalogue is a spider by its name.
SPIDER_LOADER_CLASS = "monitor.spiders.loader.SourceLoader"

ITEM_PIPELINES = {
    # First to open and last to close: claims the source and keeps the books.
    "monitor.pipelines.run_record.RunRecord": 50,
    # Pages become articles, or end here: all later steps see articles only.
    "monitor.pipelines.extract.Extract": 100,
    # Before anything looks at a text: nothing hostile or unstorable gets further.
    "monitor.pipelines.clean.Clean": 200,
    # Compares lines as they will be stored; before language, identity and everything that reads the body.
    "monitor.pipelines.recurring.Recurring": 250,
    # Where the page of a known item is unchanged, nothing further is to be done with it.
    "monitor.pipelines.versions.Versions": 270,
    "monitor.pipelines.dates.Dates": 300,
    "monitor.pipelines.language.Language": 400,
    # After language, which is part of a document's key.
    "monitor.pipelines.identity.Identity": 500,
    # Needs the keys.
    "monitor.pipelines.dedupe.Dedupe": 600,
    # After all that may change the text, and before the insert, which takes the matches along.
    "monitor.pipelines.watches.Watches": 700,
    "monitor.pipelines.revisits.Revisits": 850,
    # Last: an address is settled when the store has its item.
    "monitor.pipelines.persist.Persist": 900,
}
# Calls the steps without asking of each whether it was written for an older Scrapy.
ITEM_PROCESSOR = "monitor.pipelines.line.Line"
# An answer gives one item. Scrapy starts as many tasks for each answer as this says, used or not.
CONCURRENT_ITEMS = 1
# Nothing of what Scrapy adds by itself: what a run counts stands in its record, and each would be made anew for each
# source. Nor comes a later Scrapy with something new that is on by default, as 2.19 did with its remote control.
EXTENSIONS_BASE: dict[str, int] = {}
# Dropped pages are counted with their reason; the page itself does not belong in a log.
LOG_FORMATTER = "monitor.pipelines.log_lines.LogLines"
LOG_LEVEL = "INFO"
STATS_DUMP = False
STATS_CLASS = "scrapy.statscollectors.DummyStatsCollector"
# The run's own record counts requests and bytes.
DOWNLOADER_STATS = False
# Memory for responses that wait to be read, in bytes, for one source.
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 10_000_000

# --- manners: see docs/manners.md ----------------------------------------------------------------

_ROOM = "monitor.middlewares"
_CONTACT = "".join(c for c in MONITOR_ENVIRONMENT.contact if " " <= c <= "~") or "no contact address set"
# Who we are and where to complain, in every request.
USER_AGENT = f"monitor/{VERSION} (+{_CONTACT})"
# One request at a time for each host, with a second between them that is not like a metronome.
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.5
# For one source; several sources run side by side.
CONCURRENT_REQUESTS = 8
# Ours obeys RFC 9309, where 5xx means "disallow", and remembers the file for a day; Scrapy's does neither.
ROBOTSTXT_OBEY = False
# What one run of one source may cost, in requests and in bytes.
MONITOR_PAGE_BUDGET = 500
MONITOR_BYTE_BUDGET = 500_000_000
# … and in seconds: a host that answers slowly holds its place no longer than this.
MONITOR_TIME_BUDGET = 1_800.0
# Seconds that a run waits when a host asks it to; beyond, the host is left alone until then.
MONITOR_RETRY_AFTER_MAX = 60.0
# Seconds before the first retry after a failure without Retry-After; each further one doubles it.
MONITOR_BACKOFF = 2.0
RETRY_TIMES = 2
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"
# News pages are read without being logged in, and without being followed about.
COOKIES_ENABLED = False
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    # Sites that choose a language by this header shall show the one of the address.
    "Accept-Language": "*",
}

# --- safety ----------------------------------------------------------------------------------------

# Scrapy 2.19 starts a server that executes Python sent to it unless told not to; telnet likewise.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False
# Web pages only: no files of this machine, no FTP, no buckets; public addresses only.
DOWNLOAD_HANDLERS = {
    "http": f"{_ROOM}.handler.GuardedHandler",
    "https": f"{_ROOM}.handler.GuardedHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
TWISTED_DNS_RESOLVER = f"{_ROOM}.guard.GuardedResolver"
DNS_TIMEOUT = 10
# Name look-ups that hang hold a thread each.
REACTOR_THREADPOOL_MAXSIZE = 20
DOWNLOAD_VERIFY_CERTIFICATES = True
# A proxy named in the environment would lead around the address guard.
HTTPPROXY_ENABLED = False
DOWNLOAD_MAXSIZE = 20 << 20
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 30
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False
# The ledger sees to it that no address is fetched twice; Scrapy's filter drops without a count.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"

# Everything a spider gives passes through each of these. Scrapy's others are left out: without the Referer's no address
# of ours is told to anyone, whatever a page's own policy says; `extract.urls` bounds addresses, and no article leads to
# another.
SPIDER_MIDDLEWARES_BASE = {"scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": 50}
# Of Scrapy's own those that are needed, at the places where it has them. Not the one for offsite requests, which drops
# them without a word: the entries and the ledger decide what is fetched. Nor those for what no source has or is asked:
# passwords, cookies, proxies.
DOWNLOADER_MIDDLEWARES_BASE = {
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": 550,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
}
DOWNLOADER_MIDDLEWARES = {
    # A host that asked to be left alone is not even asked for its robots.txt.
    f"{_ROOM}.retry_after.ClosedHosts": 80,
    # Before anything is sent.
    f"{_ROOM}.robots.RobotsTxt": 100,
    f"{_ROOM}.conditional.Conditional": 120,
    # Before Scrapy's retries (550), which know nothing of Retry-After.
    f"{_ROOM}.retry_after.RetryAfter": 560,
    # In place of Scrapy's, to name bombs and broken bodies.
    f"{_ROOM}.decompress.Decompress": 590,
    # Last before the wire, so that redirects and retries count too.
    f"{_ROOM}.budget.Budget": 860,
}
