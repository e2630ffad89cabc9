import gzip
import json
import stat
from collections.abc import Callable
from pathlib import Path

import bson
import pytest

from monitor.errors import BackupError, DatabaseUnavailable
from monitor.items import Article
from monitor.settings import Environment
from monitor.state import SourceState
from monitor.store import embedded
from monitor.store.backup import backup
from monitor.store.restore import restore
from monitor.store.store import Store

MakeArticle = Callable[..., Article]


@pytest.fixture
async def full(store: Store, article: MakeArticle) -> Store:
    await store.items.store([article(f"{number}") for number in range(700)])
    await store.sources.save(SourceState("tidings"))
    await store.baselines.add("tidings", ["u:a"])
    return store


async def contents(store: Store, name: str) -> dict[str, object]:
    documents: dict[str, object] = {}
    for collection in sorted(await store.client[name].list_collection_names()):
        documents[collection] = await store.client[name][collection].find({}, sort=[("_id", 1)]).to_list()
        documents[f"{collection} indexes"] = await store.client[name][collection].index_information()
    return documents


async def test_comes_back_in_another_database_as_it_was(full: Store, environment: Environment, tmp_path: Path) -> None:
    told: dict[str, int] = {}
    counts = await backup(full, tmp_path / "dump", told.__setitem__)
    assert (counts["items"], counts["sources"], counts["runs"], told["items"]) == (700, 1, 0, 700)
    copy = f"{environment.mongo_db}_copy"
    assert await restore(environment.mongo_uri, copy, tmp_path / "dump") == counts
    assert await contents(full, copy) == await contents(full, environment.mongo_db)
    await full.client.drop_database(copy)


async def test_comes_back_in_another_server(full: Store, environment: Environment, tmp_path: Path) -> None:
    counts = await backup(full, tmp_path / "dump")
    home = tmp_path / "other"
    assert await restore(embedded.start(home), environment.mongo_db, tmp_path / "dump") == counts
    embedded.stop(home)


async def test_is_a_dump_as_mongodump_makes_it(full: Store, environment: Environment, tmp_path: Path) -> None:
    await backup(full, tmp_path / "dump")
    folder = tmp_path / "dump" / environment.mongo_db
    assert stat.S_IMODE((tmp_path / "dump").stat().st_mode) == stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert len(bson.decode_all(gzip.decompress((folder / "items.bson.gz").read_bytes()))) == 700
    described = json.loads(gzip.decompress((folder / "items.metadata.json.gz").read_bytes()))
    assert {"v": 2, "name": "keys_1", "key": {"keys": 1}, "unique": True} in described["indexes"]


async def test_does_not_replace_unasked(full: Store, environment: Environment, tmp_path: Path) -> None:
    await backup(full, tmp_path / "dump")
    await full.items.delete_by_source(["tidings"])
    with pytest.raises(BackupError, match="--replace"):
        await restore(environment.mongo_uri, environment.mongo_db, tmp_path / "dump")
    await restore(environment.mongo_uri, environment.mongo_db, tmp_path / "dump", replace=True)
    assert await full.items.count() == 700


async def test_existing_directory_is_left_alone(full: Store, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("")
    with pytest.raises(BackupError, match="exists already"):
        await backup(full, tmp_path)
    (tmp_path / "empty").mkdir()
    assert await backup(full, tmp_path / "empty")


async def test_leaves_nothing_when_it_fails(full: Store, environment: Environment, tmp_path: Path) -> None:
    gone = await Store.open(environment)
    await gone.close()
    with pytest.raises(DatabaseUnavailable):
        await backup(gone, tmp_path / "dump")
    assert list(tmp_path.iterdir()) == []


async def test_place_that_cannot_be_written_is_a_sentence(full: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BackupError, match="failed: "):
        await backup(full, tmp_path / "file" / "dump")


def damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    plain = gzip.decompress(data)
    damaged = {
        "cut off": data[: len(data) // 2],
        "not gzip": b"nonsense",
        "cut within a document": gzip.compress(plain[:-20]),
        "wrong length": gzip.compress(b"\xff\xff\xff\x7f" + plain),
        "wrong insides": gzip.compress(plain[:4] + b"\x99" * (len(plain) - 5) + b"\0"),
    }
    path.write_bytes(damaged[how])


@pytest.mark.parametrize("how", ["cut off", "not gzip", "cut within a document", "wrong length", "wrong insides"])
async def test_damaged_dump_changes_nothing(full: Store, environment: Environment, tmp_path: Path, how: str) -> None:
    await backup(full, tmp_path / "dump")
    damage(tmp_path / "dump" / environment.mongo_db / "sources.bson.gz", how)
    with pytest.raises((BackupError, DatabaseUnavailable)):
        await restore(environment.mongo_uri, environment.mongo_db, tmp_path / "dump", replace=True)
    assert await full.items.count() == 700
    assert len(await full.sources.all()) == 1


async def test_missing_description_and_empty_directory_are_sentences(
    full: Store, environment: Environment, tmp_path: Path
) -> None:
    await backup(full, tmp_path / "dump")
    (tmp_path / "dump" / environment.mongo_db / "items.metadata.json.gz").unlink()
    with pytest.raises(BackupError, match="damaged or missing"):
        await restore(environment.mongo_uri, environment.mongo_db, tmp_path / "dump", replace=True)
    (tmp_path / "empty").mkdir()
    with pytest.raises(BackupError, match="holds 0 dumps"):
        await restore(environment.mongo_uri, environment.mongo_db, tmp_path / "empty")
