"""A site that runs WordPress, as seen from outside: REST API, feed with full text, sitemap index."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any

from monitor.demo import feeds
from monitor.demo.markup import article_page, paragraphs
from monitor.demo.ordinary import add_ordinary, add_page, newest
from monitor.demo.texts import SiteText, Text
from monitor.demo.web import Answer, Maker, Web

_JSON = "application/json; charset=UTF-8"
_API = "/wp-json/wp/v2"


def add_wordpress(web: Web, site: SiteText) -> None:
    """Adds the site with its API: posts, pages, and reports as a type of their own."""
    add_ordinary(web, site)
    for text in site.reports:
        add_page(web, site, site.path(text), article_page(site, text), text.moment)
    posts = [_post(site, text, number, "post") for number, text in enumerate(site.articles, start=100)]
    reports = [_post(site, text, number, "relatorio") for number, text in enumerate(site.reports, start=300)]
    _add_api(web, site, posts, reports)
    entries = [(site.url(text), text) for text in site.articles]
    feed = feeds.rss(site, entries, full=True)
    web.add(
        site.host, "/feed/", Answer(200, feed, "application/rss+xml; charset=UTF-8", modified=newest(site.articles))
    )
    _add_sitemaps(web, site)


def _add_api(web: Web, site: SiteText, posts: list[dict[str, Any]], reports: list[dict[str, Any]]) -> None:
    web.add(site.host, "/wp-json/", _answer({"name": site.name, "home": site.home, "namespaces": ["wp/v2"]}))
    web.add(site.host, f"{_API}/types", _answer(_TYPES))
    web.add_maker(site.host, f"{_API}/posts", _collection(posts))
    web.add_maker(site.host, f"{_API}/relatorio", _collection(reports))
    web.add_maker(site.host, f"{_API}/pages", _collection(_pages(site)))


def _add_sitemaps(web: Web, site: SiteText) -> None:
    parts = {"post": site.articles, "relatorio": site.reports}
    names = {name: f"{site.home}wp-sitemap-posts-{name}-1.xml" for name in parts}
    web.add(site.host, "/wp-sitemap.xml", Answer(200, feeds.sitemap_index(names.values()), "application/xml"))
    for name, texts in parts.items():
        rows = [(site.url(text), text.moment.isoformat() if text.moment else "") for text in texts]
        web.add(site.host, f"/wp-sitemap-posts-{name}-1.xml", Answer(200, feeds.sitemap(rows), "application/xml"))


def _type(name: str, base: str, slug: str) -> dict[str, Any]:
    return {"name": name, "slug": slug, "rest_base": base, "rest_namespace": "wp/v2", "hierarchical": slug == "page"}


_TYPES = {
    "post": _type("Artigos", "posts", "post"),
    "page": _type("Páginas", "pages", "page"),
    "attachment": _type("Multimédia", "media", "attachment"),
    "wp_block": _type("Padrões", "blocks", "wp_block"),
    "relatorio": _type("Relatórios", "relatorio", "relatorio"),
}


def _post(site: SiteText, text: Text, number: int, kind: str) -> dict[str, Any]:
    moment = text.moment or newest(())
    return {
        "id": number,
        "date": _plain(moment),
        "date_gmt": _plain(moment.astimezone(UTC)),
        "modified": _plain(moment),
        "modified_gmt": _plain(moment.astimezone(UTC)),
        "guid": {"rendered": f"{site.home}?p={number}"},
        "slug": text.slug,
        "status": "publish",
        "type": kind,
        "link": site.url(text),
        "title": {"rendered": escape(text.headline).replace("–", "&#8211;")},
        "content": {"rendered": paragraphs(text), "protected": False},
        "excerpt": {"rendered": f"<p>{escape(text.summary)}</p>", "protected": False},
        "author": 2,
    }


def _pages(site: SiteText) -> list[dict[str, Any]]:
    texts = [(name, site.words[name], site.words[f"{name}_text"]) for name in ("about", "donate", "login")]
    return [
        _post(site, Text(name, title, (words,)), number, "page") | {"link": f"{site.home}{name}"}
        for number, (name, title, words) in enumerate(texts, start=10)
    ]


def _plain(moment: datetime) -> str:
    """A moment as WordPress writes it: without a zone."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def _answer(value: object, headers: Mapping[str, str] | None = None, status: int = 200) -> Answer:
    return Answer(status, json.dumps(value, ensure_ascii=False).encode(), _JSON, headers or {})


def _collection(posts: Sequence[dict[str, Any]]) -> Maker:
    """Answers `per_page`, `page`, `after`, `order` and `_fields` as the REST API does."""

    def answer(query: Mapping[str, str]) -> Answer:
        chosen = _chosen(posts, query)
        size, number = _number(query, "per_page", 10), _number(query, "page", 1)
        if not 1 <= size <= 100 or number < 1:
            return _refusal("rest_invalid_param", "Parâmetro(s) inválido(s)")
        pages = -(-len(chosen) // size)
        if number > max(pages, 1):
            return _refusal("rest_post_invalid_page_number", "O número de página pedido é maior do que o existente.")
        fields = [name for name in query.get("_fields", "").split(",") if name]
        rows = [_only(post, fields) for post in chosen[(number - 1) * size : number * size]]
        return _answer(rows, {"X-WP-Total": str(len(chosen)), "X-WP-TotalPages": str(pages)})

    return answer


def _chosen(posts: Sequence[dict[str, Any]], query: Mapping[str, str]) -> list[dict[str, Any]]:
    after, before = query.get("after", "")[:19], query.get("before", "")[:19] or "9"
    chosen = [post for post in posts if after < post["date"] < before]
    return sorted(chosen, key=lambda post: str(post["date"]), reverse=query.get("order", "desc") != "asc")


def _only(post: dict[str, Any], fields: list[str]) -> dict[str, Any]:
    return {name: value for name, value in post.items() if name in fields} if fields else post


def _number(query: Mapping[str, str], name: str, default: int) -> int:
    value = query.get(name, "")
    return int(value) if value.isascii() and value.isdigit() else 0 if value else default


def _refusal(code: str, message: str) -> Answer:
    return _answer({"code": code, "message": message, "data": {"status": 400}}, status=400)
