from pathlib import Path

import pytest

from monitor.errors import DatabaseUnavailable
from monitor.settings import Environment
from monitor.store import embedded
from monitor.store.store import Store


@pytest.mark.parametrize(
    "uri",
    [
        "mongodb://reader:s3cret@%2Fnowhere%2Fmongod.sock/?serverSelectionTimeoutMS=50",
        "mongodb://reader:s3cret@db.example:notaport/",
        "mongodb://reader:p%40s3cret@db.example/?w=what&nonsense",
        "mongodb://reader:a/s3cret@db.example/",
        "mongodb://reader:a@s3cret@db.example/",
        "mongo4db://reader:s3cret@db.example",
        "reader:s3cret@db.example",
        "mongodb://reader:s3cret@%2Fnowhere%2Fmongod.sock/?connectTimeoutMS=soon&serverSelectionTimeoutMS=50",
        "mongodb://%2Fnowhere%2Fmongod.sock/?tlsCertificateKeyFilePassword=s3cret&serverSelectionTimeoutMS=50",
    ],
)
@pytest.mark.filterwarnings("ignore::UserWarning")
async def test_wrong_address_is_told_without_its_password(uri: str, tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="MongoDB") as caught:
        await Store.open(Environment(home=tmp_path, mongo_uri=uri))
    assert "s3cret" not in str(caught.value)


async def test_wrong_password_is_told_without_it(environment: Environment) -> None:
    uri = environment.mongo_uri.replace("mongodb://", "mongodb://reader:s3cret@")
    with pytest.raises(DatabaseUnavailable, match="refuses") as caught:
        await Store.open(Environment(home=environment.home, mongo_uri=uri))
    assert "s3cret" not in str(caught.value)


@pytest.mark.usefixtures("dying_server")
async def test_opens_an_embedded_server_and_revives_it(own_home: Path) -> None:
    environment = Environment(home=own_home)
    store = await Store.open(environment)
    assert embedded.stop(own_home)
    with pytest.raises(DatabaseUnavailable):
        await store.runs.recent()
    assert await store.revive()
    assert await store.runs.recent() == []
    await store.close()


async def test_cannot_revive_a_server_elsewhere(store: Store) -> None:
    assert not await store.revive()
