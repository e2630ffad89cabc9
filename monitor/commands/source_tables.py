"""Sources and proposals as tables for people and as plain values for machines."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict

from rich.markup import escape
from rich.table import Table

from monitor.settings import CONCURRENT_REQUESTS_PER_DOMAIN, DOWNLOAD_DELAY
from monitor.sources.evidence import Evidence
from monitor.sources.model import Source
from monitor.sources.proposal import Proposal
from monitor.sources.trying import SourceTrial
from monitor.sources.writing import to_toml

# What holds where a source says nothing.
_SETTINGS = {"interval": "by its rhythm", "delay": DOWNLOAD_DELAY, "concurrency": CONCURRENT_REQUESTS_PER_DOMAIN}


def source_table(sources: Iterable[Source]) -> Table:
    """One line for each source: what it is, how it is watched, how far to trust it."""
    table = Table(box=None, pad_edge=False)
    for heading in ("name", "title", "country", "languages", "entries", "confidence", "active"):
        table.add_column(heading, no_wrap=heading == "name", overflow="fold")
    for source in sources:
        cells = [source.name, source.title, source.country, " ".join(source.languages), _entries(source)]
        table.add_row(*map(escape, cells), _confidence(source), "yes" if source.active else "no")
    return table


def _entries(source: Source) -> str:
    counts = Counter(entry.kind for entry in source.entries)
    return ", ".join(f"{count} {kind}" for kind, count in counts.items()) or "to be probed"


def _confidence(source: Source) -> str:
    counts = Counter(entry.confidence for entry in source.entries)
    return ", ".join(f"{count} {word}" for word, count in counts.items()) or source.confidence


def source_values(source: Source) -> dict[str, object]:
    """Every value of a source, defaults included, as JSON can hold it."""
    values: dict[str, object] = asdict(source)
    return values | {"path": str(source.path) if source.path else None}


def value_lines(source: Source) -> list[str]:
    """Every value of a source on a line of its own, defaults of the settings in place; entries left out."""
    values = {key: value for key, value in source_values(source).items() if key != "entries"}
    return [f"{key:14} {_shown(key, value)}" for key, value in values.items()]


def _shown(key: str, value: object) -> str:
    if value is None and key in _SETTINGS:
        return f"{_SETTINGS[key]} (the setting)"
    return json.dumps(value, ensure_ascii=False)


def evidence_table(proposal: Proposal | SourceTrial) -> Table:
    """What each entry gave when it was tried."""
    table = Table(box=None, pad_edge=False)
    for heading in ("kind", "address", "links", "newest", "found"):
        table.add_column(heading, overflow="fold")
    for item in proposal.evidence:
        cells = [item.entry.kind, item.entry.url, str(item.links), item.newest or "undated", item.how]
        table.add_row(*map(escape, cells))
    return table


def proposal_values(proposal: Proposal) -> dict[str, object]:
    """A proposal as JSON can hold it, its file's text included."""
    return {
        "source": source_values(proposal.source),
        "toml": to_toml(proposal.source, proposal.comments),
        "evidence": [evidence_values(item) for item in proposal.evidence],
        "warnings": list(proposal.warnings),
        "failures": proposal.failures,
        "requests": proposal.requests,
    }


def evidence_values(item: Evidence) -> dict[str, object]:
    """What an entry gave, with its first links, as JSON can hold it."""
    samples = [{"url": one.url, "title": one.title, "published": one.published} for one in item.samples]
    facts = {"kind": item.entry.kind, "url": item.entry.url, "links": item.links}
    return {**facts, "newest": item.newest, "how": item.how, "samples": samples}
