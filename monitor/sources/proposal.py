"""What a probe found -> the source it proposes, with the reasons and the doubts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from monitor.extract.urls import same_site
from monitor.sources.evidence import Evidence, without_repeats
from monitor.sources.home_page import HomePage
from monitor.sources.languages import tidy_language
from monitor.sources.model import Source
from monitor.sources.naming import name_of_home
from monitor.sources.places import Place, guess_place
from monitor.sources.visits import Visits


@dataclass(slots=True)
class Findings:
    """All that a probe has seen. `zone` is the time zone that the site's software states."""

    asked: str
    home: HomePage
    visits: Visits
    is_reached: bool = False
    zone: str = ""
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A source that could be saved, and what speaks for each of its entries.

    `comments` are for `writing.to_toml`; `failures` are the addresses that gave nothing, with reasons.
    """

    source: Source
    evidence: tuple[Evidence, ...] = ()
    warnings: tuple[str, ...] = ()
    failures: dict[str, str] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    requests: int = 0


def propose(findings: Findings) -> Proposal:
    """The proposal: entries best first, repeats left out, every doubt among the warnings."""
    kept = without_repeats(findings.evidence)
    languages = _languages(findings.home, kept)
    place = guess_place(findings.home.url, languages[0] if languages else "", findings.zone)
    return Proposal(
        source=_source(findings.home, kept, languages, place),
        evidence=tuple(kept),
        warnings=(*place.warnings, *_doubts(findings, kept, languages)),
        failures=dict(findings.visits.failures),
        comments=_comments(kept, place),
        requests=findings.visits.requests,
    )


def _source(home: HomePage, kept: Sequence[Evidence], languages: tuple[str, ...], place: Place) -> Source:
    titles = [home.title, *(evidence.title for evidence in kept), home.url]
    return Source(
        name=name_of_home(home.url),
        group="own",
        title=next(title for title in titles if title)[:120].strip(),
        home=home.url,
        country=place.country,
        languages=languages,
        timezone=place.timezone,
        confidence="validated" if kept else "seen",
        entries=tuple(evidence.entry for evidence in kept),
        date_order=place.date_order,
    )


def _languages(home: HomePage, kept: Sequence[Evidence]) -> tuple[str, ...]:
    """What the home page says; where it says nothing, what its entries say."""
    said = [home.language] if home.language else [tidy_language(evidence.language) for evidence in kept]
    return tuple(dict.fromkeys(tag for tag in said if tag))


def _doubts(findings: Findings, kept: Sequence[Evidence], languages: tuple[str, ...]) -> Iterator[str]:
    home = findings.home
    if not findings.is_reached:
        yield f"the home page could not be read: {findings.visits.failures.get(findings.asked, 'no answer')}"
    if not same_site(findings.asked, home.url):
        yield f"{findings.asked} leads to another site, {home.url}"
    if not kept:
        yield "no entry found: write a listing with item_links by hand, or ask whether the site lets us in"
    if not languages:
        yield "no language found: write languages by hand"
    for item in kept:
        if item.is_stale:
            yield f"{item.entry.url}: its newest date is {item.newest}; it may be abandoned"
    others = [f"{tag} {url}" for tag, url in home.other_languages.items() if tag not in languages]
    if others:
        yield f"the site has other languages, each may be a source of its own: {', '.join(others[:12])}"


def _comments(kept: Sequence[Evidence], place: Place) -> dict[str, str]:
    comments = {item.entry.url: _sentence(item) for item in kept}
    if place.timezone:
        comments["timezone"] = place.timezone_reason
    if place.date_order:
        comments["date_order"] = place.date_order_reason
    return comments


def _sentence(evidence: Evidence) -> str:
    count = "the newest post" if evidence.entry.kind == "wordpress" else _links(evidence.links)
    newest = f", newest {evidence.newest}" if evidence.newest else ", undated"
    return f"Gave {count}{newest}; {evidence.how}."


def _links(count: int) -> str:
    return "1 link" if count == 1 else f"{count} links"
