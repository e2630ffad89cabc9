"""Answers of the WordPress REST API (version 2) -> links and public types."""

import re
from dataclasses import dataclass

from monitor.errors import EntryError
from monitor.extract.entry_text import decoded, read_json
from monitor.extract.feed import FULL_TEXT, SUMMARY, TITLE
from monitor.extract.feeds import is_web_page
from monitor.extract.feeds_json import words
from monitor.extract.plain import plain_text, shorten, tidy
from monitor.extract.shortcodes import has_shortcodes, without_shortcodes
from monitor.extract.urls import absolute
from monitor.items import Link

# What is public in the API and yet no article: parts of pages, and what plugins for shops and forums store.
_NO_ARTICLES = frozenset("""
    attachment nav_menu_item custom_css customize_changeset oembed_cache user_request revision feedback popup
    elementor_library e-landing-page product product_variation shop_order shop_coupon acf-field acf-field-group
    tribe_venue tribe_organizer forum topic reply
""".split())  # noqa: SIM905  # fmt: skip


@dataclass(frozen=True, slots=True)
class RestType:
    """A public sort of content: `name` as WordPress calls it, `rest_base` the end of its address."""

    name: str
    rest_base: str
    title: str = ""


def read_posts(body: bytes, url: str) -> list[Link]:
    """The posts of one answer, in its order.

    Raises `EntryError`: "is empty", "is a web page, not the WordPress API", "has its API switched
    off", "keeps its API closed", "has no such collection", "is not the WordPress API".
    """
    posts = _answer(body)
    if not isinstance(posts, list):
        raise EntryError(_refusal(posts))
    links = (_link(post, url) for post in posts if isinstance(post, dict))
    return [link for link in links if link is not None]


def read_types(body: bytes) -> list[RestType]:
    """The public types of `/wp-json/wp/v2/types` that can hold articles. Raises as `read_posts`."""
    types = _answer(body)
    if not isinstance(types, dict) or ("code" in types and "message" in types):
        raise EntryError(_refusal(types))
    found = []
    for key, value in types.items():
        if isinstance(value, dict) and key not in _NO_ARTICLES and not str(key).startswith("wp_"):
            base = words(value, "rest_base")
            namespace = words(value, "rest_namespace") or "wp/v2"
            if re.fullmatch(r"[\w-]{1,100}", base) and namespace == "wp/v2":
                found.append(RestType(str(key), base, plain_text(words(value, "name"))))
    return found


def _answer(body: bytes) -> object:
    if not body.strip():
        raise EntryError("is empty")
    # Before anything is looked for: a home page that stands there holds JSON of its own.
    if is_web_page(decoded(body[:20_000])):
        raise EntryError("is a web page, not the WordPress API")
    try:
        return read_json(body)
    except ValueError as error:
        raise EntryError("is not the WordPress API") from error


def _refusal(answer: object) -> str:
    code = words(answer, "code") if isinstance(answer, dict) else ""
    if code == "rest_no_route":
        return "has no such collection"
    if code in ("rest_disabled", "rest_api_disabled"):
        return "has its API switched off"
    if code.startswith(("rest_", "restx_", "jwt_")) and code:
        return "keeps its API closed"
    return "is not the WordPress API"


def _link(post: dict[object, object], url: str) -> Link | None:
    address = absolute(url, words(post, "link"))
    if address is None or post.get("status", "publish") != "publish":
        return None
    markup = "" if _is_protected(post) else _rendered(post, "content")
    published = _moment(post, "date")
    text = plain_text(markup)
    excerpt = without_shortcodes(plain_text(_rendered(post, "excerpt")) or text)
    return Link(
        url=address,
        title=plain_text(_rendered(post, "title"))[:TITLE],
        published=published,
        published_evidence="api" if published else None,
        modified=_moment(post, "modified"),
        summary=shorten(tidy(excerpt), SUMMARY),
        language=_language(post),
        html=markup if len(text) >= FULL_TEXT and not has_shortcodes(text) else "",
    )


def _rendered(post: dict[object, object], name: str) -> str:
    value = post.get(name)
    return words(value, "rendered") if isinstance(value, dict) else words(post, name)


def _is_protected(post: dict[object, object]) -> bool:
    content = post.get("content")
    return isinstance(content, dict) and content.get("protected") is True


def _moment(post: dict[object, object], name: str) -> str:
    """The moment in UTC, or as the site's clock shows it where it gives no other."""
    moment = tidy(words(post, f"{name}_gmt"))[:100]
    if moment and not moment.startswith(("0000", "-", "1970-01-01T00:00:00")):
        return moment if re.search(r"(?:Z|[+-]\d\d:?\d\d)$", moment) else moment + "Z"
    local = tidy(words(post, name))[:100]
    return "" if local.startswith(("0000", "-")) else local


def _language(post: dict[object, object]) -> str:
    """The language that Polylang or WPML add; "" without them."""
    value = post.get("lang") or post.get("wpml_current_locale") or post.get("language")
    if isinstance(value, dict):
        value = words(value, "slug", "code", "locale")
    return tidy(value).replace("_", "-")[:35] if isinstance(value, str) else ""
