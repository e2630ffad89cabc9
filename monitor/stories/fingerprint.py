"""What is kept of a text to find it again in others: the smallest hashes of its shingles, with their places.

A shingle is three words in a row, or five characters in scripts without spaces, which carry about as much. Of all
shingles' hashes the 128 smallest make the sketch. Any two sketches hold the same sample of what two
texts share, whatever their lengths; the places say whether that stands in one passage or all over.
"""

from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from xxhash import xxh64_intdigest

from monitor.stories.tokens import is_spaceless, tokens

Hashes = NDArray[np.uint64]

KEYS = 16
SKETCH = 128
# Fewer shingles are the same by chance: "This video is not available in your country."
FEWEST = 16
# Bits of a hash that are kept; of a million texts with 128 each, two share one by chance once in eight thousand.
_BITS = 40
_ENTRY = _BITS // 8 + 1  # bytes: the hash, and its place in 256ths of the text
# Odd constants of splitmix64 and murmur3, https://prng.di.unimi.it/splitmix64.c
_ONE, _TWO, _THREE = (np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))
_FOUR, _FIVE = (np.uint64(n) for n in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53))


@dataclass(frozen=True)
class Fingerprint:
    """A text's sample: `entries` of (hash, place), six bytes each, by hash; `shingles` counts all of them."""

    shingles: int
    entries: bytes

    @cached_property
    def hashes(self) -> Hashes:
        """At most 128 hashes of 40 bits, ascending."""
        return self._numbers >> np.uint64(8)

    @cached_property
    def places(self) -> NDArray[np.uint8]:
        """Where each hash's shingle stands first, in 256ths of the text."""
        return (self._numbers & np.uint64(0xFF)).astype(np.uint8)

    @cached_property
    def order(self) -> NDArray[np.intp]:
        """The numbers of the hashes in the order in which their shingles stand in the text."""
        return np.argsort(self.places, kind="stable")

    @cached_property
    def _numbers(self) -> Hashes:
        wide = np.zeros((len(self.entries) // _ENTRY, 8), np.uint8)
        wide[:, :_ENTRY] = np.frombuffer(self.entries, np.uint8).reshape(-1, _ENTRY)
        return wide.view("<u8")[:, 0].astype(np.uint64)

    @property
    def is_telling(self) -> bool:
        """Whether the text is long enough to be told from others."""
        return self.shingles >= FEWEST

    @property
    def is_whole(self) -> bool:
        """Whether the sketch holds every shingle of the text."""
        return self.shingles <= SKETCH

    def keys(self, common: Container[int] = ()) -> list[int]:
        """The smallest hashes, at most 16, without those that are `common`; [] for a text that tells nothing."""
        if not self.is_telling:
            return []
        return [found for found in self.hashes.tolist() if found not in common][:KEYS]

    def to_bytes(self) -> bytes:
        """The form for the store: four bytes of number, then six for each entry; 772 at most."""
        return self.shingles.to_bytes(4, "little") + self.entries

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Fingerprint":
        """What `to_bytes` gave; an empty one for bytes that are none."""
        entries = stored[4:]
        if len(entries) % _ENTRY or len(entries) > SKETCH * _ENTRY:
            return EMPTY
        return cls(int.from_bytes(stored[:4], "little"), entries)


EMPTY = Fingerprint(0, b"")


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text.

    >>> one = fingerprint("The ferry to Lower Quill sails again after nine days in the yard.")
    >>> one == fingerprint("THE FERRY to Lower Quill – sails again, after nine days in the yard"), one.shingles
    (True, 11)
    """
    found, first = np.unique(_shingles(tokens(text)), return_index=True)
    if not found.size:
        return EMPTY
    length = int(first.max()) + 1
    return packed(int(found.size), found[:SKETCH], (first[:SKETCH] * 256 // length).astype(np.uint64))


def packed(shingles: int, hashes: Hashes, places: Hashes) -> Fingerprint:
    """The fingerprint of so many shingles with these hashes, at most 128 and ascending, at these places."""
    numbers = (hashes << np.uint64(8)) | places
    entries = numbers.astype("<u8").view(np.uint8).reshape(-1, 8)[:, :_ENTRY]
    return Fingerprint(shingles, entries.tobytes())


def _shingles(words: list[str]) -> Hashes:
    """The hash of every shingle, 40 bits each, in the order of the text."""
    if len(words) < 3:
        return np.empty(0, np.uint64)
    encoded = "\n".join(words).encode("utf-8", "replace").split(b"\n")
    hashes = np.fromiter(map(xxh64_intdigest, encoded), np.uint64, len(words))
    mixed = hashes[:-2] * _ONE + hashes[1:-1] * _TWO + hashes[2:] * _THREE
    if max(words) > "\u0e00":
        mixed = _widened(mixed, hashes, np.fromiter(map(is_spaceless, words), np.bool_, len(words)))
    mixed ^= mixed >> np.uint64(33)
    mixed *= _FOUR
    mixed ^= mixed >> np.uint64(29)
    shortened: Hashes = mixed >> np.uint64(64 - _BITS)
    return shortened


def _widened(mixed: Hashes, hashes: Hashes, single: NDArray[np.bool_]) -> Hashes:
    """The same with five tokens in place of three where they are single characters."""
    if len(hashes) < 5:
        return mixed
    wide = single[:-4] & single[1:-3] & single[2:-2]
    widened = mixed[:-2].copy()
    widened[wide] += (hashes[3:-1] * _FOUR + hashes[4:] * _FIVE)[wide]
    return widened
