"""Files of a dump, as mongodump and mongorestore know them: documents and indexes of a collection."""

import gzip
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Self

from bson.json_util import RELAXED_JSON_OPTIONS, dumps, loads

from monitor.errors import BackupError
from monitor.store.documents import Document

DOCUMENTS = ".bson.gz"
DESCRIPTION = ".metadata.json.gz"
LARGEST = 48 * 1024 * 1024


class DocumentFile:
    """Writes BSON documents into a compressed file and counts them."""

    def __init__(self, path: Path) -> None:
        self.count = 0
        self._raw = path.open("xb")
        self._file = gzip.GzipFile(fileobj=self._raw, mode="wb", compresslevel=4, mtime=0, filename="")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, batch: bytes) -> None:
        """Adds documents, one right after the other."""
        self.count += sum(1 for _ in _lengths(batch))
        self._file.write(batch)

    def close(self) -> None:
        """Ends the file; it is on the disk when this returns."""
        self._file.close()
        self._raw.flush()
        os.fsync(self._raw.fileno())
        self._raw.close()


def read_documents(path: Path) -> Iterator[bytes]:
    """The documents of a dump file one by one; raises `BackupError` where it is damaged."""
    try:
        with gzip.open(path, "rb") as file:
            while document := _next(file, path):
                yield document
    except (OSError, EOFError, zlib.error) as error:
        raise BackupError(f"{path} is damaged: {error}.") from error


def count_documents(path: Path) -> int:
    """How many documents a dump file holds; reads all of it."""
    return sum(1 for _ in read_documents(path))


def write_description(path: Path, collection: str, indexes: Mapping[str, Mapping[str, Any]]) -> None:
    """The file that lets a restore make the same indexes."""
    listed = [{"v": 2, "name": name, **_plain_index(index)} for name, index in indexes.items()]
    text = dumps({"indexes": listed, "options": {}, "collectionName": collection, "type": "collection"})
    with path.open("xb") as raw:
        raw.write(gzip.compress(text.encode(), mtime=0))
        raw.flush()
        os.fsync(raw.fileno())


def read_indexes(path: Path) -> list[Document]:
    """The indexes that a description names, without the one on `_id`; raises `BackupError`."""
    try:
        described = loads(gzip.decompress(path.read_bytes()).decode(), json_options=RELAXED_JSON_OPTIONS)
        return [index for index in described["indexes"] if index["name"] != "_id_"]
    except (OSError, EOFError, zlib.error, json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise BackupError(f"{path} is damaged or missing: {error}.") from error


def _plain_index(index: Mapping[str, Any]) -> Document:
    kept = {name: value for name, value in index.items() if name not in ("v", "ns", "key")}
    return {"key": dict(index["key"]), **kept}


def _next(file: gzip.GzipFile | BinaryIO, path: Path) -> bytes:
    head = file.read(4)
    if not head:
        return b""
    length = int.from_bytes(head, "little")
    if len(head) < 4 or not 5 <= length <= LARGEST:
        raise BackupError(f"{path} is damaged: a document of {length} bytes.")
    rest = file.read(length - 4)
    if len(rest) != length - 4 or rest[-1] != 0:
        raise BackupError(f"{path} is damaged: it ends within a document.")
    return head + rest


def _lengths(batch: bytes) -> Iterator[int]:
    place = 0
    while place < len(batch):
        length = int.from_bytes(batch[place : place + 4], "little")
        yield length
        place += length
