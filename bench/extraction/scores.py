"""How well a reader did on a set of pages."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from bench.extraction.pages import Truth

_TOKEN = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\\W_]+")


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader made of a page; None stands for what it does not read at all.

    `refused` says why it took the page for no article, `crashed` names the exception that it raised.
    """

    headline: str | None = None
    authors: list[str] | None = None
    body: str | None = None
    day: date | None = None
    instant: datetime | None = None
    confidence: str = ""
    refused: str = ""
    crashed: str = ""
    milliseconds: float = 0.0
    reads_dates: bool = True


@dataclass(slots=True)
class Tally:
    """Results of one reader, as lists of single results. A refused page is wrong in all that is known of it."""

    days: Counter[str] = field(default_factory=Counter)  # right, wrong, missing
    confidences: Counter[tuple[str, bool]] = field(default_factory=Counter)  # (confidence, right)
    instants: list[bool] = field(default_factory=list)
    headlines: list[bool] = field(default_factory=list)
    authors: list[bool] = field(default_factory=list)
    bodies: list[float] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    crashes: int = 0

    def add(self, truth: Truth, read: Read) -> None:
        """Counts one page."""
        self.milliseconds.append(read.milliseconds)
        self.crashes += bool(read.crashed)
        if read.refused:
            self.refused[read.refused] += 1
        if truth.title and read.headline is not None:
            self.headlines.append(read.headline.split() == truth.title.split())
        if truth.authors and read.authors is not None:
            self.authors.append(set(read.authors) == set(truth.authors))
        if truth.body and read.body is not None:
            self.bodies.append(body_f1(read.body, truth.body))
        if truth.day and read.reads_dates:
            self._add_date(truth, read)

    def _add_date(self, truth: Truth, read: Read) -> None:
        right = read.day == truth.day
        self.days["missing" if read.day is None else "right" if right else "wrong"] += 1
        if read.day and read.confidence:
            self.confidences[read.confidence, right] += 1
        if truth.instant:
            off = abs((read.instant - truth.instant).total_seconds()) if read.instant else None
            self.instants.append(off is not None and off <= 60)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four tokens; in scripts without spaces each character is one."""
    tokens = _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())
    if len(tokens) < 4:
        return Counter([tuple(tokens)] if tokens else [])
    return Counter(zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False))


def body_f1(found: str, expected: str) -> float:
    """How far two texts agree, from 0 to 1.

    >>> body_f1("one two three four five", "one two three four five"), body_f1("", "one two three four")
    (1.0, 0.0)
    """
    one, other = shingles(found), shingles(expected)
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0
