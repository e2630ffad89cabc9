"""One entry that was fetched and read, and what it showed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from monitor.extract.urls import normalise
from monitor.items import Link
from monitor.sources.model import Entry

STALE_AFTER = timedelta(days=365)
MOST_COMPARED = 2_000
MOST_SAMPLES = 6
_RANKS = {"feed": 0, "wordpress": 2, "listing": 3, "sitemap": 4}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an entry gave. `newest` is the newest date as printed there, "" where it dates nothing.

    `addresses` are the links in their identity form; `how` says what led to the entry.
    """

    entry: Entry
    links: int
    newest: str
    how: str
    addresses: frozenset[str]
    is_news: bool = False  # a sitemap with dates of publication
    language: str = ""
    title: str = ""
    is_stale: bool = False
    samples: tuple[Link, ...] = ()  # the first links as the entry offers them, for people to look at

    @property
    def rank(self) -> tuple[int, bool]:
        """The better, the lower: feed, news sitemap, WordPress, listing, sitemap; stale ones after fresh."""
        return (1 if self.is_news else _RANKS[self.entry.kind], self.is_stale)


def evidence_of(
    entry: Entry, links: Sequence[Link], how: str, now: datetime, *, language: str = "", title: str = ""
) -> Evidence:
    """The evidence that links give for an entry."""
    dates = [link.published or link.modified for link in links]
    newest = newest_date(dates)
    moment = read_moment(newest)
    return Evidence(
        entry=entry,
        links=len(links),
        newest=newest,
        how=how,
        addresses=frozenset(normalise(link.url, keep_fragment=link.standalone) for link in links[:MOST_COMPARED]),
        is_news=entry.kind == "sitemap" and any(link.published for link in links),
        language=language or next((link.language for link in links if link.language), ""),
        title=title,
        is_stale=moment is not None and moment < now - STALE_AFTER,
        samples=tuple(replace(link, html="", summary="") for link in links[:MOST_SAMPLES]),
    )


def newest_date(raw: Sequence[str]) -> str:
    """The newest of some printed dates as it is printed; the first where none can be compared.

    >>> newest_date(["Mon, 02 Feb 2026 10:00:00 GMT", "2026-03-01", ""])
    '2026-03-01'
    """
    dated = [(moment, text) for text in raw if (moment := read_moment(text)) is not None]
    return max(dated)[1] if dated else next((text for text in raw if text), "")


def read_moment(text: str) -> datetime | None:
    """The moment in a feed's or sitemap's usual formats, in UTC; a guess good enough to compare by.

    >>> read_moment("2026-03-01T10:00:00+02:00")
    datetime.datetime(2026, 3, 1, 8, 0, tzinfo=datetime.timezone.utc)
    """
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text[:60].strip())
            return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None


def without_repeats(found: Sequence[Evidence]) -> list[Evidence]:
    """Ranked, best first; of entries of one kind that give the same links only the first stays.

    A plain sitemap names every page of a site, so it stays only where nothing better was found.
    """
    kept: list[Evidence] = []
    for evidence in sorted(found, key=lambda evidence: evidence.rank):
        plain = evidence.entry.kind == "sitemap" and not evidence.is_news
        better = any(other.entry.kind != "listing" for other in kept)
        if not (plain and better) and not any(_repeats(evidence, other) for other in kept):
            kept.append(evidence)
    return kept


def _repeats(evidence: Evidence, earlier: Evidence) -> bool:
    if evidence.entry.kind != earlier.entry.kind or evidence.is_news != earlier.is_news:
        return False
    shared = len(evidence.addresses & earlier.addresses)
    return shared >= 0.8 * min(len(evidence.addresses), len(earlier.addresses))
