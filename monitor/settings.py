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
# Seconds between two crawls of a source that names no interval of its own.
INTERVAL = 3_600.0


@dataclass(frozen=True, slots=True)
class Environment:
    """What differs between two places that run the monitor; everything else is the same."""

    home: Path
    mongo_uri: str = field(default="", repr=False)  # may hold a password
    mongo_db: str = "monitor"
    source_paths: tuple[Path, ...] = ()
    bundled_sources: bool = True
    allow_networks: tuple[IPv4Network | IPv6Network, ...] = ()
    contact: str = ""


def read_environment(environ: Mapping[str, str] = os.environ) -> Environment:
    """The MONITOR_* variables as one value; raises `UsageError` that names a wrong one.

    >>> read_environment({"MONITOR_HOME": "/srv/monitor"}).mongo_db
    'monitor'
    """
    home = environ.get("MONITOR_HOME") or user_data_path("monitor")
    return Environment(
        home=Path(home).expanduser().absolute(),
        mongo_uri=environ.get("MONITOR_MONGO_URI", ""),
        mongo_db=environ.get("MONITOR_MONGO_DB") or "monitor",
        source_paths=_paths(environ.get("MONITOR_SOURCES", "")),
        bundled_sources=environ.get("MONITOR_BUNDLED_SOURCES", "1") != "0",
        allow_networks=_networks(environ.get("MONITOR_ALLOW_NETWORKS", "")),
        contact=environ.get("MONITOR_CONTACT", ""),
    )


def _paths(text: str) -> tuple[Path, ...]:
    return tuple(Path(part).expanduser().absolute() for part in text.split(os.pathsep) if part)


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
# Processes that read pages; a laptop has at least two cores.
MONITOR_WORKERS = 2
# Seconds after which a page that is still being read costs itself and nothing else.
MONITOR_PAGE_SECONDS = 20.0
# Replaced by measurements that want to leave the reading of pages out.
MONITOR_POOL_CLASS = "monitor.extract.pool.ExtractionPool"
# Gives the present; None means the system's clock. Tests set another one.
MONITOR_CLOCK = None

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
    "monitor.pipelines.dates.Dates": 300,
    "monitor.pipelines.language.Language": 400,
    # After language, which is part of a document's key.
    "monitor.pipelines.identity.Identity": 500,
    # Needs the keys.
    "monitor.pipelines.dedupe.Dedupe": 600,
    # Last: an address is settled when the store has its item.
    "monitor.pipelines.persist.Persist": 900,
}
# Items can wait for the writer; Scrapy's own memory limit on responses keeps their number small.
CONCURRENT_ITEMS = 100
# Dropped pages are counted with their reason; the page itself does not belong in a log.
LOG_FORMATTER = "monitor.pipelines.log_lines.LogLines"
LOG_LEVEL = "INFO"
STATS_DUMP = False
# A long address that a site really uses is not dropped without a count; `extract.urls` bounds them.
URLLENGTH_LIMIT = 0
