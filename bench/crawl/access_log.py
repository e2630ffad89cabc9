"""What a web server's log says of one crawl: how many requests, how many bytes."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Traffic:
    """Requests answered and bytes sent, headers included. `articles` are answers 200 to article addresses."""

    requests: int = 0
    size: int = 0
    articles: int = 0


def end_of(log: Path) -> int:
    """Where the log ends now, for a later `read_traffic`."""
    return log.stat().st_size


def read_traffic(log: Path, start: int = 0) -> Traffic:
    """The traffic since `start`, an earlier `end_of`."""
    with log.open("rb") as file:
        file.seek(start)
        return count_traffic(file.read().decode("utf-8", "replace"))


def count_traffic(text: str) -> Traffic:
    """Adds up lines of status, bytes and path, parted by tabs.

    >>> count_traffic("200\\t70000\\t/news/a.html\\n304\\t180\\t/feed.xml\\n")
    Traffic(requests=2, size=70180, articles=1)
    """
    rows = [line.split("\t") for line in text.splitlines()]
    return Traffic(
        requests=len(rows),
        size=sum(int(size) for _, size, _ in rows),
        articles=sum(status == "200" and path.startswith("/news/") for status, _, path in rows),
    )
