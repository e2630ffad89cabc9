"""The words of a leaf, one behind the other, and where they follow one another in a text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from monitor.matching.attached import opening
from monitor.matching.parts import Part, Plain
from monitor.matching.stream import Stream


@dataclass(frozen=True, slots=True)
class Step:
    """A part and how it follows the one before: next to it, glued to it, or behind a run of clusters."""

    part: Part
    glued: bool = False
    gap: bool = False

    @property
    def key(self) -> str:
        """Tells it from every other step."""
        return ("*" if self.gap else "+" if self.glued else " ") + self.part.key


def needed(steps: tuple[Step, ...]) -> tuple[str, ...]:
    """Words, pairs, neighbours, tags, patterns and stems of which all stand wherever the steps do."""
    found: list[str] = []
    for index, step in enumerate(steps):
        before = steps[index - 1].part if index and not step.gap else None
        if isinstance(before, Plain) and isinstance(step.part, Plain):
            found.append(f"{opening(before.key)}{'' if step.glued else ' '}{opening(step.part.key)}")
        elif not _goes_on(steps, index):
            found += step.part.anchors
    return tuple(found)


def _goes_on(steps: tuple[Step, ...], index: int) -> bool:
    """Whether a step and the next are both plain words and neighbours."""
    behind = steps[index + 1 : index + 2]
    return (
        bool(behind)
        and not behind[0].gap
        and isinstance(behind[0].part, Plain)
        and isinstance(steps[index].part, Plain)
    )


def reach(part: Part, stream: Stream) -> Mapping[int, int]:
    """First word -> last word of each place, remembered."""
    found = stream.memo.get(part)
    if not isinstance(found, dict):
        found = stream.memo[part] = part.reach(stream)
    return found


def chains(steps: tuple[Step, ...], stream: Stream) -> Iterable[tuple[int, int]]:
    """First and last word of every place where the parts follow one another."""
    if len(steps) == 1 and isinstance(steps[0].part, Plain):
        return [(place, place) for place in stream.places(steps[0].part.key)]
    found: Iterable[tuple[int, int]] = reach(steps[0].part, stream).items()
    for step in steps[1:]:
        found = _followed(found, step, stream)
    return found


def _followed(chain: Iterable[tuple[int, int]], step: Step, stream: Stream) -> list[tuple[int, int]]:
    ends, unglued = reach(step.part, stream), stream.unglued
    if step.gap:
        return [(first, ends[at]) for first, last in chain if (at := _behind_gap(last + 1, ends, stream))]
    return [
        (first, ends[last + 1])
        for first, last in chain
        if last + 1 in ends and not (step.glued and last + 1 in unglued)
    ]


def _behind_gap(begin: int, ends: Mapping[int, int], stream: Stream) -> int:
    """The next place of a part in the same run of clusters; 0 where there is none."""
    clusters, at = set_of_clusters(stream), begin
    while at in clusters and at not in stream.unglued:
        if at in ends:
            return at
        at += 1
    return 0


def set_of_clusters(stream: Stream) -> set[int]:
    """The words that are clusters, remembered."""
    found = stream.memo.get("clusters")
    if not isinstance(found, set):
        found = stream.memo["clusters"] = set(stream.clusters)
    return found
