"""The latest items first: parts of the archive by week, so that a search need not look at all of it for one page."""

from collections.abc import Iterator, Sequence
from typing import Final

from monitor.search.bounds import ALL, Query, either, term
from monitor.search.schema import week_of_order

# Items in which the latest finds are looked for first, and how much further each next look goes.
FIRST: Final = 20_000
FURTHER: Final = 8


def windows(weeks: Sequence[tuple[int, int]], most: int) -> Iterator[Query]:
    """Questions for the items up to an `order`: for the latest weeks, for more of them, and at last for all.

    `weeks` with how many items are of each, the latest first.
    """
    latest = week_of_order(most)
    wanted, inside, size = list[Query](), 0, FIRST
    for week, items in weeks:
        if week > latest:
            continue
        wanted.append(term("week", str(week)))
        inside += items
        if inside >= size:
            yield either(wanted)
            size *= FURTHER
    yield ALL
