# ruff: noqa: E501 - fixtures are as wide as what sites send
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import EntryError
from monitor.extract.wordpress import RestType, read_posts, read_types
from monitor.items import Link

URL = "https://example.org/wp-json/wp/v2/posts"
LONG = "<p>" + "The hearing went on for hours. " * 60 + "</p>"


def post(**changes: object) -> dict[str, object]:
    return {
        "link": "https://example.org/2026/11/court/", "date": "2026-11-03T11:00:00", "date_gmt": "2026-11-03T10:00:00",
        "modified": "2026-11-04T11:00:00", "modified_gmt": "2026-11-04T10:00:00", "title": {"rendered": "Court &#8211; day one"},
        "excerpt": {"rendered": "<p>Two judges left [&hellip;]</p>"}, "content": {"rendered": LONG, "protected": False},
        **changes,
    }  # fmt: skip


def one(**changes: object) -> Link:
    [link] = read_posts(json.dumps([post(**changes)]).encode(), URL)
    return link


def test_post() -> None:
    assert one(lang="fr") == Link(
        url="https://example.org/2026/11/court/",
        title="Court – day one",
        published="2026-11-03T10:00:00Z",
        published_evidence="api",
        modified="2026-11-04T10:00:00Z",
        summary="Two judges left […]",
        language="fr",
        html=LONG,
    )


@pytest.mark.parametrize("empty", ["", "0000-00-00T00:00:00", "-0001-11-30T00:00:00", None])
def test_site_clock_where_there_is_no_other(empty: object) -> None:
    assert one(date_gmt=empty).published == "2026-11-03T11:00:00"


def test_no_date_at_all() -> None:
    link = one(date_gmt="0000-00-00T00:00:00", date=None)
    assert (link.published, link.published_evidence) == ("", None)


@pytest.mark.parametrize("content", [{"rendered": LONG, "protected": True}, {"rendered": "<p>Short</p>"}, None, "", 7])
def test_no_text_where_it_is_protected_or_short(content: object) -> None:
    assert one(content=content).html == ""


def test_page_of_a_page_builder_is_fetched() -> None:
    """Page builders do not know their shortcodes when the API asks: what it gives is not what readers see."""
    raw = "<p>[vc_row css=&#8221;.a{}&#8221;][vc_column]" + "Two judges left. " * 200 + "[/vc_column][/vc_row]</p>"
    link = one(content={"rendered": raw}, excerpt={"rendered": "<p>[vc_row][vc_column]Two judges left [&hellip;]</p>"})
    assert (link.html, link.summary) == ("", "Two judges left […]")
    assert one(content={"rendered": LONG + "<p>The minister [sic] said so [1].</p>"}).html


def test_languages_of_plugins() -> None:
    assert one(wpml_current_locale="pt_BR").language == "pt-BR"
    assert one(lang={"slug": "ar"}).language == "ar"


def test_warnings_in_front_and_drafts() -> None:
    body = (
        b"<br />\n<b>Warning</b>: x in <b>y.php</b>\n"
        + json.dumps([post(), post(status="draft"), post(link=None), 3]).encode()
    )
    assert len(read_posts(body, URL)) == 1
    assert read_posts(b"[]", URL) == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><html>Not found</html>", "is a web page, not the WordPress API"),
        (
            b'<!DOCTYPE html>\n<html><script>var site = {"a": [1]};</script></html>',
            "is a web page, not the WordPress API",
        ),
        (b"plain", "is not the WordPress API"),
        (b'{"name": "x"}', "is not the WordPress API"),
        (b'{"code":"rest_no_route","message":"x"}', "has no such collection"),
        (b'{"code":"rest_disabled","message":"x"}', "has its API switched off"),
        (b'{"code":"rest_forbidden","message":"x"}', "keeps its API closed"),
        (b'{"code":"rest_login_required","message":"x"}', "keeps its API closed"),
    ],
)
def test_reasons(body: bytes, reason: str) -> None:
    with pytest.raises(EntryError) as caught:
        read_posts(body, URL)
    assert caught.value.reason == reason


def test_types() -> None:
    types = {
        "post": {"rest_base": "posts", "name": "Posts", "rest_namespace": "wp/v2"},
        "page": {"rest_base": "pages", "name": "Pages"},
        "attachment": {"rest_base": "media", "name": "Media"},
        "wp_block": {"rest_base": "blocks"},
        "nav_menu_item": {"rest_base": "menu-items"},
        "release": {"rest_base": "releases", "name": "Press &amp; releases"},
        "odd": {"rest_base": "../../evil"},
        "shop": {"rest_base": "orders", "rest_namespace": "wc/v3"},
    }
    assert read_types(json.dumps(types).encode()) == [
        RestType("post", "posts", "Posts"),
        RestType("page", "pages", "Pages"),
        RestType("release", "releases", "Press & releases"),
    ]
    with pytest.raises(EntryError):
        read_types(b'{"code":"rest_forbidden","message":"x"}')


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(
    st.sampled_from(["link", "title", "content", "rendered", "date", "date_gmt", "code", "message", "rest_base", "lang"]), inner))  # fmt: skip


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=100), JSON.map(lambda value: json.dumps(value).encode())))
def test_any_answer_is_read_or_refused(body: bytes) -> None:
    for read in (lambda: read_posts(body, URL), lambda: read_types(body)):
        try:
            repr(read()).encode()
        except EntryError:
            continue
