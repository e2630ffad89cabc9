"""What may be said of a MongoDB: its address without secrets, its failures as sentences."""

import re
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from urllib.parse import unquote

from pymongo.errors import PyMongoError

from monitor.errors import DatabaseUnavailable

P = ParamSpec("P")
R = TypeVar("R")

# To the last @ before the options: a password that was not escaped may hold one itself.
_CREDENTIALS = re.compile(r"^((?:[^:/?@]*://)?)([^?]*)@")
_SECRET_OPTION = re.compile(r"([?&][^=&]*(?:password|mechanismproperties)[^=&]*=)([^&]*)", re.IGNORECASE)


def redacted(uri: str) -> str:
    """A MongoDB URI that may be shown.

    >>> redacted("mongodb://reader:s3cret@db.example.org/?tls=true&tlsCertificateKeyFilePassword=x")
    'mongodb://***@db.example.org/?tls=true&tlsCertificateKeyFilePassword=***'
    """
    return _SECRET_OPTION.sub(r"\1***", _CREDENTIALS.sub(r"\1***@", uri))


def without_secrets(text: str, uri: str) -> str:
    """A text, such as an error message, with the secrets of a URI left out.

    >>> without_secrets("bad login s3cret", "mongodb://reader:s3cret@db.example.org")
    'bad login ***'
    """
    for secret in sorted(_secrets(uri), key=len, reverse=True):
        text = text.replace(secret, "***")
    return text


def _secrets(uri: str) -> set[str]:
    found = {uri} | {match[1] for match in _SECRET_OPTION.findall(uri)}
    credentials = _CREDENTIALS.match(uri)
    if credentials:
        found |= {credentials[2], credentials[2].partition(":")[2]}
    return {form for secret in found for form in (secret, unquote(secret)) if form}


def sentence(error: PyMongoError) -> str:
    """What MongoDB's driver says, in one line of bearable length."""
    words = str(error)
    for detail in (", Timeout:", ", Topology Description:", " (configured timeouts:", ", full error:"):
        words = words.partition(detail)[0]
    return " ".join(words.split())[:400]


@contextmanager
def plainly() -> Iterator[None]:
    """Turns what the driver raises into `DatabaseUnavailable`, so that no caller needs to know the driver."""
    try:
        yield
    except PyMongoError as error:
        raise DatabaseUnavailable(f"MongoDB does not do its work: {sentence(error)}") from error


def answering(method: Callable[P, Coroutine[Any, Any, R]]) -> Callable[P, Coroutine[Any, Any, R]]:
    """`plainly` for a whole coroutine method."""

    @wraps(method)
    async def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        with plainly():
            return await method(*args, **kwargs)

    return wrapped
