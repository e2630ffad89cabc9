import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pymongo import MongoClient

from monitor.errors import DatabaseUnavailable
from monitor.store import embedded, mongod
from monitor.store.places import places, prepare

ROOT = Path(__file__).parents[2]
START = (
    "import sys; from pathlib import Path; from monitor.store import embedded; print(embedded.start(Path(sys.argv[1])))"
)


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("h")
    yield home
    embedded.stop(home)
    shutil.rmtree(places(home).sockets, ignore_errors=True)


def start_elsewhere(home: Path) -> str:
    """Starts the server as a command would: from a process that ends right after."""
    command = [sys.executable, "-c", START, str(home)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=120).stdout.strip()


def insert(uri: str, value: int) -> None:
    with MongoClient[dict[str, int]](uri, w="majority", journal=True) as client:
        client["kept"]["values"].insert_one({"value": value})


def values(uri: str) -> list[int]:
    with MongoClient[dict[str, int]](uri) as client:
        return [document["value"] for document in client["kept"]["values"].find()]


def test_survives_the_command_that_started_it_and_stops_when_told(home: Path) -> None:
    uri = start_elsewhere(home)
    insert(uri, 1)
    assert embedded.status(home).running
    assert embedded.start(home) == uri
    assert embedded.stop(home)
    assert not embedded.status(home).running
    assert not embedded.stop(home)
    assert not list(home.glob("db/*.sock"))


def test_opens_no_tcp_port_and_lets_nobody_else_in(home: Path) -> None:
    embedded.start(home)
    pid = embedded.status(home).pid
    sockets = {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()}
    inodes = {name[8:-1] for name in sockets if name.startswith("socket:[")}
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        if Path(table).exists():
            assert not inodes & {line.split()[9] for line in Path(table).read_text().splitlines()[1:]}
    assert stat.S_IMODE((home / "db").stat().st_mode) == 0o700


def test_eight_commands_at_once_start_one_server(home: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        uris = set(pool.map(start_elsewhere, [home] * 8))
    assert len(uris) == 1
    log = (home / "db" / "mongod.log").read_text()
    assert log.count('"MongoDB starting"') == 1


def test_recovers_after_kill_9_with_everything_acknowledged(home: Path) -> None:
    uri = embedded.start(home)
    for value in range(20):
        insert(uri, value)
    pid = embedded.status(home).pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    assert values(embedded.start(home)) == list(range(20))


def test_recovers_when_its_socket_was_swept_away(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "ORPHAN_SECONDS", 0.0)
    insert(embedded.start(home), 7)
    for name in places(home).sockets.glob("*.sock"):
        name.unlink()
    assert values(embedded.start(home)) == [7]


def test_leaves_a_stale_socket_and_a_foreign_pid_alone(home: Path) -> None:
    place = places(home)
    place.data.mkdir(parents=True)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(place.socket))
    place.server_lock.write_text(f"{os.getpid()}\n")
    embedded.start(home)
    assert embedded.status(home).pid != os.getpid()


def test_long_home_keeps_its_socket_elsewhere(tmp_path: Path) -> None:
    home = tmp_path / ("long" * 30)
    uri = embedded.start(home)
    try:
        insert(uri, 3)
        sockets = places(home).sockets
        assert home not in sockets.parents
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
        assert start_elsewhere(home) == uri
    finally:
        embedded.stop(home)
        shutil.rmtree(places(home).sockets)


def test_copied_home_does_not_find_the_server_of_its_original(tmp_path: Path) -> None:
    original, copy = tmp_path / ("long" * 30), tmp_path / ("copy" * 30)
    prepare(places(original))
    shutil.copytree(original, copy)
    assert places(copy).sockets != places(original).sockets
    shutil.rmtree(places(original).sockets)


def test_socket_directory_that_is_a_link_is_refused(tmp_path: Path) -> None:
    home = tmp_path / ("long" * 30)
    sockets = places(home).sockets
    sockets.symlink_to(tmp_path)
    try:
        with pytest.raises(DatabaseUnavailable, match="something else has that name"):
            embedded.start(home)
    finally:
        sockets.unlink()


def test_home_that_is_a_file_is_a_plain_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseUnavailable, match=r"cannot be used: (Not a directory|File exists)"):
        embedded.start(tmp_path / "file")


def test_damaged_data_is_said_in_the_words_of_mongod(home: Path) -> None:
    embedded.start(home)
    embedded.stop(home)
    for name in ("WiredTiger.turtle", "WiredTiger.wt", "storage.bson"):
        (home / "db" / "data" / name).write_bytes(b"nonsense")
    with pytest.raises(DatabaseUnavailable, match=r"did not start: .+ Its log is .*mongod\.log"):
        embedded.start(home)


def test_missing_mongod_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(mongod, "WHEEL", "monitor.no_such_wheel")
    with pytest.raises(DatabaseUnavailable, match=r"monitor\[embedded\]"):
        mongod.find_mongod()


def program(directory: Path, script: str) -> None:
    """A mongod on the PATH that fails in a way of its own."""
    path = directory / "mongod"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_missing_library_names_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path, "echo 'mongod: error while loading shared libraries: libcurl.so.4: cannot open' >&2; exit 127")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(DatabaseUnavailable, match="apt-get install libcurl4"):
        embedded.start(tmp_path / "home")


def test_a_full_disk_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path, "echo 'ERROR: child process failed'; echo 'To see additional information, start without'; exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(mongod, "LEAST_ROOM", 1 << 60)
    with pytest.raises(DatabaseUnavailable, match=r"start: ERROR: child process failed\. The disk is full"):
        embedded.start(tmp_path / "home")


def test_processor_without_avx_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path, "kill -ILL $$")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(DatabaseUnavailable, match="AVX"):
        embedded.start(tmp_path / "home")


def test_program_that_cannot_run_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path, "")
    (tmp_path / "mongod").write_bytes(b"\x7fELF nonsense")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(DatabaseUnavailable, match="cannot be run"):
        embedded.start(tmp_path / "home")


@pytest.mark.parametrize("name", ["a,b", "[north]", "höme of [red]"])
def test_home_with_signs_that_mongod_takes_apart(name: str) -> None:
    # Not below pytest's own directory, whose length differs: long paths have their sockets elsewhere too.
    with tempfile.TemporaryDirectory() as directory:
        home, plain = Path(directory) / name, Path(directory) / "plain home"
        assert places(home).sockets != places(home).root
        assert places(plain).sockets == places(plain).root
