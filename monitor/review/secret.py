"""The secret key, and what is made with it."""

import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

from monitor.errors import MonitorError
from monitor.settings import Environment

SHORTEST_KEY = 32


def secret_key(environment: Environment) -> bytes:
    """The key of this installation; made in the home at the first need, readable by its owner only.

    Raises `MonitorError` for a file that cannot be read or is too short.
    """
    path = environment.secret_key_file or environment.home / "secret.key"
    try:
        if environment.secret_key_file is None:
            _make(path)
        key = path.read_bytes().strip()
    except OSError as error:
        raise MonitorError(f"The secret key cannot be read: {error}.") from error
    if len(key) < SHORTEST_KEY:
        raise MonitorError(f"The secret key in {path} is too short: {SHORTEST_KEY} characters or more are needed.")
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600, exist_ok=False)
    draft.write_text(secrets.token_hex(32), encoding="ascii")
    try:
        # Whole or not at all, and never over a key that another process made meanwhile.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def new_secret() -> str:
    """A fresh secret for a cookie, a link or a key."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """What is stored of such a secret.

    >>> hashed("a") == hashed("a") != hashed("b")
    True
    """
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


class Tokens:
    """Tokens that prove that a form came from one of our own pages, shown in the same session."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def make(self, session: str) -> str:
        """Another token every time, so that a compressed page gives nothing away by its length."""
        pad, proof = secrets.token_bytes(16), self._proof(session)
        return (pad + _mixed(pad, proof)).hex()

    def fits(self, token: str, session: str) -> bool:
        """Whether a token was made for this session.

        >>> tokens = Tokens(b"k" * 32)
        >>> tokens.fits(tokens.make("mine"), "mine"), tokens.fits(tokens.make("mine"), "yours")
        (True, False)
        >>> tokens.fits("{}", "mine")
        False
        """
        try:
            given = bytes.fromhex(token)
        except ValueError:
            return False
        return len(given) == 32 and hmac.compare_digest(_mixed(given[:16], given[16:]), self._proof(session))

    def _proof(self, session: str) -> bytes:
        return hmac.new(self._key, b"form:" + session.encode(), sha256).digest()[:16]


def _mixed(pad: bytes, text: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(pad, text, strict=True))
