"""Queries and texts in many scripts, made so that they often match."""

import random
from collections.abc import Callable

_ALL = (
    "police army strike strikes\x20"
    "striker striking mill Straße strasse café cafe U.N. UN don't état l’État İstanbul naïve "
    "арест ареста арестован з'їзд ёлка حقوق والحقوق للحقوق مدرسة کتاب זכויות והזכויות צה״ל 인권 인권이 국제인권 AI가 "
    "人权 律师 人 权 中国人权律师 5G 华为5G東京 ば は ガス ｶﾞｽ สิทธิ สิทธิมนุษยชน กำ ကို က मानव मानवाधिकार ሰላም "
    "#strike #人权 @police #mill_strike 2024 ٢٠٢٤ ﬁ \u200b \ud800 \x00 co\u00adop"
)
WORDS = _ALL.split(" ")
PIECES = ("strik", "po", "ارز", "人权", "인권", "арест", "mill", "حقو", "มนุษ", "st", "mi")
_SPACES = (" ", " ", " ", "", ", ", ". ", "-", "\n", "。")
_LANGUAGES = ("en", "ar", "zh-Hant", "ru", "fi", "")


def text(random: random.Random) -> tuple[dict[str, str], dict[str, str | tuple[str, ...]]]:
    """Fields and facts."""
    fields = {name: _row(random, size) for name, size in (("title", 6), ("body", 40))}
    authors = (_row(random, 2), _row(random, 2))
    return fields, {"lang": random.choice(_LANGUAGES), "source": "news.mill.example", "author": authors}


def _row(random: random.Random, most: int) -> str:
    return "".join(random.choice(WORDS) + random.choice(_SPACES) for _ in range(random.randint(0, most)))


def query(random: random.Random, depth: int = 3) -> str:
    """A query; nearly always without errors."""
    kind = random.randint(0, 9) if depth else 9
    if kind >= 7:
        return _leaf(random)
    if kind >= 5:
        return f"({query(random, depth - 1)} AND {query(random, depth - 1)})"
    if kind >= 3:
        return f"({query(random, depth - 1)} OR {query(random, depth - 1)})"
    makers: tuple[Callable[[], str], ...] = (
        lambda: f"({query(random, depth - 1)} NOT {query(random, depth - 1)})",
        lambda: f"({_leaf(random)} {random.choice(('NEAR', 'ONEAR'))}/{random.randint(1, 9)} {_near(random)})",
        lambda: f"ATLEAST/{random.randint(1, 3)}({_near(random)} OR {_near(random)})",
    )
    return makers[kind]()


def _near(random: random.Random) -> str:
    return _leaf(random) if random.random() < 0.6 else f"({_leaf(random)} OR {_leaf(random)})"


def _leaf(random: random.Random) -> str:
    word, other = (random.choice(WORDS[:-5]) for _ in range(2))
    piece = random.choice(PIECES)
    return random.choice(
        (
            word, word, word, word, f'"{word} {other}"', f'"{word} {other}"', f"{piece}*", f"*{piece}", f"*{piece}*",
            f"{piece[:-1]}?{piece[-1]}*", "{" + word + "}", f"~{word}", f"title:{word}",
            f"body:{piece}*", f'author:"{word}"',
            f"/{piece}/", f'"{piece}* {word}"',
        )
    )  # fmt: skip
