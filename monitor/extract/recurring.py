"""Blocks that recur over the pages of one site are not text: newsletter boxes, appeals, legal notes.

Only a crawler can know them. What is remembered of a page is the hash of each block (line) of its
text, eight bytes each; the latest pages of a source stand in one list, oldest first.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from monitor.extract.plain import fold_lines

PAGES = 50  # remembered of a source
BLOCKS = 200  # remembered of a page
SHORTEST = 20  # folded characters; "Background" heads many an article and belongs to each
_OFTEN, _SHARE = 3, 0.2
# Two pages that share so much are one article at two addresses, or one of its versions.
_ALIKE = 0.6
_SIZE = 8
_LONGEST = 2_000  # characters of a line that are looked at


def without_recurring(body: str, pages: Sequence[bytes]) -> str:
    """The text without blocks that stand on three and a fifth of the remembered pages or more.

    A text that would lose more than half of itself keeps everything.

    >>> seen = [page_blocks(f"Story {number} of Northhaven ends well.\\nSubscribe to our letter.") for number in "abc"]
    >>> without_recurring("Another story of Northhaven begins here.\\nSubscribe to our letter.", seen)
    'Another story of Northhaven begins here.'
    """
    hashes = _line_hashes(body)
    often = _recurring(_others(tuple(pages), page_blocks(body)), frozenset(hashes))
    if not often:
        return body
    lines = body.split("\n")
    kept = [line for line, found in zip(lines, hashes, strict=True) if found not in often]
    return "\n".join(kept) if 2 * sum(map(len, kept)) > sum(map(len, lines)) else body


# Asked for twice with each page, once to compare it and once to remember it.
@lru_cache(maxsize=1)
def page_blocks(body: str) -> bytes:
    """What is remembered of a page: the hashes of its blocks, one behind the other."""
    hashes = dict.fromkeys(found for found in _line_hashes(body) if found)
    return b"".join(list(hashes)[:BLOCKS])


def remembered(pages: Sequence[bytes], body: str) -> list[bytes]:
    """The pages with one more, in the place of an earlier reading of the same article; at most fifty."""
    new = page_blocks(body)
    return [*_others(tuple(pages), new), new][-PAGES:] if new else list(pages)[-PAGES:]


def _recurring(pages: Sequence[bytes], own: frozenset[bytes]) -> set[bytes]:
    """Those of a page's own blocks that stand on enough of the pages."""
    counts = Counter(chain.from_iterable(own & _hashes(page) for page in pages))
    return {found for found, count in counts.items() if count >= max(_OFTEN, _SHARE * len(pages))}


# Asked for twice with each page: for its blocks, and for those to be taken out.
@lru_cache(maxsize=1)
def _line_hashes(body: str) -> tuple[bytes, ...]:
    """The hash of each line; empty for one that is too short to be told from a heading."""
    cut = "\n".join(line[:_LONGEST] for line in body.split("\n"))
    return tuple(_hash(folded) if len(folded) >= SHORTEST else b"" for folded in fold_lines(cut))


def _hash(folded: str) -> bytes:
    return hashlib.blake2b(folded.encode(), digest_size=_SIZE).digest()


# A page is compared with all that follow it in its source, and several sources are read side by side.
@lru_cache(maxsize=1_024)
def _hashes(page: bytes) -> frozenset[bytes]:
    return frozenset(page[place : place + _SIZE] for place in range(0, len(page) - _SIZE + 1, _SIZE))


# Asked for twice with each page, as its blocks are.
@lru_cache(maxsize=1)
def _others(pages: tuple[bytes, ...], new: bytes) -> tuple[bytes, ...]:
    """The pages that are no readings of the new one's article: those share most of their blocks with it."""
    hashes = _hashes(new)
    return tuple(page for page in pages if not _alike(_hashes(page), hashes))


def _alike(one: frozenset[bytes], other: frozenset[bytes]) -> bool:
    shared = len(one & other)
    return shared > _ALIKE * (len(one) + len(other) - shared)
