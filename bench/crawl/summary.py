"""Medians over the rounds, and the targets they are held against."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from bench.crawl.reading import Reading


@dataclass(frozen=True, slots=True)
class Medians:
    """The middle of one contestant's rounds; rounds with a fault are left out, and the first fault is told."""

    contestant: str
    rounds: int
    cpu_ms_per_page: float
    pages_per_second: float
    memory_mb: float
    requests: float
    size: float
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One target beside what was measured. `value` is None where a contestant it needs has no round."""

    target: str
    bound: float
    at_least: bool
    value: float | None

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None where nothing was measured."""
        if self.value is None:
            return None
        return self.value >= self.bound if self.at_least else self.value <= self.bound


def middle(readings: Iterable[Reading]) -> dict[str, Medians]:
    """The medians by contestant, in the order in which contestants first appear."""
    grouped: dict[str, list[Reading]] = {}
    for reading in readings:
        grouped.setdefault(reading.contestant, []).append(reading)
    return {name: _medians(name, group) for name, group in grouped.items()}


def _medians(name: str, group: list[Reading]) -> Medians:
    good = [reading for reading in group if not reading.fault]
    fault = next((reading.fault for reading in group if reading.fault), "")
    if not good:
        return Medians(name, 0, 0.0, 0.0, 0.0, 0.0, 0.0, fault)
    return Medians(
        contestant=name,
        rounds=len(good),
        cpu_ms_per_page=median(reading.cpu_ms_per_page for reading in good),
        pages_per_second=median(reading.pages_per_second for reading in good),
        memory_mb=median(reading.memory_mb for reading in good),
        requests=median(reading.traffic.requests for reading in good),
        size=median(reading.traffic.size for reading in good),
        fault=fault,
    )


def verdicts(medians: dict[str, Medians]) -> list[Verdict]:
    """Each target with the ratio of medians it is about."""

    def ratio(field: str, upper: str, lower: str) -> float | None:
        pair = medians.get(upper), medians.get(lower)
        if pair[0] is None or pair[1] is None or not pair[0].rounds or not pair[1].rounds:
            return None
        divisor = float(getattr(pair[1], field))
        return float(getattr(pair[0], field)) / divisor if divisor else None

    speed, cpu = "pages_per_second", "cpu_ms_per_page"
    return [
        Verdict(
            "fetch + store, pages a second / Scrapy alone", 0.9, True, ratio(speed, "monitor, fetch+store", "scrapy")
        ),
        Verdict("whole, CPU a page / Scrapy + Trafilatura", 0.8, False, ratio(cpu, "monitor", "scrapy+trafilatura")),
        Verdict("news-please, CPU a page / whole", 5.0, True, ratio(cpu, "news-please", "monitor")),
        Verdict(
            "extraction, pages a second, 2 workers / 1", 1.6, True, ratio(speed, "pool, 2 workers", "pool, 1 worker")
        ),
        Verdict("second run, requests / first", 0.05, False, ratio("requests", "monitor again", "monitor")),
        Verdict("second run, bytes / first", 0.01, False, ratio("size", "monitor again", "monitor")),
    ]


def compared(medians: dict[str, Medians], one: str, other: str) -> tuple[float, float, float] | None:
    """CPU a page, pages a second and memory as multiples of the other's; None where one of both has no round."""
    left, right = medians.get(one), medians.get(other)
    if left is None or right is None or not left.rounds or not right.rounds:
        return None
    return (
        left.cpu_ms_per_page / right.cpu_ms_per_page,
        left.pages_per_second / right.pages_per_second,
        left.memory_mb / right.memory_mb,
    )
