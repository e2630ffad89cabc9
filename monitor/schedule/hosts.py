"""Where a source is asked."""

from monitor.extract.urls import host
from monitor.sources.model import Source


def host_of(source: Source) -> str:
    """The host at which a source is asked, or its name where it has none."""
    first = source.entries[0].url if source.entries else source.home
    return host(first) or source.name
