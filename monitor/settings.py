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
