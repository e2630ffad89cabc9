from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bench.wordpress.content import make_posts
from bench.wordpress.judging import folded, judge, promised
from bench.wordpress.ways import Way

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
POSTS = {post.slug: post for post in make_posts(NOW)}
SLUGS = ("story-55", "story-54", "sticky", "draft", "behind-a-password")
STATE = [
    {
        "slug": slug,
        "type": POSTS[slug].type,
        "status": POSTS[slug].status,
        "password": POSTS[slug].password,
        "date_gmt": POSTS[slug].date_gmt,
        "link": f"http://127.0.0.1/{slug}/",
    }
    for slug in SLUGS
]
WAY = Way("feed", (("feed", "/feed/"),))


def item(slug: str, **changes: Any) -> dict[str, Any]:
    post = POSTS[slug]
    values: dict[str, Any] = {
        "url": f"http://127.0.0.1/{slug}",
        "canonical_url": "",
        "headline": post.title,
        "body": "\n".join(post.paragraphs).replace("'", "’"),
        "published": f"{post.date_gmt.replace(' ', 'T')}Z",
        "published_day": post.date_gmt[:10],
    }
    return values | changes


def test_promises_are_what_anyone_may_read() -> None:
    assert promised(WAY, STATE) == {"story-55", "story-54", "sticky"}
    assert promised(replace(WAY, limit=2), STATE) == {"story-55"}
    assert promised(replace(WAY, skip=1, limit=1), STATE) == {"story-55"}


def test_a_crawl_that_got_everything_right() -> None:
    found = judge("", WAY, STATE, POSTS, [item(slug) for slug in ("story-55", "story-54", "sticky")])
    assert (found.found, found.expected, found.instants, found.whole) == (3, 3, 3, 3)
    assert not (found.missing or found.surplus or found.wrong_dates or found.wrong_titles)


def test_a_crawl_that_got_things_wrong() -> None:
    items = [
        item("story-55", published="2026-01-01T00:00:00Z", headline="Another"),
        item("story-54", published=None, body=POSTS["story-54"].paragraphs[0]),
        item("draft"),
    ]
    found = judge("", WAY, STATE, POSTS, items)
    assert (found.missing, found.surplus, found.found) == (["sticky"], ["draft"], 2)
    assert (found.instants, found.days, len(found.wrong_dates), len(found.cut), len(found.wrong_titles)) == (
        0,
        1,
        1,
        1,
        1,
    )


def test_typographic_marks_are_no_difference() -> None:
    assert folded("It\u2019s  \u201cover\u201d \u2013 now\u2026") == 'It\'s "over" - now...'
