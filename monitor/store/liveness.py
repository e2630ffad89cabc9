"""Whether the server of a home lives, seen from outside."""

import fcntl
import os
import socket
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from monitor.store.places import Places


def uri(place: Places) -> str:
    """The address of a home's server, whether it runs or not."""
    return f"mongodb://{quote_plus(os.fsencode(place.socket))}/?directConnection=true"


def is_held(path: Path) -> bool:
    """Whether mongod lives: the kernel drops its lock with it, so a stale file does not count."""
    try:
        with path.open("rb+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def answers(place: Places) -> bool:
    """Whether the server takes questions."""
    return bool(version(place))


def version(place: Places) -> str:
    """The version of the server that answers at the socket, or "" when none does."""
    if not _accepts(place.socket):
        return ""
    try:
        with client(place) as asked:
            return str(asked.admin.command("buildInfo")["version"])
    except PyMongoError:
        return ""


def _accepts(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(5)
        try:
            connection.connect(str(path))
        except OSError:
            return False
        return True


def client(place: Places) -> MongoClient[dict[str, Any]]:
    """A client that does not wait long."""
    return MongoClient(uri(place), serverSelectionTimeoutMS=3000, connectTimeoutMS=3000, socketTimeoutMS=20000)


def pid(place: Places) -> int | None:
    """The process id that the server wrote down; it may be long dead."""
    try:
        return int(place.server_lock.read_text().strip())
    except (OSError, ValueError):
        return None


def size(directory: Path) -> int:
    """How many bytes the files of a directory hold."""
    total = 0
    for path in directory.rglob("*") if directory.is_dir() else ():
        try:
            total += path.stat().st_size
        except OSError:  # mongod removes files of its own at any time
            continue
    return total
