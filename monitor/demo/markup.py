"""The HTML of the demo's pages: a shell with navigation, and four ways to mark up an article."""

import json
from collections.abc import Iterable
from html import escape

from monitor.demo.printed import printed
from monitor.demo.texts import SiteText, Text


def page(site: SiteText, title: str, main: str, head: str = "") -> bytes:
    """A whole page with the site's navigation and footer, in the site's charset."""
    markup = f"""<!DOCTYPE html>
<html lang="{site.language}" dir="{site.direction}">
<head>
{_charset(site)}
<title>{escape(title)} | {escape(site.name)}</title>
{head}
</head>
<body>
<header><a class="logo" href="/">{escape(site.name)}</a><p class="slogan">{escape(site.words["slogan"])}</p>
{_navigation(site)}</header>
<main>
{main}
</main>
<footer>{_navigation(site)}<p>© 1974–2026 {escape(site.name)}</p></footer>
</body>
</html>
"""
    return markup.encode(site.charset, "xmlcharrefreplace")


def _charset(site: SiteText) -> str:
    if site.charset == "utf-8":
        return '<meta charset="utf-8">'
    return f'<meta http-equiv="Content-Type" content="text/html; charset={site.charset}">'


def _navigation(site: SiteText) -> str:
    places = [(site.listing_path, "news"), ("/about", "about"), ("/donate", "donate"), ("/login", "login")]
    items = "".join(f'<li><a href="{path}">{escape(site.words[word])}</a></li>' for path, word in places)
    return f"<nav><ul>{items}</ul></nav>"


def article_page(site: SiteText, text: Text, canonical: str = "") -> bytes:
    """The page of one article, marked up in the site's style."""
    url = canonical or site.url(text)
    head = f'<link rel="canonical" href="{escape(url)}">\n{_BY_STYLE[site.style](site, text, url)}'
    return page(site, text.headline, article_body(site, text), head)


def article_body(site: SiteText, text: Text) -> str:
    """Headline, date, text, tags and the next stories."""
    return _BODIES[site.style](site, text) + _tags(site, text) + _others(site, text)


def paragraphs(text: Text) -> str:
    """The text's paragraphs as HTML."""
    return "\n".join(f"<p>{escape(part)}</p>" for part in text.paragraphs)


def _article_element(site: SiteText, text: Text) -> str:
    date = f'<p class="meta">{escape(site.words["published"])} {printed(site.language, text.published)}</p>'
    return f"""<article>
<h1>{escape(text.headline)}</h1>
{date if text.published else ""}
<div class="body">
{paragraphs(text)}
</div>
</article>"""


def _classes(site: SiteText, text: Text) -> str:
    words = f"{site.words['published']} {printed(site.language, text.published)}"
    date = f'<div class="date">{escape(words)}</div>' if text.published else ""
    return f"""<div class="contenu" id="content">
<h1 class="titre">{escape(text.headline)}</h1>
{date}
<div class="texte">
{paragraphs(text)}
</div>
</div>"""


def _timed(site: SiteText, text: Text) -> str:
    day = (
        f'<time datetime="{text.published.isoformat()}">{printed(site.language, text.published)}</time>'
        if (text.published)
        else ""
    )
    return f"""<section class="story">
<h1>{escape(text.headline)}</h1>
<p class="byline">{escape(site.words["author"])} · {day}</p>
{paragraphs(text)}
</section>"""


_BODIES = {"structured": _article_element, "visible": _classes, "time": _timed, "meta": _article_element}


def _json_ld(site: SiteText, text: Text, url: str) -> str:
    published = {"datePublished": text.published.isoformat()} if text.published else {}
    says = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": url,
        "headline": text.headline,
        "inLanguage": site.language,
        **published,
        "author": {"@type": "Organization", "name": site.words["author"]},
        "publisher": {"@type": "Organization", "name": site.name},
    }
    return f'<script type="application/ld+json">{json.dumps(says, ensure_ascii=False)}</script>'


def _open_graph(site: SiteText, text: Text, url: str) -> str:
    date = (
        f'<meta property="article:published_time" content="{text.published.isoformat()}">\n' if (text.published) else ""
    )
    return f"""<meta property="og:type" content="article">
<meta property="og:title" content="{escape(text.headline)}">
<meta property="og:url" content="{escape(url)}">
<meta property="og:site_name" content="{escape(site.name)}">
{date}<meta name="author" content="{escape(site.words["author"])}">"""


def _plain_head(site: SiteText, text: Text, url: str) -> str:
    return f'<meta name="description" content="{escape(text.summary)}">'


_BY_STYLE = {"structured": _json_ld, "visible": _plain_head, "time": _plain_head, "meta": _open_graph}


def _tags(site: SiteText, text: Text) -> str:
    links = "".join(f'<li><a href="{tag_path(site, tag)}">{escape(tag)}</a></li>' for tag in text.tags)
    return f'<ul class="tags">{links}</ul>' if links else ""


def tag_path(site: SiteText, tag: str) -> str:
    """The path of a topic's page."""
    return f"/tag/{sorted(all_tags(site)).index(tag) + 1}"


def all_tags(site: SiteText) -> set[str]:
    """Every topic of a site's articles."""
    return {tag for text in (*site.articles, *site.reports) for tag in text.tags}


def _others(site: SiteText, text: Text) -> str:
    others = [other for other in site.articles if other.slug != text.slug][:3]
    links = "".join(f'<li><a href="{site.path(other)}">{escape(other.headline)}</a></li>' for other in others)
    return f'<aside class="related"><ul>{links}</ul></aside>' if links else ""


def listing(site: SiteText, entries: Iterable[tuple[str, Text]]) -> str:
    """A list of teasers in the site's style; each entry is an address and the article it leads to."""
    return _LISTINGS[site.listing_style](site, entries)


def _cards(site: SiteText, entries: Iterable[tuple[str, Text]]) -> str:
    return '<div class="cards">\n' + "\n".join(_card(site, href, text) for href, text in entries) + "\n</div>"


def _card(site: SiteText, href: str, text: Text) -> str:
    date = f'<span class="date">{printed(site.language, text.published)}</span>' if text.published else ""
    return f"""<div class="card"><h2><a href="{escape(href)}">{escape(text.headline)}</a></h2>
{date}<p>{escape(text.summary)}</p>
<a class="more" href="{escape(href)}">{escape(site.words["more"])}</a></div>"""


def _list(site: SiteText, entries: Iterable[tuple[str, Text]]) -> str:
    rows = [
        f'<li><span class="date">{printed(site.language, text.published)}</span> '
        f'<a href="{escape(href)}">{escape(text.headline)}</a></li>'
        for href, text in entries
    ]
    return '<ul class="liste">\n' + "\n".join(rows) + "\n</ul>"


def _table(site: SiteText, entries: Iterable[tuple[str, Text]]) -> str:
    rows = [
        f'<tr><td class="d">{printed(site.language, text.published)}</td>'
        f'<td><a href="{escape(href)}"><b>{escape(text.headline)}</b></a><br>{escape(text.summary)}</td></tr>'
        for href, text in entries
    ]
    return '<table class="news">\n' + "\n".join(rows) + "\n</table>"


_LISTINGS = {"cards": _cards, "list": _list, "table": _table}
