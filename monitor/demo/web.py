"""A small web of many hosts in memory, and the loopback server that answers for it."""

import gzip
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from threading import Lock
from urllib.parse import parse_qsl, quote, unquote, urlsplit

HTML = "text/html; charset=utf-8"
_PACKABLE = ("text/", "application/json", "application/xml", "application/rss", "application/atom", "application/feed")
_WORTH_PACKING = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """What one address answers. `body` is gzip where `packed`; `modified` is an aware moment."""

    status: int = 200
    body: bytes = b""
    content_type: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    modified: datetime | None = None
    packed: bool = False

    @property
    def content(self) -> bytes:
        """The body unpacked."""
        return gzip.decompress(self.body) if self.packed else self.body

    @property
    def etag(self) -> str:
        """A strong validator of the body as a client without gzip gets it."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'

    @property
    def last_modified(self) -> str:
        """The `Last-Modified` header's value, empty where there is none."""
        return format_datetime(self.modified.astimezone(UTC), usegmt=True) if self.modified else ""

    def pack(self) -> "Answer":
        """The same answer with a gzip body, where that saves anything.

        >>> Answer(body=b"<p>" + b"quiet " * 100).pack().packed
        True
        """
        if self.packed or len(self.body) < _WORTH_PACKING or not self.content_type.startswith(_PACKABLE):
            return self
        body = gzip.compress(self.body, mtime=0)
        return Answer(self.status, body, self.content_type, self.headers, self.modified, packed=True)


Maker = Callable[[Mapping[str, str]], Answer]
"""Answers a path whose answer depends on the query."""


def redirect(address: str, status: int = 301) -> Answer:
    """An answer that sends the client to another address."""
    return Answer(status, b"Moved.", "text/plain; charset=utf-8", {"Location": address})


@dataclass(slots=True)
class Web:
    """Every address of the demo's hosts. `requests` and `sent` (body bytes) count what was served.

    >>> web = Web()
    >>> web.add("a.example", "/news?page=2", Answer(body=b"old news"))
    >>> web.answer("A.example", "/news?page=2").body, web.answer("a.example", "/no").status
    (b'old news', 404)
    """

    requests: Counter[str] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)
    _answers: dict[tuple[str, str], Answer] = field(default_factory=dict)
    _makers: dict[tuple[str, str], Maker] = field(default_factory=dict)
    _missing: dict[str, Answer] = field(default_factory=dict)
    _by_path: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def add(self, host: str, target: str, answer: Answer) -> None:
        """Puts an answer at an address; `target` is the path with the query, if any."""
        key = (host.lower(), plain_target(target))
        self._answers[key] = answer.pack()
        self._by_path.setdefault((key[0], _path(key[1])), set()).add(key[1])
        self._missing.setdefault(key[0], Answer(404, b"Not found.", "text/plain; charset=utf-8"))

    def add_maker(self, host: str, path: str, maker: Maker) -> None:
        """Answers every query of a path that has no answer of its own."""
        self._makers[host.lower(), plain_target(path)] = maker
        self._missing.setdefault(host.lower(), Answer(404, b"Not found.", "text/plain; charset=utf-8"))

    def set_missing(self, host: str, answer: Answer) -> None:
        """The host's page for addresses that it does not have."""
        self._missing[host.lower()] = answer.pack()

    @property
    def hosts(self) -> list[str]:
        """Every host, sorted."""
        return sorted(self._missing)

    def targets(self, host: str) -> list[str]:
        """Every fixed address of a host, as path with query, sorted."""
        return sorted(target for name, target in self._answers if name == host)

    def answer(self, host: str, target: str) -> Answer:
        """What an address answers: a page, the host's 404, or 421 for an unknown host.

        A page is also found with a query that it does not know (as with tracking parameters),
        as long as the path has one page only.
        """
        host = self._known_host(host)
        if host not in self._missing:
            return Answer(421, b"No such host in the demo.", "text/plain; charset=utf-8")
        target = plain_target(target)
        exact = self._answers.get((host, target))
        return exact or self._made(host, target) or self._only_page(host, target) or self._missing[host]

    def count(self, host: str, size: int) -> None:
        """Counts one answered request of `size` body bytes."""
        with self._lock:
            self.requests[self._known_host(host)] += 1
            self.sent[self._known_host(host)] += size

    def _known_host(self, host: str) -> str:
        host = host.lower()
        return host if host in self._missing else host.partition(":")[0].rstrip(".")

    def _made(self, host: str, target: str) -> Answer | None:
        maker = self._makers.get((host, _path(target)))
        return maker(dict(parse_qsl(urlsplit(target).query))) if maker else None

    def _only_page(self, host: str, target: str) -> Answer | None:
        pages = self._by_path.get((host, _path(target)), set())
        return self._answers[host, next(iter(pages))] if len(pages) == 1 else None


def plain_target(target: str) -> str:
    """A path with query such that two spellings of its percent-encoding compare equal.

    >>> plain_target("/caf%c3%a9?q=a%20b#top") == plain_target("/café?q=a b")
    True
    """
    path, mark, query = target.partition("#")[0].partition("?")
    return _spell(path or "/", "/:@!$&'()*+,;=~") + mark + _spell(query, "/:@!$&'()*+,;=~?%")


def _spell(text: str, safe: str) -> str:
    return quote(unquote(text, errors="surrogateescape"), safe=safe, errors="surrogateescape")


def _path(target: str) -> str:
    return target.partition("?")[0]


@contextmanager
def serve(web: Web) -> Iterator[str]:
    """Serves the web on a free loopback port and gives its address, such as `127.0.0.1:40123`."""
    from monitor.demo.server import Server

    with Server(web) as server:
        yield server.address
