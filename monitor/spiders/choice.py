"""Which of the links that the entries offer a run takes on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from monitor.items import Link
from monitor.sources.model import Entry


@dataclass(frozen=True, slots=True)
class Offer:
    """What one entry offered on this visit, in its own order. `first` marks a first visit."""

    entry: Entry
    links: tuple[Link, ...]
    first: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """`take` is worked on now; `older` was there before the first visit and stays untouched."""

    take: tuple[Link, ...]
    older: tuple[Link, ...]


def choose(offers: Sequence[Offer], newest: int, day_of: Callable[[Link], date | None]) -> Choice:
    """First visits give their newest `newest` links together, later visits give everything.

    A link that any later visit offers is never counted among the older ones.
    """
    later = [link for offer in offers if not offer.first for link in offer.links]
    first = newest_first([offer.links for offer in offers if offer.first], day_of)
    return Choice(take=tuple(later + first[:newest]), older=tuple(first[newest:]))


def newest_first(lists: Sequence[Sequence[Link]], day_of: Callable[[Link], date | None]) -> list[Link]:
    """Several lists as one: dated links by date, undated ones in turn between them, each address once.

    Undated lists are taken to run from new to old, as lists of news do.
    """
    dated: list[tuple[date, Link]] = []
    undated: list[list[Link]] = []
    for links in lists:
        without = []
        for link in links:
            day = day_of(link)
            if day is None:
                without.append(link)
            else:
                dated.append((day, link))
        undated.append(without)
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return _in_turn([[link for _, link in dated], *undated])


def _in_turn(lists: Sequence[Sequence[Link]]) -> list[Link]:
    seen: set[str] = set()
    result = []
    for row in zip_longest(*lists):
        for link in row:
            if link is not None and link.url not in seen:
                seen.add(link.url)
                result.append(link)
    return result
