"""Finds the story that a text belongs to, among those that share a key with it.

A text is held against the leaders of stories only, never against other members: a chain of small likenesses
would otherwise tie together what has nothing to do with each other.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from monitor.stories.fingerprint import Fingerprint
from monitor.stories.verdict import NOTHING, Verdict, verdict

# A shingle that stands in so many stories is a phrase of the trade or a footer, and finds nothing any more.
COMMON = 8
# Two texts with fewer keys in common are not compared.
SHARED_KEYS = 2
# Keys of a story: those of its first member, and of others whose wording differs, up to so many.
STORY_KEYS = 48
# Of stories that were merged or whose texts changed, more: each text has to be found.
MERGED_KEYS = 2 * STORY_KEYS
# The likeliest stories are compared; more can only be footers on their way to being common.
COMPARED = 24


@dataclass(frozen=True, slots=True)
class Face:
    """A text that stands for a story: its leader, a translation, or the leader of a story that was merged into it."""

    item: str
    language: str
    fingerprint: Fingerprint


@dataclass(slots=True)
class Shelved:
    """What has to be known of a story to find it: its faces, the leader first, and its keys."""

    identity: str
    faces: list[Face]
    keys: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a text belongs: `story` "" means a story of its own; `of` is the face it was held against, or ""."""

    story: str
    of: str
    verdict: Verdict


ALONE = Placement("", "", Verdict("new", NOTHING, ""))


class Shelf:
    """Stories by their keys. `common` grows by `new_common` as keys turn out to stand in many stories."""

    def __init__(self, stories: Iterable[Shelved] = (), common: Iterable[int] = ()) -> None:
        self.stories: dict[str, Shelved] = {}
        self.common = set(common)
        self.new_common: set[int] = set()
        self._by_key: dict[int, dict[str, None]] = {}
        for story in stories:
            self.add(story)

    def add(self, story: Shelved) -> None:
        """Puts a story where its keys lead to it."""
        self.stories[story.identity] = story
        self._lead(story.identity, story.keys)

    def open(self, identity: str, face: Face) -> Shelved:
        """A new story that this text begins."""
        story = Shelved(identity, [face], set(face.fingerprint.keys(self.common)))
        self.add(story)
        return story

    def join(self, identity: str, one: Fingerprint) -> list[int]:
        """Lets the keys of a member lead to its story too, as far as there is room; gives those that are new."""
        story = self.stories[identity]
        room = max(0, STORY_KEYS - len(story.keys))
        new = [key for key in one.keys(self.common) if key not in story.keys][:room]
        story.keys.update(new)
        self._lead(identity, new)
        return new

    def place(self, one: Fingerprint) -> Placement:
        """The story that a text belongs to, or what it quotes; the stories themselves stay as they are."""
        found = [self._best(self.stories[identity], one) for identity in self._candidates(one)]
        joining = [placement for placement in found if placement.verdict.joins]
        return max(joining, key=_nearness) if joining else _edge(found)

    def _lead(self, identity: str, keys: Iterable[int]) -> None:
        for key in keys:
            self._by_key.setdefault(key, {})[identity] = None

    def _candidates(self, one: Fingerprint) -> list[str]:
        shared: Counter[str] = Counter()
        for key in self._keys(one):
            shared.update(list(self._by_key.get(key, ())))
        return [identity for identity, count in shared.most_common(COMPARED) if count >= SHARED_KEYS]

    def _keys(self, one: Fingerprint) -> list[int]:
        """The text's keys; those that stand in many stories make way for its next ones."""
        while True:
            keys = one.keys(self.common)
            common = [key for key in keys if len(self._by_key.get(key, ())) >= COMMON]
            if not common:
                return keys
            self.common.update(common)
            self.new_common.update(common)

    def _best(self, story: Shelved, one: Fingerprint) -> Placement:
        held = [Placement(story.identity, face.item, verdict(one, face.fingerprint)) for face in story.faces]
        return max(held, key=_nearness)


def _nearness(placement: Placement) -> tuple[bool, bool, float, float]:
    """Copies before excerpts; the text that is most alike, and of excerpts the one that holds most of it."""
    found, is_excerpt = placement.verdict.overlap, placement.verdict.kind == "excerpt"
    return placement.verdict.joins, not is_excerpt, found.contained if is_excerpt else found.jaccard, found.contains


def _edge(found: list[Placement]) -> Placement:
    """A story of its own, with a word on the text that it is cut out of, or quotes most of."""
    edges = [placement for placement in found if placement.verdict.kind != "new"]
    nearest = max(edges, key=_most_of_it, default=ALONE)
    return Placement("", nearest.of, nearest.verdict)


def _most_of_it(edge: Placement) -> tuple[bool, float]:
    return edge.verdict.kind == "excerpt", edge.verdict.overlap.contains
