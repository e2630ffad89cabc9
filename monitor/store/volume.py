"""How much came in on each day, by source and language. Days that are over are counted once."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document
from monitor.store.words import answering

DAY = timedelta(days=1)
# What waited on a disk may still come in for a day that is over.
SETTLED_AFTER = timedelta(days=2)
COUNT_AGAIN = timedelta(minutes=1)
# Counted in one question, so that the pages go on meanwhile.
DAYS_AT_ONCE = 7
INDEX = [("first_seen", 1), ("source", 1), ("language", 1), ("published_confidence", 1)]


@dataclass(slots=True)
class DayCount:
    """What came in on one day (UTC): by source and there by confidence in the date, and by language."""

    sources: dict[str, Counter[str]] = field(default_factory=dict)
    languages: Counter[str] = field(default_factory=Counter)

    def add(self, source: str, language: str, confidence: str, items: int) -> None:
        """Counts some items."""
        self.sources.setdefault(source, Counter())[confidence] += items
        self.languages[language] += items


class Volume:
    """Counts items by day, and keeps the counts in memory."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["items"]
        self._counts: dict[date, DayCount] = {}
        self._counted_at: dict[date, datetime] = {}
        self._counting: asyncio.Task[None] | None = None

    async def make_page_indexes(self) -> None:
        """Everything that is counted stands in one index, so that no item is read."""
        await self.collection.create_index(INDEX, name="volume")

    def of(self, days: Iterable[date]) -> Iterator[tuple[date, DayCount]]:
        """What is counted of these days by now."""
        for day in days:
            if day in self._counts:
                yield day, self._counts[day]

    async def look(self, days: list[date], now: datetime, patience: float) -> bool:
        """Has the days counted, and waits so many seconds for it; False when counting goes on."""
        counting = self.warm(days, now)
        done, _ = await asyncio.wait({counting}, timeout=patience)
        for task in done:
            task.result()
        return bool(done) and all(day in self._counts for day in days)

    def warm(self, days: list[date], now: datetime) -> asyncio.Task[None]:
        """Has the days counted in the background."""
        if self._counting is None or self._counting.done():
            self._counting = asyncio.create_task(self.count(days, now))
            # What went wrong is told to whoever waits; if nobody does, the next look tries again.
            self._counting.add_done_callback(lambda task: task.cancelled() or task.exception())
        return self._counting

    async def close(self) -> None:
        """Ends what is under way."""
        if self._counting is not None:
            self._counting.cancel()
            await asyncio.wait({self._counting})

    async def count(self, days: Iterable[date], now: datetime) -> None:
        """Counts those of the days that are not counted, or that may have changed since."""
        stale = sorted((day for day in days if self._is_stale(day, now)), reverse=True)
        for start in range(0, len(stale), DAYS_AT_ONCE):
            chosen = stale[start : start + DAYS_AT_ONCE]
            await self._count(chosen[-1], chosen[0])
            self._counted_at |= dict.fromkeys(chosen, now)

    def _is_stale(self, day: date, now: datetime) -> bool:
        counted = self._counted_at.get(day)
        is_settled = counted is not None and counted >= _begin(day) + DAY + SETTLED_AFTER
        return counted is None or not (is_settled or timedelta(0) <= now - counted < COUNT_AGAIN)

    @answering
    async def _count(self, first: date, last: date) -> None:
        between = {"$gte": _begin(first), "$lt": _begin(last) + DAY}
        names = {"source": "$source", "language": "$language", "confidence": "$published_confidence"}
        day = {"$dateTrunc": {"date": "$first_seen", "unit": "day"}}
        steps: list[Document] = [
            {"$match": {"first_seen": between}},
            {"$group": {"_id": {"day": day, **names}, "items": {"$sum": 1}}},
        ]
        counts = {first + number * DAY: DayCount() for number in range((last - first).days + 1)}
        async for group in await self.collection.aggregate(steps, hint="volume"):
            key = group["_id"]
            source, language, confidence = (str(key.get(name) or "") for name in names)
            counts[key["day"].date()].add(source, language, confidence, group["items"])
        self._counts |= counts


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
