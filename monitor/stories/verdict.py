"""What one text is to another: a copy, an excerpt, a page that quotes it, or something else."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from monitor.stories.fingerprint import Fingerprint, Hashes

Kind = Literal["duplicate", "version", "excerpt", "quotes", "new", "translation"]
Flags = NDArray[np.bool_]

# A copy shares at least so much of the shorter text's shingles; one word in seven replaced leaves .61 of them.
SHARED = 0.42
# … and that from its beginning to its end; a quotation leaves long stretches of both texts without a match.
COVERED = 0.7
# Where each of two texts has such a passage of its own before its end, more of one has to be covered; with a longer one
# they are made from one template, such as two letters for two prisoners. Behind the end stand footers and teasers.
OWN, APART = 0.05, 0.16
COVERED_BESIDE_OWN = 0.77
# A copy of less than this of a text is an excerpt of it.
EXCERPT = 0.5
# So far into a text its first words may stand: behind a menu or a dateline.
HEAD = 0.15
# An excerpt has at least so much of itself from the other text.
EXCERPTED = 0.5
# A text that grew, or was cut, has so much of the shorter one in the longer.
KEPT = 0.5
# Below, two texts have a phrase in common, not a passage.
QUOTED = 0.05
# So many samples in a row without a match are a stretch of other text, whatever the rest is like.
_STRETCH = 8
# Shorter stretches are one too where the rest matches so well that chance would not leave them.
_CHANCE = 0.01


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share, as shares from 0 to 1.

    `contains`: of the stored text's shingles, those in the new one; `contained`: of the new one's, those in
    the stored one. `covers` and `covered` say over how much of the stored, and of the new text they spread, `begins`
    how far into the stored text the first of them stand. `apart`: of both texts, the longest passage without a match.
    """

    jaccard: float
    contains: float
    contained: float
    covers: float
    covered: float
    begins: float = 0.0
    apart: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a new text is to a stored one, and the numbers that say so; `evidence` is a sentence."""

    kind: Kind
    overlap: Overlap
    evidence: str

    @property
    def joins(self) -> bool:
        """Whether the new text tells the stored one's news, so that both belong to one story.

        An excerpt does where it is the beginning of the other; out of the middle of a longer text, it may as well be
        what that text quotes.
        """
        if self.kind == "excerpt":
            return self.overlap.begins <= HEAD
        return self.kind not in ("new", "quotes")

    @property
    def keeps_the_news(self) -> bool:
        """Whether a text that took the stored one's place tells the same news: it grew, was cut, or was edited.

        An address can be used anew, such as by the round-up of each week.
        """
        return max(self.overlap.contains, self.overlap.contained) >= KEPT


NOTHING = Overlap(0.0, 0.0, 0.0, 0.0, 0.0)


def overlap(new: Fingerprint, stored: Fingerprint) -> Overlap:
    """What two texts share, from their sketches; exact where both have at most 128 shingles."""
    if not new.hashes.size or not stored.hashes.size:
        return NOTHING
    ours, theirs = new.hashes, stored.hashes
    # Up to here both sketches hold every shingle of their text.
    limit = min(_reach(new), _reach(stored))
    ours, theirs = ours[: np.searchsorted(ours, limit, "right")], theirs[: np.searchsorted(theirs, limit, "right")]
    if not ours.size or not theirs.size:
        return NOTHING
    mine, other = _common(ours, theirs)
    shared = int(mine.sum())
    if not shared:
        return NOTHING
    covers, apart = _spread(other[stored.order[stored.order < theirs.size]], theirs.size / stored.shingles)
    covered, own = _spread(mine[new.order[new.order < ours.size]], ours.size / new.shingles)
    return Overlap(
        jaccard=shared / (ours.size + theirs.size - shared),
        contains=shared / theirs.size,
        contained=shared / ours.size,
        covers=covers,
        covered=covered,
        begins=_begins(stored.places[: theirs.size][other]),
        apart=min(apart, own),
    )


def _reach(one: Fingerprint) -> np.uint64:
    return np.uint64(2**64 - 1) if one.is_whole else one.hashes[-1]


def _common(ours: Hashes, theirs: Hashes) -> tuple[Flags, Flags]:
    """Which hashes of either are in the other; both ascend."""
    places = np.searchsorted(theirs, ours)
    places[places == theirs.size] = 0
    mine = theirs[places] == ours
    other = np.zeros(theirs.size, np.bool_)
    other[places[mine]] = True
    return mine, other


def _spread(ordered: Flags, density: float) -> tuple[float, float]:
    """The share of a text's samples outside stretches without a match, and that of the longest stretch before the end.

    `ordered` says of the samples in turn which are matches.

    `density` is the share of all shingles that are samples: where it is high, one replaced word costs several.
    """
    ends = np.flatnonzero(np.concatenate(([True], ordered, [True])))
    gaps = np.diff(ends) - 1
    beside = ordered.size - int(gaps[gaps >= _STRETCH].sum())
    rate = min(int(ordered.sum()) / beside, 0.99) if beside else 0.0
    usual = math.log(_CHANCE) / math.log1p(-rate) + 2 * density if rate else _STRETCH
    stretch = min(max(3.0, usual), _STRETCH)
    long = gaps[gaps >= stretch]
    longest = max(gaps[:-1][gaps[:-1] >= stretch], default=0)
    return 1.0 - float(long.sum()) / ordered.size, float(longest) / ordered.size


def _begins(places: NDArray[np.uint8]) -> float:
    """Where the first matches stand, from 0 to 1; a chance one before them does not count."""
    return float(np.sort(places)[places.size // 20]) / 256 if places.size else 0.0


def verdict(new: Fingerprint, stored: Fingerprint, *, same_address: bool = False) -> Verdict:
    """What a new text is to a stored one; `same_address` when it stands where the stored one stood.

    >>> from monitor.stories.fingerprint import fingerprint
    >>> text = "The ferry to Lower Quill sails again after nine days in the yard, the harbour office said on Monday."
    >>> verdict(fingerprint(f"{text} Read also: tides."), fingerprint(text)).kind
    'duplicate'
    """
    found = overlap(new, stored)
    kind = _kind(new, stored, found)
    if same_address and not (kind == "duplicate" and found.jaccard == 1.0):
        kind = "version"
    return Verdict(kind, found, sentence(kind, found))


def _kind(new: Fingerprint, stored: Fingerprint, found: Overlap) -> Kind:
    if not (new.is_telling and stored.is_telling):
        return "new"
    enough = COVERED if found.apart < OWN else COVERED_BESIDE_OWN
    is_held = found.contained >= SHARED and found.covered >= enough
    is_holding = found.contains >= SHARED and found.covers >= enough
    if is_held and found.covers < EXCERPT and found.contained >= EXCERPTED:
        return "excerpt"
    if found.apart < APART and (is_held or is_holding) and min(found.covered, found.covers) >= EXCERPT:
        return "duplicate"
    return "quotes" if max(found.contains, found.contained) >= QUOTED else "new"


def sentence(kind: Kind, found: Overlap) -> str:
    """The numbers of a verdict in words.

    >>> sentence("excerpt", Overlap(0.35, 0.35, 1.0, 0.35, 1.0))
    '100 % of its text stands in the other, over 100 % of its length; the other has 35 % of its own here'
    """
    if kind == "new":
        return ""
    return (
        f"{found.contained:.0%} of its text stands in the other, over {found.covered:.0%} of its length; "
        f"the other has {found.contains:.0%} of its own here"
    ).replace("%", " %")
