"""Why a watch did or did not find an item, part by part, on a terminal and for machines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from monitor.commands.item_fields import plain
from monitor.commands.item_view import console, safe
from monitor.matching.explain import Explanation
from monitor.watch import ANY_LANGUAGE, Span, Watch
from monitor.watches.explaining import Verdict
from monitor.watches.facts import ItemFacts

# Characters around a found place, and how many places are shown of one part.
AROUND = 30
MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Trial:
    """One watch tried on one item."""

    watch: Watch
    item: Mapping[str, Any]
    facts: ItemFacts
    verdict: Verdict
    alert: Mapping[str, Any] | None = None


def print_trial(trial: Trial) -> None:
    """Prints the answer first, then what it rests on."""
    output = console()
    output.print(safe(f"{trial.item['headline']}\n{trial.item['url']}".replace("\n", " · ")), soft_wrap=True)
    for line in lines_of(trial):
        output.print(safe(line), soft_wrap=True)


def lines_of(trial: Trial) -> Iterator[str]:
    """The explanation as lines."""
    verdict = trial.verdict
    yield sentence_of(verdict)
    for hindrance in verdict.hindrances:
        yield f"  not {'matched' if hindrance.keeps_from == 'matching' else 'told'}: {hindrance.why}"
    for language, explanation in verdict.queries:
        yield f"Query for {'all languages' if language == ANY_LANGUAGE else language}:"
        yield from _tree(explanation, trial.facts, 1)
    stored = next((one for one in trial.item.get("matches") or () if one["watch"] == trial.watch.name), None)
    if stored:
        muted = f", {stored['suppressed']}" if stored.get("suppressed") else ""
        yield f"As it came in: matched by version {stored['version']} at {plain(stored['at'])}{muted}."
    if trial.alert:
        made, state = plain(trial.alert.get("made_at")), trial.alert.get("state")
        yield f"Its story has an alert of this watch, made {made}: {state}."


def sentence_of(verdict: Verdict) -> str:
    """The answer in one sentence."""
    if verdict.is_told:
        return "Matches, and is told."
    return "Matches, but is not told." if verdict.matches else "Does not match."


def _tree(explanation: Explanation, facts: ItemFacts, depth: int) -> Iterator[str]:
    mark = "✓" if explanation.matched else "✗"
    why = f" – {explanation.why}" if explanation.why else ""
    yield f"{'  ' * depth}{mark} {explanation.part}{why}"
    if not explanation.children:
        for span in explanation.spans[:MOST_PLACES]:
            yield f"{'  ' * (depth + 2)}{span.field}: {_around(span, facts)}"
        if len(explanation.spans) > MOST_PLACES:
            yield f"{'  ' * (depth + 2)}and {len(explanation.spans) - MOST_PLACES} more"
    for child in explanation.children:
        yield from _tree(child, facts, depth + 1)


def _around(span: Span, facts: ItemFacts) -> str:
    """The found words between [ and ], with some of the text around them."""
    text = facts.title if span.field == "title" else facts.body if span.field == "body" else ""
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    return " ".join(f"…{before}[{text[span.start : span.end]}]{after}…".split())


def trial_values(trial: Trial) -> dict[str, Any]:
    """The explanation as JSON can hold it."""
    verdict = trial.verdict
    return {
        "watch": trial.watch.name,
        "version": trial.watch.version,
        "item": trial.item["id"],
        "matches": verdict.matches,
        "told": verdict.is_told,
        "hindrances": [{"keeps_from": one.keeps_from, "why": one.why} for one in verdict.hindrances],
        "queries": [
            {"language": language, "query": trial.watch.queries[language], "explanation": explanation.as_document()}
            for language, explanation in verdict.queries
        ],
    }
