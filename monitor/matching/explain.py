"""Why a query matches a text or not, part by part, in sentences."""

from dataclasses import asdict, dataclass
from typing import Any

from monitor.matching.facts import Fact
from monitor.matching.find import spans
from monitor.matching.near import Near
from monitor.matching.nodes import And, AtLeast, Node, Not, Or, Pattern, Words
from monitor.matching.query import Query
from monitor.matching.reasons import absence, distance
from monitor.matching.text import Reading, Text, plainly
from monitor.watch import Span


@dataclass(frozen=True, slots=True)
class Explanation:
    """One part of a query under a text. `part` is how it was written, from `start` to `end` of the query.

    `matched` is what the part says by itself, so that of `NOT x` is the opposite of that of `x`.
    """

    part: str
    kind: str
    start: int
    end: int
    matched: bool
    why: str
    spans: tuple[Span, ...] = ()
    children: tuple["Explanation", ...] = ()

    def as_document(self) -> dict[str, Any]:
        """The same in dictionaries, lists and plain values."""
        return asdict(self)


def explain(query: Query, text: Text) -> Explanation:
    """The whole query, with its parts as children.

    >>> from monitor.matching.query import parse
    >>> explain(parse("police AND torture"), Text({"body": "The police came."})).why
    'Not all parts are met: torture is missing.'
    """
    return _explained(query.root, plainly(text))


def _explained(node: Node, reading: Reading) -> Explanation:
    matched = node.holds(reading)
    children = tuple(_explained(child, reading) for child in node.children)
    found = spans(node, reading) if matched else ()
    why = _why(node, reading, matched, children, found)
    return Explanation(node.source, _KINDS.get(type(node), "part"), node.start, node.end, matched, why, found, children)


_KINDS: dict[type[Node], str] = {
    And: "all", Or: "any", Not: "not", Near: "near", AtLeast: "at least",
    Words: "words", Pattern: "regex", Fact: "fact",
}  # fmt: skip


def _why(
    node: Node, reading: Reading, matched: bool, children: tuple[Explanation, ...], found: tuple[Span, ...]
) -> str:
    match node:
        case And() | Or():
            return _of_group(node, matched, children)
        case Not():
            return "It is absent, as it must be." if matched else "It is there, and must not be, anywhere in the item."
        case AtLeast():
            return f"It stands there {_times(node.counted(reading))}; {node.count} are needed."
        case Near():
            return distance(node, reading, matched)
        case Fact():
            return _of_fact(node, reading)
        case _:
            return _stands(found) if matched else absence(node, reading)


def _of_group(node: Node, matched: bool, children: tuple[Explanation, ...]) -> str:
    if isinstance(node, Or):
        met = [child.part for child in children if child.matched]
        return f"One is enough, and {_listed(met)} {_is(met)} met." if matched else "None of the alternatives is met."
    if matched:
        return "All parts are met."
    missing = [child.part for child in children if not child.matched and child.kind != "not"]
    forbidden = [child.part for child in children if not child.matched and child.kind == "not"]
    reasons = [f"{_listed(missing)} {_is(missing)} missing"] * bool(missing)
    reasons += [f"{_listed(forbidden)} forbids it"] * bool(forbidden)
    return f"Not all parts are met: {', and '.join(reasons)}."


def _is(parts: list[str]) -> str:
    return "is" if len(parts) == 1 else "are"


def _listed(parts: list[str]) -> str:
    """At most five parts.

    >>> _listed(["a", "b"])
    'a and b'
    """
    shown = [part if len(part) <= 60 else part[:59] + "…" for part in parts[:5]]
    if len(parts) > 5:
        return f"{', '.join(shown)} and {len(parts) - 5} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _times(count: int) -> str:
    return {0: "nowhere", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _stands(found: tuple[Span, ...]) -> str:
    """Where the places are."""
    counts = {span.field: sum(each.field == span.field for each in found) for span in found}
    places = [f"{_times(count)} in the {field}" for field, count in counts.items()]
    return f"It stands {' and '.join(places)}."


def _of_fact(node: Fact, reading: Reading) -> str:
    names = {"lang": "language", "source": "source", "country": "country"}
    values = reading.text.meta.get(node.name, ())
    if not any(values):
        return f"The {names[node.name]} of the item is not known."
    return f"The {names[node.name]} of the item is {_listed(list(values))}."
