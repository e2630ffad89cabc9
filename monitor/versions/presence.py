"""Whether a page is still there, decided over several visits.

One visit proves little: servers fail, sites are moved, robots are turned away. What one visit
showed is a `Look`; how it changes what was believed before is `after`.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

Sign = Literal["there", "missing", "blocked", "down", "unclear"]

# So many visits in a row, the last at least so long after the first, must have missed a page.
VISITS_MISSED = 3
TIME_MISSED = timedelta(hours=20)
# Where all pages of a site are missing at once it may have been moved or broken; that takes longer to believe.
TIME_MISSED_TOGETHER = timedelta(days=14)

# What stands in the place of the page, by the beginning of the reason that the crawl gives.
_MISSING = (
    "404 ", "410 ", "451 ", "401 ", "402 ", "page not found", "home page", "login page", "leads to ",
)  # fmt: skip
# A list where an article was read before: the site leads readers elsewhere, with status 200.
_REPLACED = frozenset({"listing", "tag or topic page", "author page", "search results"})
_BLOCKED = ("403 ", "429 ", "blocked by ", "asked to come back", "robots.txt ")


@dataclass(frozen=True, slots=True)
class Look:
    """What one visit showed: a sign, and the evidence for it as a short phrase.

    `together` says that the visit's run found no page of that host in its place.
    """

    sign: Sign
    evidence: str
    at: datetime
    together: bool = False


@dataclass(frozen=True, slots=True)
class Missed:
    """Visits in a row that missed a page: since when, on what evidence, how many."""

    since: datetime
    reason: str
    visits: int


@dataclass(frozen=True, slots=True)
class Presence:
    """What is believed of a page. `missed` are the visits that speak against it; `gone` once it is decided."""

    missed: Missed | None = None
    gone: bool = False


def sign_of(reason: str, *, was_read: bool = False) -> Sign:
    """What a visit shows that gave no article, from the reason that the crawl counts.

    `was_read`: the page itself was read as an article before, so that a list there is not our misunderstanding.

    >>> [sign_of(reason) for reason in ("410 gone", "page not found", "403 forbidden", "timed out", "empty shell")]
    ['missing', 'missing', 'blocked', 'down', 'unclear']
    >>> sign_of("listing", was_read=True), sign_of("listing")
    ('missing', 'unclear')
    """
    if reason.startswith(_MISSING) or (was_read and reason in _REPLACED):
        return "missing"
    if reason.startswith(_BLOCKED):
        return "blocked"
    if reason[:1] == "5" or reason in _DOWN:
        return "down"
    return "unclear"


_DOWN = frozenset({
    "host not found", "connection refused", "timed out", "body cut short", "network not reachable", "connection failed",
    "connection lost", "TLS certificate not valid", "TLS handshake failed", "answer is not HTTP", "408 request timeout",
})  # fmt: skip


def after(before: Presence, look: Look) -> Presence:
    """What is believed after a visit. Only a visit that found the page, or missed it, changes anything."""
    if look.sign == "there":
        return Presence()
    if look.sign != "missing":
        return before
    missed = before.missed
    missed = (
        Missed(look.at, look.evidence, 1)
        if missed is None
        else replace(missed, reason=look.evidence, visits=missed.visits + 1)
    )
    return Presence(missed, before.gone or _is_decided(missed, look))


def _is_decided(missed: Missed, look: Look) -> bool:
    long_enough = TIME_MISSED_TOGETHER if look.together else TIME_MISSED
    return missed.visits >= VISITS_MISSED and look.at - missed.since >= long_enough


def event(before: Presence, now: Presence) -> Literal["", "gone", "back"]:
    """What has happened between two beliefs.

    >>> event(Presence(), Presence(gone=True)), event(Presence(gone=True), Presence()), event(Presence(), Presence())
    ('gone', 'back', '')
    """
    if before.gone == now.gone:
        return ""
    return "gone" if now.gone else "back"
