"""Sources and proposals as tables for people and as plain values for machines."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict

from rich.markup import escape
from rich.table import Table

from monitor.sources.model import Source
from monitor.sources.proposal import Proposal
from monitor.sources.writing import to_toml


def source_table(sources: Iterable[Source]) -> Table:
    """One line for each source: what it is, how it is watched, how far to trust it."""
    table = Table("name", "title", "country", "languages", "entries", "confidence", "active", box=None, pad_edge=False)
    for source in sources:
        cells = [source.name, source.title, source.country, " ".join(source.languages), _entries(source)]
        table.add_row(*map(escape, cells), _confidence(source), "yes" if source.active else "no")
    return table


def _entries(source: Source) -> str:
    counts = Counter(entry.kind for entry in source.entries)
    return ", ".join(f"{count} {kind}" for kind, count in counts.items()) or "none: probed at the first run"


def _confidence(source: Source) -> str:
    counts = Counter(entry.confidence for entry in source.entries)
    return ", ".join(f"{count} {word}" for word, count in counts.items()) or source.confidence


def source_values(source: Source) -> dict[str, object]:
    """Every value of a source, defaults included, as JSON can hold it."""
    values: dict[str, object] = asdict(source)
    return values | {"path": str(source.path) if source.path else None}


def value_lines(source: Source) -> list[str]:
    """Every value of a source on a line of its own; entries as they stand in the file are left out."""
    values = source_values(source)
    return [f"{key:14} {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if key != "entries"]


def evidence_table(proposal: Proposal) -> Table:
    """What each entry of a proposal gave when it was tried."""
    table = Table("kind", "address", "links", "newest", "found", box=None, pad_edge=False)
    for item in proposal.evidence:
        cells = [item.entry.kind, item.entry.url, str(item.links), item.newest or "undated", item.how]
        table.add_row(*map(escape, cells))
    return table


def proposal_values(proposal: Proposal) -> dict[str, object]:
    """A proposal as JSON can hold it, its file's text included."""
    evidence = [
        {"kind": item.entry.kind, "url": item.entry.url, "links": item.links, "newest": item.newest, "how": item.how}
        for item in proposal.evidence
    ]
    return {
        "source": source_values(proposal.source),
        "toml": to_toml(proposal.source, proposal.comments),
        "evidence": evidence,
        "warnings": list(proposal.warnings),
        "failures": proposal.failures,
        "requests": proposal.requests,
    }
