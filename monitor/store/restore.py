"""Restore: brings a dump into this or another server."""

import asyncio
from itertools import islice
from pathlib import Path

from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument
from pymongo import InsertOne
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import BulkWriteError

from monitor.errors import BackupError
from monitor.store.backup import RESTORING, Progress, collection_names, silent
from monitor.store.connection import check, connect
from monitor.store.documents import Document
from monitor.store.dump import DESCRIPTION, DOCUMENTS, count_documents, read_documents, read_indexes
from monitor.store.words import plainly

DOCUMENTS_AT_ONCE = 500
RAW: CodecOptions[RawBSONDocument] = CodecOptions(document_class=RawBSONDocument)


async def restore(
    uri: str, database: str, directory: Path, *, replace: bool = False, progress: Progress = silent
) -> dict[str, int]:
    """Brings a dump into a database of any server and says how many documents each collection has.

    Everything is brought in beside what is there, counted, and put in its place at the end. A
    database that holds anything already is left alone unless `replace`. Raises `BackupError`.
    """
    files = _files(directory)
    counts = {name: count_documents(path) for name, path in files.items()}
    await asyncio.to_thread(check, uri, database)
    async with connect(uri) as client:
        target = client[database]
        if not replace:
            await _refuse_full(target)
        for name, path in files.items():
            await _bring_in(target, name, path, counts[name], progress)
        with plainly():
            for name in files:
                await target[RESTORING + name].rename(name, dropTarget=True)
    return counts


def _files(directory: Path) -> dict[str, Path]:
    """The dumped collections by name, of the one database in the dump."""
    found = sorted([*directory.glob(f"*{DOCUMENTS}"), *directory.glob(f"*/*{DOCUMENTS}")])
    folders = {path.parent for path in found}
    if len(folders) != 1:
        raise BackupError(f"{directory} holds {len(folders)} dumps of a database; name a directory that holds one.")
    return {path.name.removesuffix(DOCUMENTS): path for path in found}


async def _refuse_full(target: AsyncDatabase[Document]) -> None:
    for name in await collection_names(target):
        with plainly():
            if await target[name].find_one({}, {"_id": 1}):
                raise BackupError(f"The database {target.name} holds {name} already; give --replace to replace them.")


async def _bring_in(target: AsyncDatabase[Document], name: str, path: Path, count: int, progress: Progress) -> None:
    indexes = read_indexes(path.with_name(name + DESCRIPTION))
    collection: AsyncCollection[RawBSONDocument] = target[RESTORING + name].with_options(codec_options=RAW)
    with plainly():
        await collection.drop()
        await target.create_collection(collection.name)
        await _insert_all(collection, name, path, progress)
        if await collection.count_documents({}) != count:
            raise BackupError(f"{path} holds {count} documents, and not all of them arrived.")
        for index in indexes:
            options = {key: value for key, value in index.items() if key not in ("v", "ns", "key")}
            await collection.create_index(list(index["key"].items()), **options)


async def _insert_all(collection: AsyncCollection[RawBSONDocument], name: str, path: Path, progress: Progress) -> None:
    documents = read_documents(path)
    done = 0
    while batch := list(islice(documents, DOCUMENTS_AT_ONCE)):
        try:
            await collection.bulk_write([InsertOne(RawBSONDocument(document)) for document in batch])
        except BulkWriteError as error:
            raise BackupError(f"{path} holds a document that MongoDB does not take.") from error
        done += len(batch)
        progress(name, done)
