"""Why a date was chosen, in a sentence that a researcher can read."""

from collections.abc import Sequence
from datetime import datetime

from monitor.extract.dates.support import is_generated, is_told, voice
from monitor.items import DateCandidate, Evidence

_NAMES: dict[Evidence, str] = {
    "jsonld": "the page's JSON-LD", "meta": "the page's meta elements", "microdata": "the page's microdata",
    "time": "a <time> element by the headline", "feed": "the feed", "news-sitemap": "the news sitemap",
    "api": "the site's API", "listing": "the listing", "address": "the address", "visible": "the text by the headline",
    "htmldate": "a search of the whole page", "pdf": "the document's properties",
}  # fmt: skip
_ALONE: dict[Evidence, str] = {
    "pdf": "a program may have set it anew",
    "address": "nothing else says so",
    "listing": "nothing else says so",
}
_MOST = 3


def sentence(
    best: DateCandidate, group: Sequence[DateCandidate], against: Sequence[DateCandidate], notes: Sequence[str] = ()
) -> str:
    """Where the date comes from, what confirms it, what makes it doubtful, what contradicts it.

    >>> from datetime import date
    >>> sentence(DateCandidate("feed", "", date(2024, 5, 3), "day", guessed_order=True), [], [])
    'From the feed; its year, its calendar or the order of its numbers is a guess.'
    """
    others = list(dict.fromkeys(_NAMES[one.evidence] for one in group if one.evidence != best.evidence))
    parts = [f"From {_NAMES[best.evidence]}"]
    if others:
        parts.append(f"confirmed by {', '.join(others)}")
    if best.guessed_order:
        parts.append("its year, its calendar or the order of its numbers is a guess")
    parts += notes
    parts += [f"{_NAMES[one.evidence]} says {one.day.isoformat()}" for one in against[:_MOST]]
    return "; ".join(parts) + "."


def weakness(best: DateCandidate, group: Sequence[DateCandidate], now: datetime) -> str:
    """What keeps a date that nothing contradicts from being sure; "" where that is said otherwise.

    >>> from datetime import UTC, date
    >>> now = datetime(2024, 5, 4, tzinfo=UTC)
    >>> weakness(DateCandidate("visible", "3 May 2024", date(2024, 5, 3), "day"), [], now)
    'the page shows it and nothing calls it the publication'
    """
    if best.precision == "month":
        return "it names no day"
    if is_told(best):
        return "it is told from now"
    if is_generated(best, now):
        return "it is the minute at which the page was fetched"
    if {voice(one.evidence) for one in (best, *group)} == {"printed"}:
        promised = any(one.labelled for one in (best, *group))
        return f"the page shows it and {'words or markup call' if promised else 'nothing calls'} it the publication"
    return _ALONE.get(best.evidence, "") if len(group) < 2 else ""
