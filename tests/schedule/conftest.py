"""The real MongoDB of the tests of the store, for what the schedule does with it."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.items import Article
from tests.store.conftest import MakeArticle, article, environment, store

__all__ = ["article", "environment", "store"]

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def story(article: MakeArticle) -> Any:
    """Makes an article of words on a host of its own, seen so many minutes after noon."""

    def make(name: str, words: Iterable[str], minutes: int = 0, **values: Any) -> Article:
        url = f"https://{name}.example/a"
        base: dict[str, Any] = {
            "url": url,
            "canonical_url": url,
            "source": name,
            "keys": [f"u:{url}"],
            "headline": f"Seen by {name}",
        }
        base |= {"language": "en", "first_seen": NOON + timedelta(minutes=minutes), "sightings": []}
        return article(name, **({"body": " ".join(words)} | base | values))

    return make
