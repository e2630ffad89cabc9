"""The collection `baselines`: what a source had published before it was first visited, and was not taken.

A first visit takes the newest few and no more. The rest must not look new at the second visit, and
archives are long: only eight bytes of an address are kept, sorted, many in one document.
"""

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence

import xxhash
from bson import Binary, ObjectId
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document, storable_text
from monitor.store.words import answering

# A chunk smaller than this is merged with what comes next; a larger one is left alone.
FULL_CHUNK = 8_192
LARGEST_CHUNK = 500_000


class Baselines:
    """Remembers cheaply which addresses were there before."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["baselines"]

    async def make_indexes(self) -> None:
        """Chunks are found by their source."""
        await self.collection.create_index("source")

    @answering
    async def add(self, source: str, keys: Iterable[str]) -> None:
        """Adds keys to a source's baseline; those that are there already change nothing."""
        hashes = {_hash(key) for key in keys}
        chunks = await self.collection.find({"source": source}).to_list()
        for chunk in chunks:
            hashes.difference_update(_numbers(chunk["hashes"]))
        if not hashes:
            return
        small = [chunk for chunk in chunks if chunk["count"] < FULL_CHUNK]
        for chunk in small:
            hashes.update(_numbers(chunk["hashes"]))
        # First the new, then the old away: a crash between leaves the same keys twice, never none.
        await self.collection.insert_many(list(_chunks(source, sorted(hashes))))
        await self.collection.delete_many({"_id": {"$in": [chunk["_id"] for chunk in small]}})

    @answering
    async def known(self, source: str, keys: Sequence[str]) -> set[str]:
        """Those of the keys that are in the source's baseline."""
        hashes = {_hash(key): key for key in keys}
        found = set[str]()
        async for chunk in self.collection.find({"source": source}, {"hashes": 1}):
            numbers = _numbers(chunk["hashes"])
            found.update(key for number, key in hashes.items() if _holds(numbers, number))
        return found


def _chunks(source: str, hashes: list[int]) -> Iterable[Document]:
    for start in range(0, len(hashes), LARGEST_CHUNK):
        numbers = hashes[start : start + LARGEST_CHUNK]
        yield {"_id": ObjectId(), "source": source, "count": len(numbers), "hashes": Binary(_bytes(numbers))}


def _hash(key: str) -> int:
    return xxhash.xxh64_intdigest(storable_text(key).encode())


def _bytes(hashes: Iterable[int]) -> bytes:
    numbers = array("Q", hashes)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _numbers(stored: bytes) -> "array[int]":
    numbers = array("Q", stored)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _holds(numbers: "array[int]", number: int) -> bool:
    place = bisect_left(numbers, number)
    return place < len(numbers) and numbers[place] == number
