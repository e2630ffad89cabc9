"""Runs the contestants in turn, round after round, so that a busy minute of the machine hits all of them."""

from collections.abc import Callable, Sequence

from bench.crawl.contestants import CONTESTANTS
from bench.crawl.reading import Reading
from bench.crawl.workshop import Workshop


def turns(names: Sequence[str], rounds: int) -> list[str]:
    """Who runs when: every name once a round, each round beginning one name later.

    >>> turns(["a", "b", "c"], 2)
    ['a', 'b', 'c', 'b', 'c', 'a']
    """
    return [names[(place + number) % len(names)] for number in range(rounds) for place in range(len(names))]


def run_rounds(
    shop: Workshop, names: Sequence[str], rounds: int, told: Callable[[str, int, list[Reading]], None]
) -> list[Reading]:
    """Every reading. `told` hears of each turn twice: its name, its number from 0, and then its readings as well."""
    readings: list[Reading] = []
    for number, name in enumerate(turns(names, rounds)):
        told(name, number, [])
        fresh = CONTESTANTS[name](shop)
        readings += fresh
        told(name, number, fresh)
    return readings
