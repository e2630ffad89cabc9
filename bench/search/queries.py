"""What is asked: queries of each kind, made of the words of the texts."""

import random
from collections.abc import Callable, Mapping
from typing import Final

from bench.search.words import Language

Spoken = Mapping[str, Language]
Make = Callable[[Spoken, random.Random], str]


def _common(language: Language, chance: random.Random) -> str:
    return language.words[chance.randrange(20)]


def _middling(language: Language, chance: random.Random) -> str:
    return language.words[chance.randrange(20, 1_000)]


def _rare(language: Language, chance: random.Random) -> str:
    return language.words[chance.randrange(5_000, len(language.words))]


def _english(make: Callable[[Language, random.Random], str]) -> Make:
    return lambda spoken, chance: make(spoken["en"], chance)


def _any_word(code: str) -> Make:
    return lambda spoken, chance: chance.choice((_common, _middling, _rare))(spoken[code], chance)


def _groups(language: Language, chance: random.Random) -> str:
    one = f"{_common(language, chance)} OR {_middling(language, chance)}"
    return f"({one}) NEAR/10 ({_middling(language, chance)} OR {_rare(language, chance)})"


def _twelve(language: Language, chance: random.Random) -> str:
    one, other = (" OR ".join(_middling(language, chance) for _ in range(size)) for size in (6, 5))
    return f"({one}) AND ({other}) NOT {_rare(language, chance)}"


KINDS: Final[Mapping[str, Make]] = {
    "common word": _english(_common),
    "word": _english(_middling),
    "rare word": _english(_rare),
    "Russian word": _any_word("ru"),
    "Arabic word": _any_word("ar"),
    "Chinese word": _any_word("zh"),
    "phrase": _english(lambda language, chance: f'"{_common(language, chance)} {_middling(language, chance)}"'),
    "common phrase": _english(lambda language, chance: f'"{_common(language, chance)} {_common(language, chance)}"'),
    "AND": _english(lambda language, chance: f"{_common(language, chance)} AND {_middling(language, chance)}"),
    "AND of common": _english(lambda language, chance: " AND ".join(_common(language, chance) for _ in range(3))),
    "NEAR": _english(lambda language, chance: f"{_common(language, chance)} NEAR/5 {_middling(language, chance)}"),
    "NEAR of common": _english(
        lambda language, chance: f"{_common(language, chance)} NEAR/5 {_common(language, chance)}"
    ),
    "ONEAR": _english(lambda language, chance: f"{_common(language, chance)} ONEAR/5 {_middling(language, chance)}"),
    "NEAR of groups": _english(_groups),
    "prefix": _english(lambda language, chance: f"{_middling(language, chance)[:4]}*"),
    "ending": _english(lambda language, chance: f"*{_middling(language, chance)[-4:]}"),
    "short prefix": _english(lambda language, chance: f"{_middling(language, chance)[:2]}*"),
    "12 leaves": _english(_twelve),
}
# What MongoDB's text index can be asked as well: the same words, all of them wanted.
PEER_KINDS: Final = ("common word", "word", "rare word", "phrase", "common phrase", "AND", "AND of common")


def as_text_search(query: str) -> str:
    """A query of `PEER_KINDS` as MongoDB's `$text` takes it.

    >>> as_text_search("ferry"), as_text_search("ferry AND strike"), as_text_search('"ferry strike"')
    ('ferry', '"ferry" "strike"', '"ferry strike"')
    """
    return " ".join(f'"{word}"' for word in query.split(" AND ")) if " AND " in query else query


def back_tested(spoken: Spoken, chance: random.Random) -> list[str]:
    """Queries from rare to common, and those that the index leaves to the rows: stems, braces, counts, expressions."""
    kinds = ("rare word", "phrase", "NEAR", "NEAR of common", "12 leaves", "word", "prefix", "common word", "ONEAR")
    language = spoken["en"]
    rare, (one, other, third) = _rare(language, chance), (_common(language, chance) for _ in range(3))
    many = " OR ".join(f"~{_common(language, chance)}" for _ in range(20))
    return [
        *(KINDS[kind](spoken, chance) for kind in kinds),
        f"~{rare} NEAR/3 ({one} OR {other})",
        f"~{one}",
        "{" + one + "}",
        f"ATLEAST/3({one} OR {other})",
        f"{one} NEAR/9 {other} NEAR/9 ~{third}",
        f'title:"{one} {other}" OR ATLEAST/2({third[:3]}*)',
        many,
        "/[A-Z]{3}[0-9]/",
        f"/{one[:3]}[a-z]+{other[-2:]}/",
        f"/^{one}/",
    ]
