"""What the index holds of an item, and how numbers stand in it."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

import numpy as np
import numpy.typing as npt
import tantivy

# Another number makes every index be built anew.
VERSION: Final = 3
# Words that stand in no text: so many as NEAR can reach lie between title and body.
FILLER: Final = "|"
REACH: Final = 101
# Bytes of the longest word that is indexed; an item with a longer one is always a candidate.
LONGEST_WORD: Final = 200
# One item in so many, chosen by chance, stands for the others where counting all would take too long.
SAMPLE: Final = 8
# Fields of words, each cut at spaces.
POSITIONS = ("text",)
WORDS = ("title", "variants", "backwards", "pairs", "tags", "stems", "url", "author", "section", "facts")
WHOLE = ("id", "source", "language", "watch", "week", "sample", "odd")
NUMBERS = ("order", "day", "changed", "source_number", "language_number")
IDENTITY = ("high", "low")

_TIE_BITS: Final = 15
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_TOKENIZER: Final = "words"


def make_schema() -> tantivy.Schema:
    """The fields of the index.

    `text` are title and body as one row of folded words; `title` what stands in the title. `variants`,
    `pairs` and `tags` are what a term finds beside the words themselves, `stems` what `~` finds; `backwards`
    are all words from their last letter to their first, for `*ending`. `order`
    is the moment with a tie-breaker, `high` and `low` are the id. `week` and `day` are counted from 1970;
    `sample` marks one item in `SAMPLE`. `odd` items cannot be found by their words.
    """
    builder = tantivy.SchemaBuilder()
    for name in POSITIONS:
        builder.add_text_field(name, tokenizer_name=_TOKENIZER, index_option="position")
    for name in WORDS:
        builder.add_text_field(name, tokenizer_name=_TOKENIZER, index_option="basic")
    for name in WHOLE:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in NUMBERS:
        builder.add_integer_field(name, fast=True)
    for name in IDENTITY:
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


SCHEMA: Final = make_schema()


def register(index: tantivy.Index) -> None:
    """Teaches an index to cut at spaces."""
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(_TOKENIZER, analyzer)


def is_long(key: str) -> bool:
    """Whether a word is not in the index because of its length."""
    return len(key) * 4 > LONGEST_WORD and len(key.encode("utf-8", "replace")) > LONGEST_WORD


def milliseconds(moment: datetime | None) -> int:
    """Since 1970; 0 for None."""
    return (moment - _EPOCH) // _MILLISECOND if moment else 0


def lowest(moment: datetime) -> int:
    """The least `order` of an item of this moment.

    >>> moment_of(lowest(datetime(2026, 3, 1, tzinfo=UTC)))
    datetime.datetime(2026, 3, 1, 0, 0, tzinfo=datetime.timezone.utc)
    """
    return milliseconds(moment) << _TIE_BITS


def day_of(moment: datetime) -> int:
    """The day of a moment in UTC, counted from 1970."""
    return (moment - _EPOCH) // _DAY


def day_of_order(orders: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The days of many an `order`."""
    return (orders >> _TIE_BITS) // (_DAY // _MILLISECOND)


def day_at(number: int) -> date:
    """The day with a number.

    >>> day_at(day_of(datetime(2026, 3, 1, 23, tzinfo=UTC)))
    datetime.date(2026, 3, 1)
    """
    return (_EPOCH + number * _DAY).date()


def week_of(moment: datetime) -> int:
    """The week of a moment, counted from 1970."""
    return (moment - _EPOCH) // _WEEK


def order_of(dated: datetime, identity: str) -> int:
    """What lists are ordered by: the moment, and the end of the id among items of the same one."""
    return lowest(dated) | int(identity, 16) & ((1 << _TIE_BITS) - 1)


def week_of_order(order: int) -> int:
    """The week of an `order`; also of one that lies beyond all years."""
    return (order >> _TIE_BITS) // (_WEEK // _MILLISECOND)


def moment_of(order: int) -> datetime:
    """The moment in an `order`."""
    return moment_of_milliseconds(order >> _TIE_BITS)


def moment_of_milliseconds(since: int) -> datetime:
    """A moment by its milliseconds since 1970."""
    return _EPOCH + since * _MILLISECOND


def halves(identity: str) -> tuple[int, int]:
    """An id as two numbers: its first eight bytes and its last four."""
    return int(identity[:16], 16), int(identity[16:], 16)


def identity_of(high: int, low: int) -> str:
    """The id that two numbers make.

    >>> identity_of(*halves("65e1c0ffee0123456789abcd"))
    '65e1c0ffee0123456789abcd'
    """
    return f"{high:016x}{low:08x}"
