"""The secret key of this installation; it signs the links in mails and the addresses of feeds."""

import os
import secrets
from pathlib import Path

from monitor.errors import MonitorError
from monitor.settings import Environment

SHORTEST_KEY = 32
KEY_FILE = "secret.key"


def secret_key(environment: Environment) -> bytes:
    """The key in MONITOR_SECRET_KEY_FILE, else that of the home, made at the first need for its owner only.

    Raises `MonitorError` for a file that cannot be read or is too short.
    """
    path = environment.secret_key_file or environment.home / KEY_FILE
    try:
        if environment.secret_key_file is None and not path.exists():
            _make(path)
        key = path.read_bytes().strip()
    except OSError as error:
        raise MonitorError(f"The secret key {path} cannot be read: {error.strerror}.") from error
    if len(key) < SHORTEST_KEY:
        raise MonitorError(f"The secret key in {path} is too short: write {SHORTEST_KEY} characters or more.")
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(SHORTEST_KEY))
    try:
        # Whole or not at all, and never over a key that another process made meanwhile.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
