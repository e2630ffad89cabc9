"""A source as its file states it -> what each of its entries gives now."""

from dataclasses import dataclass
from datetime import datetime

from monitor.extract.listing_rules import ListingRules
from monitor.extract.work import Work, here
from monitor.items import Fetch
from monitor.sources.evidence import Evidence
from monitor.sources.model import Entry, Source
from monitor.sources.trials import Trials
from monitor.sources.visits import Visits

POSTS = "wp/v2/posts"
HOW = "as the file says"


@dataclass(frozen=True, slots=True)
class SourceTrial:
    """What the entries of a source gave, and why those that gave nothing did not."""

    evidence: tuple[Evidence, ...]
    failures: dict[str, str]
    requests: int


async def try_source(source: Source, fetch: Fetch, now: datetime, work: Work = here) -> SourceTrial:
    """Fetches and reads each entry once; nothing that fails ends the trial, and nothing is stored."""
    visits = Visits(fetch)
    trials = Trials(visits, now, work)
    found = [evidence for entry in source.entries for evidence in await _try(trials, source, entry)]
    return SourceTrial(tuple(found), dict(visits.failures), visits.requests)


async def _try(trials: Trials, source: Source, entry: Entry) -> list[Evidence]:
    if entry.kind == "sitemap":
        return await trials.sitemaps(entry.url, HOW)
    if entry.kind == "wordpress":
        one = await trials.wordpress(entry.url.partition(POSTS)[0], HOW)
    elif entry.kind == "listing":
        one = await trials.listing(entry.url, HOW, _rules(source, entry))
    else:
        one = await trials.feed(entry.url, HOW)
    return [one] if one else []


def _rules(source: Source, entry: Entry) -> ListingRules:
    return ListingRules(
        entry.item_links + source.item_links, entry.follow + source.follow, entry.ignore + source.ignore
    )
