"""What comes before an article, however much of it there is, does not cost the article."""

import json
from datetime import UTC, datetime

import pytest

from monitor.extract.oversize import LIMIT, bounded
from monitor.extract.page import read_page
from monitor.extract.reading import ArticleReading
from monitor.items import Link, Page, Site

ADDRESS = "https://herald.example/news/the-pier-stays-shut"
NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
STORY = "".join(
    f"<p>The ferry council of Lower Quill heard from boat {number} on Tuesday that the pier would stay shut.</p>"
    for number in range(9)
)
ARTICLE = f"<article><h1>The pier stays shut</h1>{STORY}</article>"
DATED = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-05-03"}</script>'
WORDS = "and so on " * 300_000
METAS = "".join(f'<meta name="author" content="Ada Bell {number}">' for number in range(40_000))


def read(head: str, body: str) -> ArticleReading:
    text = f"<html lang=en><head><title>The pier stays shut</title>{DATED}{head}</head><body>{body}</body></html>"
    page = Page("herald", ADDRESS, text.encode(), "text/html", Link(ADDRESS), Site(languages=("en",)), NOW)
    reading = read_page(page, NOW)
    assert isinstance(reading, ArticleReading)
    return reading


@pytest.mark.parametrize(
    ("head", "before"),
    [
        (f'<script type="application/ld+json">{json.dumps({"@type": "WebPage", "text": WORDS})}</script>', ""),
        ('<script type="application/ld+json">{"@type": "ListItem"}</script>' * 30_000, ""),
        (f"<script>{'var a = 1;' * 300_000}</script>", ""),
        ("<!-- nothing -->" * 30_000, ""),
        (METAS, ""),
        (f'<meta name="description" content="{WORDS}">', ""),
        ("", f'<img src="data:image/png;base64,{"QUJD" * 700_000}">'),
        ("", "<ul><li>" * 30_000),
        ("", "\u200f \u200b" * 1_000_000),
        ("", "<" * 3_000_000),
    ],
    ids=[
        "one large JSON-LD", "many JSON-LD", "a script", "comments", "metas", "a long description", "a picture",
        "lists in lists", "invisible signs", "brackets",
    ],
)  # fmt: skip
def test_the_article_is_kept(head: str, before: str) -> None:
    reading = read(head, before + ARTICLE)
    assert reading.headline.startswith("The pier stays shut")
    assert "boat 8" in reading.body
    assert any(one.evidence == "jsonld" for one in reading.date_candidates)


def test_the_article_is_kept_before_a_comment_without_an_end() -> None:
    assert "boat 8" in read("", ARTICLE + "<!-- and " * 300_000).body


@pytest.mark.parametrize(
    "piece",
    [
        "<b>" * 199 + "x", " " * 499 + "<p>x", "<svg ", "<a ", "<title>x", "='\"", '="' + "x" * 3990, "<!--",
        "<script>x</script>",
    ],
)  # fmt: skip
def test_nothing_is_looked_at_again_and_again(piece: str) -> None:
    """What takes time with the square of a page's length would not end in minutes here."""
    assert len(bounded(piece * (4_000_000 // len(piece)))) <= LIMIT
