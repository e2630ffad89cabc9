"""The settings of a site that are tried, and the ways in which each is crawled."""

from dataclasses import dataclass, field

ALL = 100
ZONE = "Asia/Kathmandu"
_PRETTY = "/%year%/%monthnum%/%postname%/"
_COMMON: dict[str, object] = {
    "permalink_structure": _PRETTY, "timezone_string": ZONE, "gmt_offset": "", "rss_use_excerpt": 0,
    "bench_closed_api": 0, "bench_sitemap_size": 0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """One way of crawling: entries of (kind, path). `types` are what these entries promise.

    Of these it leads to `limit`, behind the newest `skip`; `newest` is what the crawl is told to take.
    `is_changed` asks for a third run after the site has changed.
    """

    name: str
    entries: tuple[tuple[str, str], ...]
    newest: int = ALL
    types: tuple[str, ...] = ("post",)
    limit: int = ALL
    skip: int = 0
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """Settings of the site, and the ways tried with them."""

    name: str
    ways: tuple[Way, ...]
    options: dict[str, object] = field(default_factory=dict)
    is_probed: bool = False

    @property
    def settings(self) -> dict[str, object]:
        return _COMMON | self.options


def _one(name: str, kind: str, path: str, **values: object) -> Way:
    return Way(name, ((kind, path),), **values)  # type: ignore[arg-type]


_OFFERED = ("post", "document")
_IN_SITEMAPS = ("post", "document", "dossier")
_ALL_FOUR = (("feed", "/feed/"), ("wordpress", "/wp-json/"), ("sitemap", "/wp-sitemap.xml"), ("listing", "/"))
VARIANTS = (
    Variant(
        "pretty addresses",
        (
            _one("api_site", "wordpress", "/", types=_OFFERED, is_changed=True),
            _one("api_root", "wordpress", "/wp-json/", types=_OFFERED),
            _one("api_posts", "wordpress", "/wp-json/wp/v2/posts"),
            _one("api_documents", "wordpress", "/wp-json/wp/v2/documents", types=("document",)),
            _one("api_newest_20", "wordpress", "/wp-json/wp/v2/posts", newest=20, limit=20),
            _one("feed_rss", "feed", "/feed/", limit=10, is_changed=True),
            _one("feed_atom", "feed", "/feed/atom/", limit=10),
            _one("feed_rdf", "feed", "/feed/rdf/", limit=10),
            _one("feed_page_2", "feed", "/feed/?paged=2", limit=10, skip=10),
            _one("sitemap", "sitemap", "/wp-sitemap.xml", types=_IN_SITEMAPS, is_changed=True),
            _one("sitemap_newest_20", "sitemap", "/wp-sitemap-posts-post-1.xml", newest=20, limit=20),
            _one("listing", "listing", "/", is_changed=True),
            _one("listing_newest_20", "listing", "/", newest=20, limit=20),
            Way("all_four", _ALL_FOUR, types=_IN_SITEMAPS, is_changed=True),
        ),
        is_probed=True,
    ),
    Variant(
        "small sitemaps",
        (_one("sitemap_parts", "sitemap", "/wp-sitemap.xml", newest=20, limit=20, is_changed=True),),
        {"bench_sitemap_size": 15},
    ),
    Variant(
        "plain addresses",
        (
            _one("plain_api_site", "wordpress", "/", types=_OFFERED),
            _one("plain_api_root", "wordpress", "/?rest_route=/", types=_OFFERED),
            _one("plain_api_posts", "wordpress", "/?rest_route=/wp/v2/posts"),
            _one("plain_feed", "feed", "/?feed=rss2", limit=10),
            _one("plain_sitemap", "sitemap", "/?sitemap=index", types=_IN_SITEMAPS),
            _one("plain_listing", "listing", "/"),
        ),
        {"permalink_structure": ""},
        is_probed=True,
    ),
    Variant(
        "feeds with summaries, clock by offset",
        (_one("summary_feed", "feed", "/feed/", limit=10), _one("offset_listing", "listing", "/", newest=20, limit=20)),
        {"rss_use_excerpt": 1, "timezone_string": "", "gmt_offset": "5.75"},
    ),
    Variant(
        "closed API",
        (
            _one("closed_api", "wordpress", "/"),
            Way("closed_api_and_feed", (("wordpress", "/wp-json/wp/v2/posts"), ("feed", "/feed/")), limit=10),
        ),
        {"bench_closed_api": 1},
        is_probed=True,
    ),
)  # fmt: skip
