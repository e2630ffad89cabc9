"""Connections to MongoDB with the promises that the store needs."""

from typing import Any

from pymongo import AsyncMongoClient, MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from monitor.errors import DatabaseUnavailable
from monitor.store.documents import Document
from monitor.store.words import redacted, sentence, without_secrets

# A stored item is on the disk of most servers, whatever the URI says.
PROMISES: dict[str, Any] = {"tz_aware": True, "w": "majority", "journal": True, "appname": "monitor"}
# The URI may say otherwise.
MILLISECONDS = {"serverSelectionTimeoutMS": 5_000, "connectTimeoutMS": 5_000, "socketTimeoutMS": 60_000}


def connect(uri: str) -> AsyncMongoClient[Document]:
    """A client for the running loop; it has not asked the server anything yet."""
    return AsyncMongoClient(uri, **_options(uri))


def check(uri: str, database: str) -> None:
    """Returns when the server answers and lets us read.

    Raises `DatabaseUnavailable`, whose sentence never holds the password.
    """
    try:
        with MongoClient[Document](uri, **_options(uri)) as client:
            # A ping would be answered without a login.
            client[database].command({"count": "items", "limit": 1})
    except OperationFailure as error:
        raise DatabaseUnavailable(_words("refuses", uri, sentence(error), ". Check user and password.")) from None
    except PyMongoError as error:
        raise DatabaseUnavailable(_words("does not answer", uri, sentence(error))) from None
    # The driver raises these for a port that is none, a host that is none, an option that is none.
    except (ValueError, TypeError) as error:
        raise DatabaseUnavailable(_words("has a wrong address", uri, " ".join(str(error).split()))) from None


def _words(trouble: str, uri: str, said: str, advice: str = "") -> str:
    return f"MongoDB at {redacted(uri)} {trouble}: {without_secrets(said, uri)[:400]}{advice}"


def _options(uri: str) -> dict[str, Any]:
    times = {name: value for name, value in MILLISECONDS.items() if name.lower() not in uri.lower()}
    return PROMISES | times
