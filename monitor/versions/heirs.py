"""Who visits the pages of a source that is no longer crawled."""

from collections.abc import Iterable

from xxhash import xxh64_intdigest


def heir(removed: str, sources: Iterable[str]) -> str:
    """The one of the sources that visits the pages which a removed one found; "" where there is none.

    Everybody who asks names the same one, and most keep theirs when a source comes or goes:
    https://en.wikipedia.org/wiki/Rendezvous_hashing

    >>> heir("old_herald", ["tidings", "courier"]) == heir("old_herald", ["courier", "tidings"])
    True
    """
    return max(sources, key=lambda name: xxh64_intdigest(f"{removed}\n{name}".encode()), default="")
