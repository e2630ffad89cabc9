"""Why a date was chosen, in a sentence that a researcher can read."""

from collections.abc import Sequence

from monitor.items import DateCandidate, Evidence

_NAMES: dict[Evidence, str] = {
    "jsonld": "the page's JSON-LD", "meta": "the page's meta elements", "microdata": "the page's microdata",
    "time": "a <time> element by the headline", "feed": "the feed", "news-sitemap": "the news sitemap",
    "api": "the site's API", "listing": "the listing", "address": "the address", "visible": "the text by the headline",
    "htmldate": "a search of the whole page", "pdf": "the document's properties",
}  # fmt: skip
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
