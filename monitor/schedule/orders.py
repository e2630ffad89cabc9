"""How a visit is handed to a crawl worker: pickled, with its length before it."""

import pickle
import struct
from typing import BinaryIO

from monitor.sources.model import Source

LENGTH = struct.Struct(">I")
Order = tuple[Source, int]


def pack(source: Source, slot: int) -> bytes:
    """A visit as bytes.

    >>> from io import BytesIO
    >>> source = Source("a", "g", "A", "https://a.example")
    >>> unpack(BytesIO(pack(source, 7))) == (source, 7)
    True
    """
    body = pickle.dumps((source, slot))
    return LENGTH.pack(len(body)) + body


def unpack(stream: BinaryIO) -> Order | None:
    """The next visit; None where no more come."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    order: Order = pickle.loads(stream.read(LENGTH.unpack(head)[0]))  # noqa: S301 - from our own parent
    return order
