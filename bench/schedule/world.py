"""Invented sites that work, have bad days, and break: what a visit to each would show."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bench.schedule.histories import History
from monitor.signs import EntrySign, Signs
from monitor.sources.model import Entry, Source
from monitor.spiders.home_look import is_wanted
from monitor.standing import Standing
from monitor.state import SourceState

OFFERED = 20
HOUR = timedelta(hours=1)
# How a breakage shows at the entry, and what it has to be called. "" where the entry itself is read.
LOUD = {
    "404": ("feed: 404 not found", "http"),
    "500": ("feed: 500 internal server error", "http"),
    "certificate": ("feed: TLS certificate not valid", "tls"),
    "name": ("feed: host not found", "dns"),
    "refused": ("feed: connection refused", "connection"),
    "timeout": ("feed: timed out", "connection"),
    "robots": ("feed: robots.txt disallows it", "robots"),
    "403": ("feed: 403 forbidden", "blocked"),
    "challenge": ("feed: blocked by a challenge page", "blocked"),
    "relaunch": ("feed: is a web page, not a feed", "parse"),
    "410": ("feed: 410 gone", "gone"),
}
SILENT = {"frozen": "empty", "emptied": "empty", "undated": "dates", "bodyless": "bodies", "pages blocked": "blocked"}
BREAKAGES = (*LOUD, *SILENT)
# Causes of the home page's own failure: these meet the whole host.
OF_THE_HOST = {"certificate", "name", "refused", "timeout", "robots", "403", "challenge", "500"}
PASSING = ("feed: timed out", "feed: 503 service unavailable", "feed: connection refused", "feed: 502 bad gateway")


def kind_of(breakage: str) -> str:
    """The word that health has to find for a breakage."""
    return LOUD[breakage][1] if breakage in LOUD else SILENT[breakage]


@dataclass(slots=True)
class Site:
    """One invented site. `outages` are (from, to) in which nothing answers; `breaks_at` is for good."""

    history: History
    random: Random
    breakage: str = ""
    breaks_at: datetime | None = None
    outages: list[tuple[datetime, datetime]] = field(default_factory=list)
    home_noise: float = 0.0  # links a day that no entry offers
    undated: float = 0.0
    short: float = 0.0
    lost: float = 0.005
    blips: float = 0.01
    state: SourceState = field(default_factory=lambda: SourceState("site"))

    @property
    def source(self) -> Source:
        """The site as a source."""
        name, home = self.history.name, f"https://{self.history.name}.example/"
        return Source(
            name, "bench", name, home, entries=(Entry("feed", f"{home}feed"),), timezone=self.history.zone.key
        )

    def visit(self, standing: Standing, now: datetime) -> Signs:
        """What a visit shows."""
        last = standing.last_visit
        self.state.visits, self.state.look_at_home = standing.visits, standing.health.look_at_home
        is_broken = self.breaks_at is not None and now >= self.breaks_at
        signs = Signs(at=now, first=last is None)
        cause = self._entry_cause(now, is_broken)
        if cause:
            signs.note_entry(EntrySign(f"{self.source.home}feed", cause=cause))
        else:
            self._read(signs, last, now, is_broken)
        self._look(signs, now, is_broken, cause)
        return signs

    def _entry_cause(self, now: datetime, is_broken: bool) -> str:
        if is_broken and self.breakage in LOUD:
            return LOUD[self.breakage][0]
        if any(start <= now < end for start, end in self.outages):
            return PASSING[now.toordinal() % len(PASSING)]
        return self.random.choice(PASSING) if self.random.random() < self.blips else ""

    def _read(self, signs: Signs, last: datetime | None, now: datetime, is_broken: bool) -> None:
        found = self._between(last or now - timedelta(days=60), now)
        offered = OFFERED
        if last is None:
            found = found[-OFFERED:]
        if is_broken and self.breakage in {"frozen", "emptied"}:
            found = tuple(moment for moment in found if self.breaks_at is not None and moment < self.breaks_at)
            offered = 0 if self.breakage == "emptied" else OFFERED
        signs.note_entry(EntrySign(f"{self.source.home}feed", links=offered, unchanged=not found and offered > 0))
        for moment in found:
            signs.pages += 1
            self._item(signs, moment, last, now, is_broken)

    def _item(self, signs: Signs, moment: datetime, last: datetime | None, now: datetime, is_broken: bool) -> None:
        draw = self.random.random
        if is_broken and self.breakage == "pages blocked":
            signs.losses["blocked by a challenge page"] = signs.losses.get("blocked by a challenge page", 0) + 1
            return
        if draw() < self.lost:
            signs.losses["timed out"] = signs.losses.get("timed out", 0) + 1
            return
        has_date = not (is_broken and self.breakage == "undated") and draw() >= self.undated
        is_short = (is_broken and self.breakage == "bodyless") or draw() < self.short
        length = 90 if is_short else int(800 + 4_000 * draw())
        known = moment if self.history.dated and has_date else (last + (now - last) / 2 if last else None)
        signs.note_item(known, has_date, length)

    def _look(self, signs: Signs, now: datetime, is_broken: bool, cause: str) -> None:
        if not is_wanted(self.state, self.source, now, all_failed=bool(cause)):
            return
        whole_host = is_broken and self.breakage in OF_THE_HOST
        if cause and (whole_host or not is_broken):
            signs.home_cause = cause.partition(": ")[2]
            return
        if is_broken and self.breakage == "410":
            signs.home_cause = "410 gone"
            return
        signs.home_doubted = self.state.look_at_home or bool(cause)
        before, self.state.home_looked_at = self.state.home_links_at, now
        if before is not None:
            signs.home_fresh, signs.home_days = self._fresh(before, now, is_broken), (now - before) / timedelta(days=1)
        if before is None or not signs.home_doubted:
            self.state.home_links_at = now

    def _fresh(self, before: datetime, now: datetime, is_broken: bool) -> int:
        """Links that are new since the last look in good days, and that the monitor does not know."""
        days = (now - before) / timedelta(days=1)
        fresh = round(self.home_noise * days + self.random.uniform(-0.5, 0.5) * min(1.0, self.home_noise * 10))
        if is_broken and self.breakage in {"frozen", "emptied", "404", "relaunch", "pages blocked"}:
            assert self.breaks_at is not None
            fresh += len(self._between(max(before, self.breaks_at), now))
        return max(fresh, 0)

    def _between(self, start: datetime, end: datetime) -> tuple[datetime, ...]:
        moments = self.history.moments
        return moments[bisect_right(moments, start) : bisect_right(moments, end)]

    def first_hit(self, items: int = 2) -> datetime | None:
        """When the breakage can be seen: a loud one at once, others at the second item that they touch.

        A single item without a date or a body is chance.
        """
        if self.breaks_at is None or self.breakage in LOUD:
            return self.breaks_at
        after = bisect_right(self.history.moments, self.breaks_at) + items - 1
        return self.history.moments[after] if after < len(self.history.moments) else None


def site_of(history: History, start: datetime, days: int, seed: int = 8) -> Site:
    """A site with the bad days that sites have: outages of up to six hours, a holiday, some sloppy pages."""
    random = Random(f"{seed} site {history.name}")
    outages = []
    for _ in range(round(days / 365 * 6)):
        began = start + timedelta(days=random.random() * days)
        outages.append((began, began + timedelta(minutes=random.choice((15, 30, 60, 120, 240, 360)))))
    if random.random() < 0.6:
        history = _with_holiday(history, start + timedelta(days=random.random() * days), random)
    return Site(
        history,
        random,
        outages=outages,
        home_noise=random.choice((0, 0, 0, 0.05, 0.2, 0.5)),
        undated=random.choice((0, 0, 0, 0.01, 0.03)),
        short=random.choice((0, 0.01, 0.03)),
    )


def _with_holiday(history: History, began: datetime, random: Random) -> History:
    ended = began + timedelta(days=random.choice((4, 7, 14)))
    if history.kind == "agency":
        return history
    kept = tuple(moment for moment in history.moments if not began <= moment < ended)
    return History(history.name, history.kind, history.zone, kept, history.dated)
