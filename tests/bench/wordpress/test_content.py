from collections import Counter
from datetime import UTC, datetime

from bench.wordpress.content import DOCUMENTS, DOSSIERS, ORDINARY, make_posts

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_the_site_has_every_sort_of_post() -> None:
    posts = make_posts(NOW)
    assert Counter(post.type for post in posts) == {
        "post": ORDINARY + 7,
        "document": DOCUMENTS,
        "dossier": DOSSIERS,
        "page": 5,
    }
    assert {post.status for post in posts} == {"publish", "private", "draft", "future"}
    assert len({post.slug for post in posts}) == len(posts)
    assert sum(post.sticky for post in posts) == sum(bool(post.password) for post in posts) == 1


def test_the_same_moment_gives_the_same_site() -> None:
    assert make_posts(NOW) == make_posts(NOW)


def test_only_the_scheduled_post_is_still_to_come() -> None:
    later = [post.slug for post in make_posts(NOW) if post.date_gmt > "2026-11-22 12:00:00"]
    assert later == ["scheduled"]
