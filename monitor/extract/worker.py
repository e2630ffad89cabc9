"""A process that reads pages for `extract.pool`: requests come in on standard input, answers go out.

Each message is a pickle behind its length. The process ends when its input ends, so it does not
outlive its parent, however that ended.
"""

import gc
import importlib
import os
import pickle
import resource
import signal
import struct
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import BinaryIO, cast

from monitor.errors import EntryError
from monitor.extract.reading import Reading
from monitor.items import Link, Page, Site

LENGTH = struct.Struct("!Q")
# Address space. Libraries and models take 150 MB of it; most pages a few more.
MEMORY = 2 << 30
# A stalled process ends itself this many seconds after its parent should have ended it.
_GRACE = 5.0
_MEMORY_EXIT = 71
_WARM_UP = (
    b"<html lang=en><title>Warm up</title><article><h1>Warm up</h1>"
    + b"<p>A first page makes libraries load what they load late. 3 May 2024.</p>" * 9
)

Read = Callable[[Page, datetime], Reading]


class Failed:
    """The answer where reading a page, or starting, raised: the name of the exception."""

    def __init__(self, name: str) -> None:
        self.name = name


class Done:
    """The answer where reading went well, and what it cost."""

    def __init__(self, value: object, seconds: float = 0.0) -> None:
        self.value = value
        self.seconds = seconds  # of a processor


def main(reader: str, seconds: str) -> None:
    """Reads pages until the input ends; `reader` is `module:function`, `seconds` the time for a page."""
    requests, answers = _take_over_streams()
    # Ctrl-C reaches the whole terminal; the parent decides when its workers end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(resource.RLIMIT_AS, MEMORY)
    _limit(resource.RLIMIT_CORE, 0)
    try:
        read = _function(reader)
        _warm_up(read)
    except Exception as error:
        send(answers, Failed(f"{type(error).__name__}: {error}"))
        return
    # What libraries and models have made by now stays; Python would look it through every few pages.
    gc.freeze()
    send(answers, "ready")
    while (payload := receive(requests)) is not None:
        signal.setitimer(signal.ITIMER_REAL, float(seconds) + _GRACE)
        send(answers, _answer(read, payload))
        signal.setitimer(signal.ITIMER_REAL, 0)


def _take_over_streams() -> tuple[BinaryIO, BinaryIO]:
    """Input and output as our own, so that a library that prints cannot break the protocol."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    os.close(0)
    return requests, answers


def _limit(what: int, amount: int) -> None:
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (amount if hard == resource.RLIM_INFINITY else min(amount, hard), hard))


def _function(reader: str) -> Read:
    module, _, name = reader.partition(":")
    return cast(Read, getattr(importlib.import_module(module), name))


def _warm_up(read: Read) -> None:
    now = datetime(2024, 5, 4, tzinfo=UTC)
    address = "https://example.org/warm-up"
    read(Page("warm up", address, _WARM_UP, "text/html", Link(address), Site(), now), now)


def _answer(read: Read, payload: bytes) -> object:
    """`Done`, `Failed`, or the `EntryError` that was raised.

    Without memory nothing here can be trusted, so the process ends.
    """
    began = time.process_time()
    try:
        function, args = pickle.loads(payload)  # noqa: S301 (from our own parent)
        value = (function or read)(*args)
        return Done(value, time.process_time() - began)
    except EntryError as error:
        return error
    except MemoryError:
        os._exit(_MEMORY_EXIT)
    except Exception as error:
        return Failed(type(error).__name__)


def send(stream: BinaryIO, value: object) -> None:
    """Writes one message."""
    payload = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(payload)))
    stream.write(payload)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """The payload of the next message; None when the other side has gone."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    payload = stream.read(length)
    return payload if len(payload) == length else None


def command(reader: str, seconds: float, nice: int = 0) -> list[str]:
    """The command line that starts a worker with the modules that this process finds; `nice` as in nice(1)."""
    code = (
        f"import os, sys; os.nice({nice:d}); sys.path[:] = sys.argv[3:]; "
        "from monitor.extract import worker; worker.main(*sys.argv[1:3])"
    )
    return [sys.executable, "-c", code, reader, str(seconds), *sys.path]
