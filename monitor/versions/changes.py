"""Whether the text of a known page has changed: what it tells, not how it is set and what stands around it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from monitor.extract.recurring import without_recurring
from monitor.versions.sentences import fold, sentences

_SIZE = 8
_MOST = 5_000  # sentences in a sketch


@dataclass(frozen=True, slots=True)
class Change:
    """How two texts differ: in the headline, and in how many sentences that only one of them has.

    `shared` is the part of the shorter text's sentences that the other has too, from 0 to 1.
    """

    headline: bool = False
    added: int = 0
    removed: int = 0
    shared: float = 1.0

    def __bool__(self) -> bool:
        return self.headline or bool(self.added or self.removed)

    @property
    def words(self) -> str:
        """The change in words, for a person.

        >>> Change(headline=True, added=2, removed=1).words
        'headline changed, sentences: 2 added, 1 removed'
        """
        counts = [f"{count} {name}" for count, name in ((self.added, "added"), (self.removed, "removed")) if count]
        parts = ["headline changed"] if self.headline else []
        return ", ".join([*parts, *([f"sentences: {', '.join(counts)}"] if counts else [])]) or "unchanged"


def compare(old: tuple[str, str], new: tuple[str, str], printed: Sequence[bytes] = ()) -> Change:
    """How a text, as (headline, body), became another.

    Setting, order, counters, adverts, pointers to other articles, comments and dates of update are
    no change. `printed` is what the site prints on many of its pages (`extract.recurring`), as far
    as it is known by now: it is left out of both.

    >>> old = ("Ferry resumes", "The ferry sails again.\\n12 comments\\nUpdated: 3 May 2026, 14:05")
    >>> compare(old, ("FERRY RESUMES", "The ferry sails again.\\n15 comments")).words
    'unchanged'
    >>> compare(old, ("Ferry resumes", "The ferry sails again. Twelve people drowned.")).words
    'sentences: 1 added'
    """
    before, after = _counted(old[1], printed), _counted(new[1], printed)
    fewer = min(before.total(), after.total())
    shared = (before & after).total() / fewer if fewer else float(before == after)
    if _joined(before) == _joined(after):
        return Change(headline=_headline(old[0], new[0]), shared=1.0)
    return Change(_headline(old[0], new[0]), (after - before).total(), (before - after).total(), shared)


def _counted(body: str, printed: Sequence[bytes]) -> Counter[str]:
    return Counter(sentences(without_recurring(body, printed) if printed else body))


def _joined(counted: Counter[str]) -> str:
    """The same for two texts that are only cut into sentences in another way."""
    return "".join(counted.elements())


def _headline(old: str, new: str) -> bool:
    # Many pages have none of their own, and the entry's is not always the page's.
    return bool(fold(old)) and bool(fold(new)) and fold(old) != fold(new)


def sketch(headline: str, body: str) -> bytes:
    """What a text tells, as eight bytes a sentence in the order of their values; equal for equal texts."""
    told = {fold(headline), *sentences(body)[:_MOST]}
    return b"".join(sorted(blake2b(sentence.encode(), digest_size=_SIZE).digest() for sentence in told if sentence))
