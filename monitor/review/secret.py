"""Secrets: fresh ones, what is stored of them, and tokens made with the key of the installation."""

import hmac
import secrets
from hashlib import sha256


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
