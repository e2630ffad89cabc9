"""Where a home keeps its database: directories, socket, log."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

# sun_path of unix(7) holds 108 bytes with its closing zero; macOS has 104.
SOCKET_PATH_LIMIT = 103
# mongod takes these apart in an address to listen on.
MISREAD = frozenset(",[]")
SOCKET_NAME = "mongod.sock"
# mongod makes a second socket of this name beside the one it is told to listen on.
LONGEST_SOCKET_NAME = "mongodb-27017.sock"


@dataclass(frozen=True, slots=True)
class Places:
    """Every path of one home's database. Only `sockets` may lie outside the home."""

    root: Path
    sockets: Path

    @property
    def data(self) -> Path:
        """The directory that mongod keeps its files in."""
        return self.root / "data"

    @property
    def socket(self) -> Path:
        """The socket that mongod listens on."""
        return self.sockets / SOCKET_NAME

    @property
    def log(self) -> Path:
        """What mongod has to say."""
        return self.root / "mongod.log"

    @property
    def output(self) -> Path:
        """What is printed before the log is open, such as a missing library."""
        return self.root / "mongod.out"

    @property
    def start_lock(self) -> Path:
        """Held by the one process that starts or stops the server."""
        return self.root / "start.lock"

    @property
    def server_lock(self) -> Path:
        """Held by mongod itself as long as it lives; it says its process id."""
        return self.data / "mongod.lock"

    @property
    def pointer(self) -> Path:
        """Says where the sockets are, for commands that run in another environment."""
        return self.root / "sockets"


def places(home: Path) -> Places:
    """The paths of a home's database. Makes nothing."""
    root = home / "db"
    return Places(root=root, sockets=root if _fits(root) else _elsewhere(root))


def prepare(place: Places) -> None:
    """Makes the directories, readable by their owner only; raises OSError."""
    place.root.parent.mkdir(parents=True, exist_ok=True)
    for directory in (place.root, place.data, place.sockets):
        _private(directory)
    if place.sockets != place.root and _recorded(place.pointer) != place.sockets:
        place.pointer.write_bytes(os.fsencode(place.sockets))


def _recorded(pointer: Path) -> Path | None:
    try:
        recorded = Path(os.fsdecode(pointer.read_bytes()))
    except OSError:
        return None
    return recorded if recorded.is_absolute() and _fits(recorded) else None


def _elsewhere(root: Path) -> Path:
    """A directory of this root alone, where its path is too long for a socket.

    What was recorded counts only under the name made of this root: a data directory that was
    copied must not find the server of the one it was copied from.
    """
    name = f"monitor-{os.geteuid()}-{hashlib.sha256(os.fsencode(root)).hexdigest()[:12]}"
    recorded = _recorded(root / "sockets")
    if recorded is not None and recorded.name.endswith(name.rpartition("-")[2]):
        return recorded
    # Where systemd points XDG_RUNTIME_DIR; looked for by its path, since cron and sudo do not set the variable.
    runtime = Path(f"/run/user/{os.geteuid()}")
    parent = runtime if os.access(runtime, os.W_OK) else Path(tempfile.gettempdir())
    return parent / name if _fits(parent / name) else Path("/tmp") / name  # noqa: S108


def _fits(directory: Path) -> bool:
    is_short = len(os.fsencode(directory / LONGEST_SOCKET_NAME)) <= SOCKET_PATH_LIMIT
    return is_short and MISREAD.isdisjoint(str(directory))


def _private(directory: Path) -> None:
    """A directory of our own that nobody else can enter, also where anybody can make one first."""
    directory.mkdir(mode=0o700, exist_ok=True)
    found = directory.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(20, "something else has that name", str(directory))
    if found.st_uid != os.geteuid() and os.geteuid() != 0:
        raise PermissionError(1, "it belongs to somebody else", str(directory))
    if stat.S_IMODE(found.st_mode) != 0o700:
        directory.chmod(0o700)
