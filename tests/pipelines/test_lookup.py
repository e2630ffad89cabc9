"""Many questions become one, and everyone gets the right answer."""

import asyncio
from collections.abc import Sequence

import pytest

from monitor.errors import DatabaseUnavailable
from monitor.pipelines.lookup import MOST_WAITING, KeyLookup


class Asked:
    """A store that knows even numbers and remembers how it was asked."""

    def __init__(self) -> None:
        self.questions: list[int] = []

    async def __call__(self, keys: Sequence[str]) -> set[str]:
        self.questions.append(len(keys))
        return {key for key in keys if int(key) % 2 == 0}


async def test_questions_of_one_moment_are_asked_together() -> None:
    asked = Asked()
    lookup = KeyLookup(asked)
    answers = await asyncio.gather(*(lookup.known([str(number)]) for number in range(10)))
    assert answers == [{str(number)} if number % 2 == 0 else set() for number in range(10)]
    assert asked.questions == [10]


async def test_a_full_batch_does_not_wait() -> None:
    asked = Asked()
    lookup = KeyLookup(asked)
    await asyncio.gather(*(lookup.known([str(number)]) for number in range(MOST_WAITING)))
    assert asked.questions == [MOST_WAITING]


async def test_everyone_hears_that_the_database_is_away() -> None:
    async def away(keys: Sequence[str]) -> set[str]:
        raise DatabaseUnavailable("away")

    lookup = KeyLookup(away)
    results = await asyncio.gather(lookup.known(["1"]), lookup.known(["2"]), return_exceptions=True)
    assert [type(result) for result in results] == [DatabaseUnavailable] * 2


async def test_one_who_gives_up_does_not_harm_the_others() -> None:
    lookup = KeyLookup(Asked())
    impatient = asyncio.ensure_future(lookup.known(["2"]))
    patient = asyncio.ensure_future(lookup.known(["4"]))
    await asyncio.sleep(0)
    impatient.cancel()
    assert await patient == {"4"}
    with pytest.raises(asyncio.CancelledError):
        await impatient
