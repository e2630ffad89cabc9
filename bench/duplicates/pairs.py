"""Every pair of texts that a method takes for the same news, beside the pairs that are."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from datasketch import MinHash, MinHashLSH
from xxhash import xxh32_intdigest, xxh64_digest

from bench.duplicates.variants import Text
from monitor.stories.fingerprint import Fingerprint, fingerprint
from monitor.stories.placing import SHARED_KEYS
from monitor.stories.tokens import tokens
from monitor.stories.verdict import verdict

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Score:
    """How found pairs compare with the true ones."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def true_pairs(texts: Sequence[Text]) -> set[Pair]:
    """The pairs that tell the same news: copies of one article, in any two forms."""
    by_seed: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        if text.is_copy:
            by_seed[text.seed].append(number)
    return {pair for group in by_seed.values() for pair in combinations(group, 2)}


def score(found: set[Pair], wanted: set[Pair]) -> Score:
    """Precision and recall of pairs."""
    hits = len(found & wanted)
    return Score(hits / len(found) if found else 1.0, hits / len(wanted) if wanted else 1.0)


def monitor_pairs(texts: Sequence[Text]) -> set[Pair]:
    """Pairs that share two keys and of which one would join the other's story."""
    made = [fingerprint(text.text) for text in texts]
    return {(one, other) for one, other in candidates(made) if _same(made[one], made[other])}


def candidates(made: Sequence[Fingerprint]) -> set[Pair]:
    """Pairs that share two keys or more."""
    by_key: defaultdict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(made):
        for key in one.keys():  # noqa: SIM118 - no dictionary
            by_key[key].append(number)
    shared: defaultdict[Pair, int] = defaultdict(int)
    for holders in by_key.values():
        for pair in combinations(holders, 2):
            shared[pair] += 1
    return {pair for pair, count in shared.items() if count >= SHARED_KEYS}


def _same(one: Fingerprint, other: Fingerprint) -> bool:
    return verdict(other, one).joins or verdict(one, other).joins


def simhash_pairs(texts: Sequence[Text]) -> set[Pair]:
    """Pairs whose 64-bit SimHashes of words differ in three bits or fewer."""
    made = np.array([_simhash(text.text) for text in texts], np.uint64)
    found = set[Pair]()
    for number, one in enumerate(made[:-1]):
        near = np.bitwise_count(made[number + 1 :] ^ one) <= 3
        found |= {(number, number + 1 + int(place)) for place in np.flatnonzero(near)}
    return found


def _simhash(text: str) -> int:
    words = tokens(text) or [""]
    hashes = b"".join(xxh64_digest(word.encode()) for word in words)
    bits = np.unpackbits(np.frombuffer(hashes, np.uint8).reshape(-1, 8), axis=1)
    return int.from_bytes(np.packbits(2 * bits.sum(axis=0, dtype=np.int64) > len(words)).tobytes(), "big")


def lsh_pairs(threshold: float) -> Callable[[Sequence[Text]], set[Pair]]:
    """Pairs that datasketch's MinHash-LSH brings together: 128 permutations of three-word shingles."""

    def pairs(texts: Sequence[Text]) -> set[Pair]:
        index = MinHashLSH(threshold=threshold, num_perm=128)
        found = set[Pair]()
        for number, text in enumerate(texts):
            made = MinHash(num_perm=128, hashfunc=xxh32_intdigest)
            made.update_batch(list(_shingles(tokens(text.text))))
            found |= {(other, number) for other in index.query(made) if isinstance(other, int)}
            index.insert(number, made)
        return found

    return pairs


def _shingles(words: list[str]) -> Iterator[bytes]:
    for place in range(len(words) - 2):
        yield " ".join(words[place : place + 3]).encode()
