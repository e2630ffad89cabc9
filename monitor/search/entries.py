"""An item as the index holds it: with the words under which the matcher finds it."""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

import tantivy
import xxhash

from monitor.matching.attached import variants
from monitor.matching.facts import facts_of
from monitor.matching.stems import has_stems, stems
from monitor.matching.stream import Stream, undotted
from monitor.matching.text import WORDED, Text
from monitor.matching.words import cut
from monitor.search.schema import (
    FILLER,
    LONGEST_WORD,
    REACH,
    SAMPLE,
    day_of,
    halves,
    is_long,
    milliseconds,
    order_of,
    week_of,
)
from monitor.watches.facts import facts_of_item
from monitor.watches.matcher import text_of

# Words of a language whose stems are kept.
MOST_REMEMBERED: Final = 100_000


def number_of(name: str) -> int:
    """A name as a number that a column can hold."""
    return xxhash.xxh64_intdigest(name.encode("utf-8", "replace")) >> 1


def words_of(item: Mapping[str, Any]) -> Text:
    """The text of an item with what `facts.facts_of_item` reads, as it is indexed."""
    return text_of(facts_of_item(item, None))


def entry(item: Mapping[str, Any], text: Text) -> tantivy.Document:
    """The entry of an item with `id` and `dated`; any item has one."""
    document = tantivy.Document()
    _add_columns(document, item)
    main = text.main
    parts = {variant for key in set(main.keys) if not key.isascii() for variant in variants(key)}
    words: dict[str, Collection[str]] = {
        "title": _title(text),
        # Also those that stand here as words of their own elsewhere: a phrase may need the other place.
        "variants": parts,
        "backwards": [key[::-1] for key in main.distinct],
        "pairs": main.pairs,
        "tags": main.tags,
        "stems": _stems(text, parts) - main.distinct if has_stems(text.language) else (),
        **{name: _found_in(text.stream(name)) for name in WORDED if text.meta.get(name)},
        "facts": facts_of(text.meta),
    }
    document.add_text("text", _row(main))
    for name, found in words.items():
        document.add_text(name, " ".join(_short(found)))
    if any(map(_has_long, (main.keys, *words.values()))):
        document.add_text("odd", "1")
    return document


def _add_columns(document: tantivy.Document, item: Mapping[str, Any]) -> None:
    source, language = item.get("source") or "", item.get("language") or ""
    high, low = halves(item["id"])
    document.add_text("id", item["id"])
    document.add_text("source", source)
    document.add_text("language", language)
    for watch in {match["watch"] for match in item.get("matches") or ()}:
        document.add_text("watch", watch)
    document.add_text("week", str(week_of(item["dated"])))
    if number_of(item["id"]) % SAMPLE == 0:
        document.add_text("sample", "1")
    document.add_integer("day", day_of(item["dated"]))
    document.add_integer("order", order_of(item["dated"], item["id"]))
    document.add_integer("changed", milliseconds(item.get("changed_at")))
    document.add_integer("source_number", number_of(source))
    document.add_integer("language_number", number_of(language))
    document.add_unsigned("high", high)
    document.add_unsigned("low", low)


def _found_in(stream: Stream) -> set[str]:
    """The words, pairs of clusters and tags that a term finds there."""
    return {*stream.distinct, *stream.pairs, *stream.tags}


def _title(text: Text) -> Collection[str]:
    title = text.fields.get("title", "")
    if title.isascii() and not set("#@") & set(title):
        begin, end = text.main.bounds.get("title", (0, 0))
        return set(text.main.keys[begin:end])
    return _found_in(Stream({"title": title}, text.language))


def _stems(text: Text, parts: Iterable[str]) -> set[str]:
    """What `~` finds: stems of the words as they were written, and of those that are parts of others."""
    known = _remembered(text.language)
    written = (undotted(piece) for field in text.fields.values() for piece in cut(field)[1::2])
    return set().union(*map(known.__getitem__, {*written, *parts}))


class _Stems(dict[str, frozenset[str]]):
    """Word -> its stems in one language; made when first asked for."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> frozenset[str]:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        found = stems(word, self._language)
        if len(word) <= LONGEST_WORD:
            self[word] = found
        return found


@lru_cache(64)
def _remembered(language: str) -> _Stems:
    return _Stems(language)


def _row(main: Stream) -> str:
    """Title and body as one row in which no phrase and no NEAR reaches from one to the other."""
    rows = [main.keys[begin:end] for begin, end in main.bounds.values()]
    return f" {' '.join([FILLER] * REACH)} ".join(" ".join(_kept(row)) for row in rows)


def _kept(keys: Collection[str]) -> Iterable[str]:
    """Words with a filler in the place of those that are too long."""
    return [FILLER if is_long(key) else key for key in keys] if _has_long(keys) else keys


def _short(keys: Collection[str]) -> Iterable[str]:
    """Words without those that are too long."""
    return [key for key in keys if not is_long(key)] if _has_long(keys) else keys


def _has_long(keys: Collection[str]) -> bool:
    return max(map(len, keys), default=0) * 4 > LONGEST_WORD and any(map(is_long, keys))
