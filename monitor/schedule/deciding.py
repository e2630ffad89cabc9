"""Decides for the items of a batch, one after the other, which story each belongs to. Asks nobody."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from monitor.store.stories import Joining
from monitor.store.story_documents import MOST_MEMBERS, NewMember
from monitor.store.unsettled import Counterpart, Unsettled
from monitor.stories.examining import Examined
from monitor.stories.fingerprint import Fingerprint
from monitor.stories.placing import Face, Placement, Shelf
from monitor.stories.translations import Edition, evidence, same_language
from monitor.stories.verdict import NOTHING, Verdict


@dataclass(slots=True)
class _Growing:
    members: list[NewMember]
    keys: list[int]
    is_new: bool


@dataclass(slots=True)
class Desk:
    """Where a batch is decided: the stories that could be meant, and the other editions of its items.

    `sizes` says how many members each story lists. `merges` are pairs of stories that an item ties together as
    editions of one document.
    """

    shelf: Shelf
    sizes: dict[str, int]
    counterparts: list[Counterpart]
    now: datetime
    merges: set[tuple[str, str]] = field(default_factory=set)
    _stories: dict[str, _Growing] = field(default_factory=dict)
    _placed: dict[str, str] = field(default_factory=dict)
    _decided: list[Edition] = field(default_factory=list)
    _speaking: list[Edition] = field(default_factory=list)

    def decide(self, item: Unsettled, examined: Examined, name: str) -> None:
        """Finds the item its story; `name` is that of the story it founds where there is none."""
        one = examined.read
        links = self._links(item.edition)
        placement = self._placement(one, links)
        story = placement.story or name
        face = Face(item.item, item.edition.language, one)
        is_new = not placement.story
        if is_new:
            keys = list(self.shelf.open(story, face).keys)
        else:
            keys = self.shelf.join(story, one)
            if placement.verdict.kind == "translation":
                self.shelf.stories[story].faces.append(face)
        growing = self._stories.setdefault(story, _Growing([], [], is_new))
        growing.members.append(_member(item, examined, placement, self.now))
        growing.keys += keys
        others = (other for other, _, _ in links if other != story and self._can_be_editions(story, other))
        self.merges.update((min(story, other), max(story, other)) for other in others)
        self._placed[item.item] = story
        self._decided.append(item.edition)
        if item.edition.speaks:
            self._speaking.append(item.edition)

    def _can_be_editions(self, one: str, other: str) -> bool:
        """Whether two stories can be one document in two languages; two texts in one language would be alike then.

        A page can print any document's number above a copy of other news.
        """
        faces = [self.shelf.stories[story].faces[:1] for story in (one, other)]
        return not any(same_language(ours.language, theirs.language) for ours in faces[0] for theirs in faces[1])

    def joinings(self) -> list[Joining]:
        """What has to be written: each story once."""
        return [
            Joining(story, growing.members, growing.keys, growing.is_new, self._is_full(story))
            for story, growing in self._stories.items()
        ]

    def full(self) -> Iterator[tuple[str, NewMember]]:
        """Items whose story lists no more members: only the items themselves say where they belong."""
        for story, growing in self._stories.items():
            room = max(0, MOST_MEMBERS - self.sizes.get(story, 0))
            beyond = growing.members if self._is_full(story) else growing.members[room:]
            yield from ((story, member) for member in beyond)

    def _is_full(self, story: str) -> bool:
        return self.sizes.get(story, 0) >= MOST_MEMBERS

    def _placement(self, one: Fingerprint, links: list[tuple[str, str, str]]) -> Placement:
        by_text = self.shelf.place(one)
        if by_text.story or not links:
            return by_text
        story, of, why = links[0]
        return Placement(story, of, Verdict("translation", NOTHING, why))

    def _links(self, edition: Edition) -> list[tuple[str, str, str]]:
        """The stories in which the item's other editions are, as (story, item, why), the oldest story first."""
        others = self._editions(speaking=not edition.speaks)
        found = [(story, other.item, why) for story, other in others if (why := evidence(edition, other))]
        return sorted(link for link in found if link[0] in self.shelf.stories and link[1] != edition.item)

    def _editions(self, *, speaking: bool) -> Iterable[tuple[str, Edition]]:
        """Those of the store and of this batch with their stories; of this batch only the `speaking` ones, or all."""
        stored = {found.edition.item for found in self.counterparts}
        for found in self.counterparts:
            yield found.story or self._placed.get(found.edition.item, ""), found.edition
        for edition in self._speaking if speaking else self._decided:
            if edition.item not in stored:
                yield self._placed[edition.item], edition


def _member(item: Unsettled, examined: Examined, placement: Placement, now: datetime) -> NewMember:
    return NewMember(
        item=item.item,
        source=item.source,
        headline=item.headline,
        language=item.edition.language,
        dated=item.dated,
        first_seen=item.first_seen,
        origin=examined.origin,
        fingerprint=examined.read,
        verdict=placement.verdict,
        of=placement.of,
        at=now,
    )
