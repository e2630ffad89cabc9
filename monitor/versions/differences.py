"""Word by word how one text became another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["equal", "removed", "added"]

# A word of a script with spaces, with its marks; one character of a script without; or a run of anything else.
_WITHOUT_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3"
_TOKEN = re.compile(rf"\n|[{_WITHOUT_SPACES}][{_MARKS}]*|[^\s{_WITHOUT_SPACES}]+|[^\S\n]+")
# Comparing costs the product of two lengths in the worst case; beyond this a block counts as replaced.
MOST_TOKENS = 2_000
MOST_LINES = 2_000
MOST_COMPARED = 40_000  # tokens of one pair of texts


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that both versions have, or only the old one, or only the new one."""

    kind: Kind
    text: str


def differences(old: str, new: str) -> list[Piece]:
    """The pieces of both texts in reading order.

    Equal and removed ones together are the old text, equal and added ones the new one. Words are
    compared whole; in scripts without spaces, characters are.

    >>> [(piece.kind, piece.text) for piece in differences("two writers freed", "three writers freed")]
    [('removed', 'two'), ('added', 'three'), ('equal', ' writers freed')]
    """
    return _joined(_by_line(_lines(old), _lines(new)))


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True) if "\n" in text else [text] if text else []


def _by_line(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    left = MOST_COMPARED
    for kind, before, after in _steps(old, new, MOST_LINES):
        removed, added = "".join(before), "".join(after)
        if kind == "equal":
            yield Piece("equal", removed)
            continue
        olds, news = _TOKEN.findall(removed), _TOKEN.findall(added)
        left -= len(olds) + len(news)
        if left < 0:
            yield from (Piece("removed", removed), Piece("added", added))
            continue
        for _, some, others in _steps(olds, news, MOST_TOKENS):
            yield from _pieces("".join(some), "".join(others))


def _pieces(removed: str, added: str) -> Iterator[Piece]:
    if removed == added:
        yield Piece("equal", removed)
    else:
        yield from (Piece("removed", removed), Piece("added", added))


def _steps(old: Sequence[str], new: Sequence[str], most: int) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """Stretches of both, as (kind, of the old, of the new); what is equal at both ends costs nothing."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle, other = old[head : len(old) - tail], new[head : len(new) - tail]
    yield "equal", old[:head], new[:head]
    if max(len(middle), len(other)) > most:
        yield "replace", middle, other
    else:
        for kind, one, two, three, four in SequenceMatcher(None, middle, other, autojunk=False).get_opcodes():
            yield kind, middle[one:two], other[three:four]
    yield "equal", old[len(old) - tail :], new[len(new) - tail :]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many elements are the same from the start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Without empty pieces; between two equal ones, everything removed stands before everything added."""
    found: list[Piece] = []
    removed = added = ""
    for piece in pieces:
        if piece.kind == "equal" and piece.text:
            _flush(found, removed, added)
            removed = added = ""
            _append(found, piece)
        elif piece.kind == "removed":
            removed += piece.text
        elif piece.kind == "added":
            added += piece.text
    _flush(found, removed, added)
    return found


def _flush(found: list[Piece], removed: str, added: str) -> None:
    if removed:
        _append(found, Piece("removed", removed))
    if added:
        _append(found, Piece("added", added))


def _append(found: list[Piece], piece: Piece) -> None:
    if found and found[-1].kind == piece.kind:
        found[-1] = Piece(piece.kind, found[-1].text + piece.text)
    else:
        found.append(piece)
