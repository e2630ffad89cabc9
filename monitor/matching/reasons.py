"""Why words were not found: what of them is there, and what is nearly there."""

from itertools import product

from monitor.matching.near import Near
from monitor.matching.nodes import ROW, ROWS, Extent, Node, Words
from monitor.matching.parts import Exact, Plain, Stem
from monitor.matching.sought import Sought
from monitor.matching.stems import has_stems
from monitor.matching.steps import Step, reach
from monitor.matching.stream import Stream
from monitor.matching.text import Reading
from monitor.matching.value import Value
from monitor.matching.wildcards import is_wild

_FEWEST = 4  # letters that a similar word shares


def absence(node: Node, reading: Reading) -> str:
    """Why a leaf has no place, in a sentence."""
    if not isinstance(node, Words):
        return "It fits nowhere in the original text."
    stream = reading.text.stream(node.sought.scope)
    place = f"the {node.sought.scope}" if node.sought.scope else "title and body"
    begin, end = stream.bounds.get(node.sought.scope, (0, 0))
    if node.sought.scope and begin == end:
        return f"The item has no {node.sought.scope}."
    missing = [step for step in node.sought.steps if not reach(step.part, stream)]
    if not missing:
        return _elsewhere(node, reading, place)
    if len(node.sought.steps) == 1:
        return f"It does not stand in {place}.{_hint(node.sought.steps[0], stream)}"
    words = ", ".join(step.part.key.lstrip("{~") for step in missing[:5])
    return f"Of its words {words} is missing in {place}." if len(missing) == 1 else f"Missing in {place}: {words}."


def _elsewhere(node: Words, reading: Reading, place: str) -> str:
    if node.sought.scope in ("title", "body"):
        anywhere = Words(node.start, node.end, node.text, sought=Sought.of("", node.sought.steps))
        if anywhere.extents(reading):
            return f"It stands in the {'body' if node.sought.scope == 'title' else 'title'} only."
    return f"All of its words stand in {place}, but not next to each other in this order."


def _hint(step: Step, stream: Stream) -> str:
    """What is nearly there."""
    part = step.part
    if isinstance(part, Exact):
        folded = [stream.raw(at) for word in part.anchors for at in stream.places(word)]
        return f" There is “{folded[0]}”; braces ask for these very letters." if folded else ""
    if isinstance(part, Stem) and not has_stems(stream.language):
        return f" No inflections are known for the language “{stream.language or 'unknown'}”, so ~ does nothing."
    if not isinstance(part, Plain) or is_wild(part.key) or len(part.key) < _FEWEST:
        return ""
    similar = [word for word in stream.beginning_with(part.key[: max(_FEWEST, len(part.key) - 2)]) if word]
    return f" There is “{similar[0]}”; only the whole word is found without ~ or *." if similar else ""


def distance(node: Near, reading: Reading, matched: bool) -> str:
    """How near the operands of NEAR come to each other, in a sentence."""
    if matched:
        return "Its parts stand near enough to each other."
    missing = [operand.source for operand in node.operands if not operand.holds(reading)]
    if missing:
        return f"There is no {' and no '.join(missing[:3])}."
    if len(node.operands) > 2:
        return "All of its parts are there, but not near enough to each other."
    one, other = (list(operand.extents(reading)) for operand in node.operands)
    closest = _closest(one, other, node.links[0].ordered, reading)
    wanted = node.links[0].distance
    order = " in this order" if node.links[0].ordered else ""
    if closest is None:
        return f"Both are there, but nowhere in one field{order}."
    return f"Both are there, but at least {closest} words apart{order}; {wanted} are allowed."


def _closest(left: list[Extent], right: list[Extent], ordered: bool, reading: Reading) -> int | None:
    """The smallest distance in one field, and in one of its values; None where there is none."""
    pairs = list(product(left[:500], right[:500]))
    pairs += [] if ordered else [(other, one) for one, other in pairs]
    behind = ((one, other) for one, other in pairs if other[0] > one[1])
    return min(
        (other[0] - one[1] for one, other in behind if _value(one, reading) is _value(other, reading)), default=None
    )


def _value(extent: Extent, reading: Reading) -> Value:
    row = extent[0] & -ROW
    stream = reading.text.stream(next((name for name, begin in ROWS.items() if begin == row), ""))
    return stream.value_at(extent[0] - row)
