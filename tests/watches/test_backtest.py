"""What a back-test counts, and that it keeps little of what streams by."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from monitor.sources.model import Source
from monitor.watch import Watch
from monitor.watches.backtest import MOST_SHOWN, Judgement, Tally, back_test
from monitor.watches.looking import leaves_of, looker

START = datetime(2026, 3, 1, tzinfo=UTC)
END = START + timedelta(days=10)
NOTHING = Tally()
SOURCES = {"tidings": Source("tidings", "quill", "Tidings", "https://tidings.example/", country="GB")}


class Shelf:
    """Items in batches of two."""

    def __init__(self, items: list[dict[str, Any]], counted: Tally) -> None:
        self.items = items
        self.counted = counted

    async def total(self, since: datetime, until: datetime) -> int:
        return len(self.items)

    async def tally(self, since: datetime, until: datetime) -> Tally:
        return self.counted

    async def batches(
        self, queries: Sequence[str], since: datetime, until: datetime
    ) -> AsyncIterator[Sequence[Mapping[str, Any]]]:
        for start in range(0, len(self.items), 2):
            yield self.items[start : start + 2]


def item(number: int, body: str, *, source: str = "tidings", language: str = "en") -> dict[str, Any]:
    dated = START + timedelta(days=number % 3)
    url = f"https://tidings.example/{number}"
    return {
        "id": str(number), "headline": f"News {number}", "body": body, "url": url, "source": source,
        "language": language, "dated": dated,
    }  # fmt: skip


async def judged(ids: Sequence[str]) -> dict[str, Judgement]:
    """Items with an even number are relevant, those divisible by three are not."""
    found: dict[str, Judgement] = {number: "not relevant" for number in ids if int(number) % 3 == 0}
    found |= {number: "relevant" for number in ids if int(number) % 2 == 0}
    return found


async def run(watch: Watch, items: list[dict[str, Any]], counted: Tally = NOTHING) -> Any:
    queries, shelf = list(watch.queries.values()), Shelf(items, counted)
    return await back_test(shelf, queries, leaves_of(watch), looker(watch, SOURCES), judged, START, END)


async def test_counts_by_day_source_language_judgement_and_term() -> None:
    watch = Watch("q", "Q", {"*": "ferry OR tram OR zeppelin"})
    bodies = ["ferry", "tram", "ferry and tram", "boat", "a ferry"]
    items = [item(number, body, source="tidings" if number else "herald") for number, body in enumerate(bodies)]
    result = await run(watch, items)
    assert (result.total, result.looked_at, result.found) == (5, 5, 4)
    assert (result.relevant, result.not_relevant) == (3, 0)
    assert result.days == {date(2026, 3, 1): 1, date(2026, 3, 2): 2, date(2026, 3, 3): 1}
    assert result.sources == {"tidings": 3, "herald": 1}
    assert {term.leaf: term.items for term in result.noisiest} == {"ferry": 3, "tram": 2}
    assert result.never_hit == ["zeppelin"]
    assert result.a_day == 0.4


async def test_the_term_that_brings_noise_is_named() -> None:
    watch = Watch("q", "Q", {"*": "ferry OR tram"})
    items = [
        item(number, "tram" if number % 3 == 0 else "ferry") for number in range(3, 40) if number % 2 or number % 3
    ]
    result = await run(watch, items)
    assert [term.leaf for term in result.noisiest if term.is_noise] == ["tram"]
    assert result.noisiest[0].leaf == "tram"


async def test_scope_language_and_facts_of_the_source_count() -> None:
    items = [item(1, "ferry"), item(2, "ferry", language="fr"), item(3, "ferry", source="herald")]
    assert (await run(Watch("q", "Q", {"fr": "ferry"}), items)).found == 1
    assert (await run(Watch("q", "Q", {"*": "ferry"}, groups=("quill",)), items)).found == 2
    assert (await run(Watch("q", "Q", {"*": "ferry AND country:GB"}), items)).found == 2
    both = await run(Watch("q", "Q", {"fr": "ferry", "en": "ferry OR boat"}), items)
    assert (both.found, both.never_hit) == (3, ["boat"])


async def test_little_is_kept_of_what_streams_by() -> None:
    result = await run(Watch("q", "Q", {"*": "ferry"}), [item(number, "ferry " * 100) for number in range(50)])
    latest = [str(number) for number in range(50) if number % 3 == 2]
    assert [one["id"] for one in result.newest] == latest[-MOST_SHOWN:]
    assert all("body" not in one for one in result.newest)


async def test_nothing_found_is_an_answer() -> None:
    result = await run(Watch("q", "Q", {"*": "zeppelin"}), [item(1, "ferry")])
    assert (result.found, result.noisiest, result.never_hit) == (0, [], ["zeppelin"])


async def test_adds_what_was_counted_together() -> None:
    day, newest = START.date() + timedelta(days=2), [item(number, "ferry") for number in (5, 8)]
    counted = Tally(2, {day: 2}, {"tidings": 2}, {"en": 1, "fr": 1}, {"ferry": 2}, newest)
    result = await run(Watch("q", "Q", {"*": "ferry OR tram"}), [item(1, "a ferry"), item(4, "no boat")], counted)
    assert (result.looked_at, result.found, result.relevant) == (4, 3, 0)
    assert result.days == {day: 2, START.date() + timedelta(days=1): 1}
    assert (result.sources, result.languages) == ({"tidings": 3}, {"en": 2, "fr": 1})
    assert (result.terms["ferry"].items, result.never_hit) == (3, ["tram"])
    assert [shown["id"] for shown in result.newest] == ["1", "5", "8"]
