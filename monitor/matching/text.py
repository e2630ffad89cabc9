"""A text to be matched: folded and tokenised once, shared by all queries."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from monitor.matching.stream import Stream

# What a plain term looks at, and what only a named field does.
MAIN = ("title", "body")
META = ("source", "lang", "country", "url", "author", "section")
WORDED = ("url", "author", "section")  # matched by words, like the text itself


class Text:
    """The fields and facts of one item.

    `fields` are `title` and `body`, others are ignored. `meta` are facts by name: `source` (hosts or
    addresses of the item), `lang` (BCP 47), `country`, `url`, `author`, `section`; one or several each.
    """

    def __init__(self, fields: Mapping[str, str], meta: Mapping[str, str | Iterable[str]] | None = None) -> None:
        self.fields: Final = {name: fields[name] for name in MAIN if fields.get(name)}
        self.meta: Final = {name: _several(value) for name, value in (meta or {}).items() if name in META}
        self._streams: dict[str, Stream] = {}

    @property
    def language(self) -> str:
        """The language of the item, "" where unknown."""
        return next(iter(self.meta.get("lang", ())), "")

    @cached_property
    def main(self) -> Stream:
        """Title and body."""
        return Stream(self.fields, self.language)

    def stream(self, field: str) -> Stream:
        """The words of a field; those of the title and the body are one row, also when only one is asked for."""
        if field not in WORDED:
            return self.main
        if field not in self._streams:
            self._streams[field] = Stream({field: self.meta.get(field, ())}, self.language)
        return self._streams[field]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text under some queries. `present` are the words, pairs, tags and patterns that are known to stand in it.

    When `settled`, every pattern and stem of these queries has been looked for: what is not there is absent.
    """

    text: Text
    present: AbstractSet[str]
    settled: bool = False


class Vocabulary(AbstractSet[str]):
    """The words, pairs, tags and neighbours of a text, each kind found out when it is first asked for."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def __contains__(self, entry: object) -> bool:
        stream = self._stream
        if not isinstance(entry, str) or entry in stream.distinct:
            return isinstance(entry, str)
        if " " in entry:
            return entry in stream.beside
        return entry in (stream.tags if entry[:1] in ("#", "@") else stream.pairs)

    def __iter__(self) -> Iterator[str]:
        stream = self._stream
        return iter({*stream.distinct, *stream.pairs, *stream.tags, *stream.beside})

    def __len__(self) -> int:
        return sum(1 for _ in self)


def plainly(text: Text) -> Reading:
    """A text for a single query."""
    return Reading(text, Vocabulary(text.main))


def _several(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def tokens_for_index(text: str) -> list[str]:
    """The words of a text as a plain term compares them, in their order; the archive is indexed with these."""
    return [key for key in Stream({"body": text}).keys if key]
