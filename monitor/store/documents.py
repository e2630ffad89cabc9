"""Values of the monitor as MongoDB documents: whatever comes in can be stored."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any

import bson
from bson.errors import BSONError
from bson.raw_bson import RawBSONDocument

from monitor.items import Article, Sighting

Document = dict[str, Any]

LARGEST_DOCUMENT = 16 * 1024 * 1024
LONGEST_KEY = 900
# Fields of an article that only its run needs.
NOT_STORED = ("link", "twin")
_STORED = tuple(field.name for field in fields(Article) if field.name not in NOT_STORED)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_AS_IT_IS = frozenset((int, float, bool, bytes, datetime, type(None)))


def storable_text(text: str) -> str:
    r"""The text with U+FFFD where no UTF-8 string can be made of it, or where a NUL stands.

    >>> storable_text("a\ud800b\0c")
    'a\ufffdb\ufffdc'
    >>> storable_text("\ud83d\ude00") == "\U0001F600"
    True
    """
    if text.isascii():
        return text.replace("\0", "\ufffd")
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\0", "\ufffd")


def storable(value: Any) -> Any:
    """Any value as BSON can hold it: days as ISO text, dataclasses as documents, sets as lists.

    Mappings keep their keys; use `pairs` where the keys come from outside.
    """
    return value if type(value) in _AS_IT_IS else _converted(value)


def _converted(value: Any) -> Any:
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [storable(inner) for inner in value]
    if isinstance(value, date):
        return value if isinstance(value, datetime) else value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {name: storable(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, Mapping):
        return {storable_name(str(key)): storable(inner) for key, inner in value.items()}
    return value


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


# The same few hundred names come back with every document.
@lru_cache(maxsize=2_048)
def storable_name(name: str) -> str:
    """A field name without what MongoDB gives a meaning to.

    >>> storable_name("$example.org")
    '＄example．org'
    """
    return storable_text(name).replace(".", "．").replace("$", "＄")


def readable_name(name: str) -> str:
    """The name that `storable_name` was given.

    >>> readable_name(storable_name("$example.org"))
    '$example.org'
    """
    return name.replace("．", ".").replace("＄", "$")


def pairs(mapping: Mapping[str, str]) -> list[list[str]]:
    """A mapping as a list of [key, value]; keys from outside are no field names."""
    return [[storable_text(key), storable_text(value)] for key, value in mapping.items()]


def index_key(key: str) -> str:
    """An identity key as it stands in the index: long ones as their prefix and a hash.

    >>> index_key("u:https://example.org/a")
    'u:https://example.org/a'
    >>> len(index_key("u:https://example.org/" + "a" * 2000))
    67
    """
    key = storable_text(key)
    encoded = key.encode()
    if len(encoded) <= LONGEST_KEY:
        return key
    prefix = key[: key.find(":", 0, 4) + 1]
    return f"{prefix}~{blake2b(encoded, digest_size=32).hexdigest()}"


def article_document(article: Article) -> Document:
    """The item that an article becomes, without its `_id`. `claim` and `revises` are orders to the store.

    `dated` is what lists are ordered by: the moment of publication, else the start of its day,
    else when it was first seen.
    """
    document: Document = {name: storable(getattr(article, name)) for name in _STORED}
    document["alternates"] = pairs(article.alternates)
    document["headers"] = pairs(article.headers)
    document["first_seen"] = article.first_seen or min((s.seen_at for s in article.sightings), default=NEVER)
    own = Sighting(article.url, article.source, document["first_seen"])
    document["sightings"] = storable(article.sightings or [own])
    document["keys"] = list(dict.fromkeys(map(index_key, article.keys))) or [index_key(f"u:{article.url}")]
    document["dated"] = _dated(article, document["first_seen"])
    document["claim"] = index_key(article.claim) if article.claim else ""
    return document | {"versions": 1, "missing": None, "gone": None, "events": []}


def _dated(article: Article, first_seen: datetime) -> datetime:
    if article.published is not None:
        return article.published
    if article.published_day is not None:
        return datetime.combine(article.published_day, time(), UTC)
    return first_seen


def encode(document: Document) -> RawBSONDocument:
    """The document as it goes over the wire; raises ValueError in words that can be shown."""
    try:
        encoded = bson.encode(document)
    except (BSONError, OverflowError, TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"cannot be stored: {' '.join(str(error).split())[:200]}") from error
    if len(encoded) > LARGEST_DOCUMENT:
        raise ValueError(f"is too large to be stored: {len(encoded):,} bytes")
    return RawBSONDocument(encoded)
