"""What a search is asked, and what it answers."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from monitor.matching.extracts import Extract
from monitor.watch import Span


@dataclass(frozen=True, slots=True)
class Filters:
    """Which items; what is left out does not narrow. `since` (inclusive) and `until` (exclusive) compare `dated`.

    A language covers its variants (`zh` also `zh-Hant`); `watch` is the name of one that found the item.
    """

    since: datetime | None = None
    until: datetime | None = None
    source: str = ""
    group: str = ""
    language: str = ""
    watch: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One item that was found, with where the query is satisfied and pieces of its text around these places."""

    item: dict[str, Any]
    spans: tuple[Span, ...] = field(repr=False)
    extracts: tuple[Extract, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """One page of finds.

    `older` leads to the next page, "" where there is none. `count` items were found in all, or at most
    so many where `is_exact` is False; `is_estimate` says that it is about so many, reckoned from a
    sample, because counting all would have taken longer than finding the page. `unfinished` says that
    looking ended before the page was full because very many candidates were none; `older` leads on.
    `notice` is a sentence where the index could not be used as it should: with `rebuilding`, nothing was
    searched.
    """

    hits: tuple[Hit, ...] = ()
    older: str = ""
    count: int = 0
    is_exact: bool = True
    is_estimate: bool = False
    unfinished: bool = False
    notice: str = ""
    rebuilding: tuple[int, int] | None = None
