"""Why a watch did or did not find an item, and whether anybody is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from monitor.matching.query import parse
from monitor.matching.watchset import covers
from monitor.watch import Watch
from monitor.watches.explanation import Explanation, explain
from monitor.watches.facts import ItemFacts
from monitor.watches.matcher import queries_for, text_of


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Something that keeps a watch from finding an item, or from telling of it."""

    keeps_from: Literal["matching", "telling"]
    why: str


@dataclass(frozen=True, slots=True)
class Part:
    """One of the watch's queries that applies to the item, explained part by part."""

    language: str
    query: str
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole answer: the queries that apply, and everything that stands in the way."""

    parts: tuple[Part, ...]
    hindrances: tuple[Hindrance, ...]

    @property
    def matches(self) -> bool:
        """Whether the watch finds the item."""
        kept = any(hindrance.keeps_from == "matching" for hindrance in self.hindrances)
        return not kept and any(part.explanation.matched for part in self.parts)

    @property
    def is_told(self) -> bool:
        """Whether the item makes an alert that is sent out."""
        return self.matches and not self.hindrances


def explain_watch(
    watch: Watch,
    facts: ItemFacts,
    at: datetime,
    *,
    archived: bool = False,
    alert: Mapping[str, Any] | None = None,
    item_id: str = "",
) -> Verdict:
    """Explains a watch for an item. `alert` is the one that the watch has made for the item's story, if any.

    Raises `QueryError` for a query that cannot be used.
    """
    text = text_of(facts)
    applying = queries_for(watch, facts.language)
    parts = tuple(Part(code, query, explain(parse(query), text)) for code, query in applying)
    return Verdict(parts, tuple(_hindrances(watch, facts, at, archived, bool(parts), alert, item_id)))


def _hindrances(
    watch: Watch,
    facts: ItemFacts,
    at: datetime,
    archived: bool,
    applies: bool,
    alert: Mapping[str, Any] | None,
    item_id: str,
) -> list[Hindrance]:
    found = []
    if archived:
        found.append(Hindrance("matching", "the watch is archived"))
    if watch.paused:
        found.append(Hindrance("matching", "the watch is paused"))
    if not covers(watch, facts.source, facts.group):
        found.append(Hindrance("matching", _out_of_scope(watch, facts)))
    if not applies:
        found.append(Hindrance("matching", _no_query(watch, facts)))
    if watch.muted_until and watch.muted_until > at:
        found.append(Hindrance("telling", f"the watch is muted until {watch.muted_until:%Y-%m-%d %H:%M} UTC"))
    if alert and not watch.every_outlet and not _began_with(alert, item_id):
        made = f" on {alert['made_at']:%Y-%m-%d %H:%M} UTC" if isinstance(alert.get("made_at"), datetime) else ""
        found.append(Hindrance("telling", f"it has told of this story already{made}; it does not ask for every outlet"))
    return found


def _out_of_scope(watch: Watch, facts: ItemFacts) -> str:
    covered = [*(f"the group {name}" for name in watch.groups), *watch.sources]
    group = f" of the group {facts.group}" if facts.group else ""
    return (
        f"the item comes from {facts.source or 'an unknown source'}{group}; the watch covers {', '.join(covered)} only"
    )


def _no_query(watch: Watch, facts: ItemFacts) -> str:
    language = f"is in {facts.language}" if facts.language else "has no known language"
    return f"the item {language}; the watch has queries for {', '.join(watch.queries)} only"


def _began_with(alert: Mapping[str, Any], item_id: str) -> bool:
    """Whether the alert was made for this very item."""
    items = alert.get("items") or []
    return bool(items) and str(items[0].get("item")) == item_id
