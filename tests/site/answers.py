"""What the loopback web server answers with, faults included."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import Event
from typing import Literal

Fault = Literal["reset", "truncate", "bad chunks"]


@dataclass(frozen=True, slots=True)
class Received:
    """One request as the server saw it. Header names are lower case; `at` is `time.monotonic()`."""

    method: str
    path: str  # with the query
    headers: Mapping[str, str]
    at: float
    body: bytes = b""

    @property
    def host(self) -> str:
        """The Host header without its port.

        >>> Received("GET", "/", {"host": "a.example:8080"}, 0.0).host
        'a.example'
        """
        return self.headers.get("host", "").rsplit(":", 1)[0]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `wait` holds it back until the event is set, or the site closes.

    `fault`: "reset" ends the connection without an answer; "truncate" promises the whole body and
    sends half of it; "bad chunks" sends a chunked body whose second chunk size is no number.
    `stream` is sent in place of `body`, piece by piece; with `size` it is announced in
    Content-Length, otherwise it goes out chunked.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "text/html; charset=utf-8"
    wait: Event | None = None
    fault: Fault | None = None
    stream: Callable[[], Iterator[bytes]] | None = None
    size: int | None = None


Body = str | bytes | Answer
Responder = Callable[[Received], Body]


def as_answer(body: Body) -> Answer:
    """A text, bytes or an answer, as an answer.

    >>> as_answer("schön").body
    b'sch\\xc3\\xb6n'
    """
    if isinstance(body, Answer):
        return body
    return Answer(body.encode() if isinstance(body, str) else body)


def zeros(size: int, piece: int = 1 << 16) -> Callable[[], Iterator[bytes]]:
    """A body of `size` spaces that is never in memory at once.

    >>> [len(part) for part in zeros(5, piece=2)()]
    [2, 2, 1]
    """

    def pieces() -> Iterator[bytes]:
        left = size
        while left > 0:
            yield b" " * min(piece, left)
            left -= piece

    return pieces
