"""Passphrases: which are good enough, and their Argon2id hashes."""

import asyncio
import unicodedata

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from monitor.review.words import N_

SHORTEST = 12
LONGEST = 1_000
_HASHER = PasswordHash((Argon2Hasher(),))
# Each takes 64 MiB for a moment; a flood of log-ins waits instead of filling the memory.
_AT_ONCE = 2
_TURNS: dict[asyncio.AbstractEventLoop, asyncio.Semaphore] = {}
# What is compared against when there is no such account, so that the answer takes as long.
_NOBODY = _HASHER.hash("nobody has this passphrase")


def weakness(passphrase: str, name: str) -> str:
    """Why a passphrase will not do, or "".

    >>> weakness("short", "ada"), weakness("aaaaaaaaaaaaaaaa", "ada"), weakness("four quiet green boats", "ada")
    ('Take 12 characters or more: a few words are easy to remember.', 'Take more than a few different characters.', '')
    """
    if len(passphrase) < SHORTEST:
        return N_("Take 12 characters or more: a few words are easy to remember.")
    if len(passphrase) > LONGEST:
        return N_("Take 1000 characters or fewer.")
    if len(set(passphrase)) < 5:
        return N_("Take more than a few different characters.")
    if name.casefold() in passphrase.casefold() and len(passphrase) < SHORTEST + len(name):
        return N_("Do not build it from your name.")
    return ""


async def hash_of(passphrase: str) -> str:
    """The Argon2id hash to store."""
    async with _turn():
        return await asyncio.to_thread(_HASHER.hash, _normal(passphrase))


async def fits(passphrase: str, stored: str) -> bool:
    """Whether a passphrase is the one stored; takes as long where none is stored."""
    given = _normal(passphrase) if len(passphrase) <= LONGEST else ""
    async with _turn():
        fitting = await asyncio.to_thread(_HASHER.verify, given, stored or _NOBODY)
    return fitting and bool(stored)


def _turn() -> asyncio.Semaphore:
    loop = asyncio.get_running_loop()
    for ended in [one for one in _TURNS if one.is_closed()]:
        del _TURNS[ended]
    return _TURNS.setdefault(loop, asyncio.Semaphore(_AT_ONCE))


def _normal(passphrase: str) -> bytes:
    # Two keyboards may write the same letter in two ways.
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "replace")
