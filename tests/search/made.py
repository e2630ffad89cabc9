"""Articles of fictional sites in many scripts, made so that queries often find them."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.items import Article, Sighting
from monitor.sources.model import Source
from monitor.store.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
_LATIN = "ferry harbour strike strikes STRIKE Straße café U.N. don't l’État naïve #strike @harbour #ferry_strike 2026 ﬁ"
_OTHERS = (
    "арест ареста з'їзд حقوق والحقوق للحقوق مدرسة זכויות והזכויות 인권 인권이 국제인권 AI가 AI "
    "人权 律师 人 权 中国人权律师 5G 华为5G東京 ガス สิทธิ สิทธิมนุษยชน ကို मानव ሰላም #人权 ٢٠٢٦"
)
WORDS = tuple(f"{_LATIN} {_OTHERS}".split())
LANGUAGES = ("en", "ar", "zh-Hant", "ru", "fi", "")


def article(number: int, headline: str = "", body: str = "", **values: Any) -> Article:
    """An article of a fictional site, an hour older than the one with the number below."""
    url, seen = f"https://tidings.example/{number}", NOON - timedelta(hours=number)
    base: dict[str, Any] = {
        "source": "tidings",
        "language": "en",
        "first_seen": seen,
        "keys": [f"u:{url}", f"t:tidings.example:{number}"],
        "sightings": [Sighting(url, "tidings", seen)],
    }
    return Article(**({"url": url, "canonical_url": url, "headline": headline, "body": body} | base | values))


def row(chance: random.Random, most: int) -> str:
    """Some words of several scripts, with what may stand between words."""
    gaps = (" ", " ", " ", "", ", ", ". ", "-", "\n", "。")
    return "".join(chance.choice(WORDS) + chance.choice(gaps) for _ in range(chance.randint(0, most)))


def generated(chance: random.Random, size: int) -> list[Article]:
    """Articles in several languages of three sources; many of the same moment."""
    return [
        article(
            number,
            row(chance, 6),
            row(chance, 40),
            language=chance.choice(LANGUAGES),
            source=chance.choice(("tidings", "quill", "harbour")),
            authors=[row(chance, 2)],
            published=NOON - timedelta(hours=chance.randint(0, 30)),
        )
        for number in range(size)
    ]


SOURCES = {
    "tidings": Source("tidings", "news", "Tidings", "https://tidings.example", country="FR"),
    "quill": Source("quill", "news", "Quill", "https://quill.example", country="SE"),
    "harbour": Source("harbour", "partners", "Harbour Watch", "https://harbour.example"),
}


async def fill(store: Store, articles: Sequence[Article]) -> list[str]:
    """Stores articles and gives their ids."""
    return [result.item_id for result in await store.items.store(articles)]
