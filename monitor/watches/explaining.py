"""Why a watch did or did not find an item, and whether anybody is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from monitor.matching.explain import Explanation
from monitor.matching.why_watch import explain_watch as explain_match
from monitor.watch import Watch
from monitor.watches.facts import ItemFacts
from monitor.watches.matcher import text_of


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Something that keeps a watch from finding an item, or from telling of it; `why` is a sentence."""

    keeps_from: Literal["matching", "telling"]
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole answer: the queries that are for the item's language, and everything that stands in the way."""

    matches: bool
    queries: tuple[tuple[str, Explanation], ...]  # by language code
    hindrances: tuple[Hindrance, ...]

    @property
    def is_told(self) -> bool:
        """Whether the item makes an alert that is sent out."""
        return self.matches and not any(one.keeps_from == "telling" for one in self.hindrances)


def explain_watch(
    watch: Watch,
    facts: ItemFacts,
    at: datetime,
    *,
    archived: bool = False,
    alert: Mapping[str, Any] | None = None,
    item_id: str = "",
) -> Verdict:
    """Explains a watch for an item. `alert` is the one that the watch has made for the item's story, if any."""
    found = explain_match(watch, text_of(facts), facts.source, facts.group)
    hindrances = [Hindrance("matching", why) for why in found.obstacles]
    if archived:
        hindrances.append(Hindrance("matching", "The watch is archived."))
    hindrances += [Hindrance("telling", why) for why in _silences(watch, at, alert, item_id)]
    return Verdict(found.matched and not archived, found.queries, tuple(hindrances))


def _silences(watch: Watch, at: datetime, alert: Mapping[str, Any] | None, item_id: str) -> list[str]:
    found = []
    if watch.muted_until and watch.muted_until > at:
        found.append(f"The watch is muted until {watch.muted_until:%Y-%m-%d %H:%M} UTC.")
    if alert and not watch.every_outlet and not _began_with(alert, item_id):
        made = f" on {alert['made_at']:%Y-%m-%d %H:%M} UTC" if isinstance(alert.get("made_at"), datetime) else ""
        found.append(f"It has told of this story already{made}, and does not ask for every outlet.")
    return found


def _began_with(alert: Mapping[str, Any], item_id: str) -> bool:
    """Whether the alert was made for this very item."""
    items = alert.get("items") or []
    return bool(items) and str(items[0].get("item")) == item_id
