"""Dates in meta elements, by what their names promise."""

from collections.abc import Iterator

import lxml.html

_PUBLISHED = frozenset(
    "article:published_time article:published article:publish_time og:article:published_time og:published_time"
    " article_published_time article:published:time datepublished publisheddate published_date date_published published"
    " publish_date publishdate publish-date pubdate pub_date publication_date publicationdate dc.date.issued"
    " dcterms.issued dc.issued dcterms.date.issued citation_publication_date citation_online_date parsely-pub-date"
    " sailthru.date rbpubdate article.published prism.publicationdate cxenseparse:recs:publishtime"
    " cxenseparse:publishtime cxenseparse:recs:articlepublishtime content:publishdate dtk:publishdate date-pub"
    " article:published_date published_time shareaholic:article_published_time originalpublicationdate"
    " article:post_date dcsext.articlefirstpublished displaydate firstpublished newsdate article-published-date"
    " publication-date published-date date.published ptime release_date og:pubdate sw-pubdate bt:pubdate"
    " iso-8601-publish-date vr:published_time posted_date".split()
)
_CREATED = frozenset(
    "date dc.date dcterms.date dc:date dc.created dc.date.created dcterms.created article:created_time created"
    " datecreated date.created creation_date og:release_date article.created cms_creationdate createdate"
    " og:article:time article_date article-date articledate srf.date veeseo:date".split()
)
_MODIFIED = frozenset(
    "article:modified_time og:article:modified_time article:modified og:updated_time datemodified last-modified"
    " lastmod dcterms.modified dc.date.modified dc.modified article_modified_time modified_time last_updated_date"
    " sailthru.lastmod cxenseparse:modified_time article:updated_time".split()
)


def published_texts(tree: lxml.html.HtmlElement) -> list[str]:
    """Texts that claim to be the publication; those that only say "date" where none claims it."""
    named = list(_named(tree))
    found = [text for name, text in named if name in _PUBLISHED]
    found = found or [text for name, text in named if name in _CREATED]
    return list(dict.fromkeys(found))[:6]


def modified_texts(tree: lxml.html.HtmlElement) -> list[str]:
    """Texts that claim to be the last change."""
    return [text for name, text in _named(tree) if name in _MODIFIED]


def _named(tree: lxml.html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Names and texts. http-equiv is left out: what stands there is the server's clock."""
    for element in tree.iter("meta"):
        text = (element.get("content") or "").strip()
        if not text or len(text) > 100:
            continue
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name:
                yield name, text
