"""An item as the index holds it: with the words under which the matcher finds it."""

from collections.abc import Iterable, Mapping
from typing import Any

import tantivy
import xxhash

from monitor.matching.attached import variants
from monitor.matching.facts import facts_of
from monitor.matching.stems import has_stems, stems
from monitor.matching.stream import Stream
from monitor.matching.text import WORDED, Text
from monitor.search.schema import FILLER, LONGEST_WORD, REACH, halves, milliseconds, order_of
from monitor.watches.facts import facts_of_item
from monitor.watches.matcher import text_of


def number_of(name: str) -> int:
    """A name as a number that a column can hold."""
    return xxhash.xxh64_intdigest(name.encode("utf-8", "replace")) >> 1


def entry(item: Mapping[str, Any]) -> tantivy.Document:
    """The entry of an item with `id`, `dated`, and what `facts.facts_of_item` reads; any item has one."""
    document = tantivy.Document()
    _add_columns(document, item)
    text = text_of(facts_of_item(item, None))
    main = text.main
    known = set(main.keys)
    words = {
        "title": _found_in(_title(text)),
        # Also those that stand here as words of their own elsewhere: a phrase may need the other place.
        "variants": {variant for key in known if not key.isascii() for variant in variants(key)},
        "pairs": main.pairs,
        "tags": main.tags,
        "stems": _stems(main) if has_stems(text.language) else (),
        **{name: _found_in(text.stream(name)) for name in WORDED},
        "facts": facts_of(text.meta),
    }
    odd = any(len(key) * 4 > LONGEST_WORD and _is_long(key) for key in known)
    document.add_text("text", _row(main))
    for name, found in words.items():
        odd |= any(map(_is_long, found))
        document.add_text(name, " ".join(key for key in found if not _is_long(key)))
    if odd:
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
    document.add_integer("order", order_of(item["dated"], item["id"]))
    document.add_integer("changed", milliseconds(item.get("changed_at")))
    document.add_integer("source_number", number_of(source))
    document.add_integer("language_number", number_of(language))
    document.add_unsigned("high", high)
    document.add_unsigned("low", low)


def _found_in(stream: Stream) -> set[str]:
    """The words, pairs of clusters and tags that a term finds there."""
    return {*stream.distinct, *stream.pairs, *stream.tags}


def _title(text: Text) -> Stream:
    return Stream({"title": text.fields.get("title", "")}, text.language)


def _stems(main: Stream) -> set[str]:
    """What `~` finds here beside the words themselves."""
    return {stem for word in main.raw_words for stem in stems(word, main.language)} - main.distinct


def _row(main: Stream) -> str:
    """Title and body as one row in which no phrase and no NEAR reaches from one to the other."""
    rows = [_kept(main.keys[begin:end]) for begin, end in main.bounds.values()]
    return f" {' '.join([FILLER] * REACH)} ".join(rows)


def _kept(keys: Iterable[str]) -> str:
    """Words with a filler in the place of those that are too long."""
    return " ".join(FILLER if _is_long(key) else key for key in keys)


def _is_long(key: str) -> bool:
    return len(key) > LONGEST_WORD // 4 and len(key.encode("utf-8", "replace")) > LONGEST_WORD
