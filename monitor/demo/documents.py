"""The document library: pages with an index number in several languages, and their PDFs."""

import gzip
from datetime import datetime, time
from html import escape
from zoneinfo import ZoneInfo

from monitor.demo import feeds
from monitor.demo.markup import page, paragraphs
from monitor.demo.ordinary import add_listing, add_offices, add_page
from monitor.demo.pdf import write_pdf
from monitor.demo.printed import printed
from monitor.demo.texts import Document, SiteText, Text
from monitor.demo.web import Answer, Web


def pdf_path(document: Document, language: str) -> str:
    """The path of a document's PDF.

    >>> from datetime import date
    >>> pdf_path(Document("DOC 10/0123/2026", date(2026, 10, 29)), "fr")
    '/files/DOC1001232026FRENCH.pdf'
    """
    names = {"en": "ENGLISH", "fr": "FRENCH", "es": "SPANISH"}
    number = document.number.replace(" ", "").replace("/", "")
    return f"/files/{number}{names[language]}.pdf"


def add_documents(web: Web, site: SiteText) -> None:
    """Adds each document's pages and PDFs, a list, and a sitemap index with a gzip part."""
    for document in site.documents:
        for language, text in document.versions.items():
            pdf = _pdf(document, language, text)
            web.add(site.host, pdf_path(document, language), Answer(200, pdf, "application/pdf", modified=_noon(text)))
            if not document.pdf_only:
                add_page(web, site, site.path(text), _document_page(site, document, language), _noon(text))
    english = [document.versions["en"] for document in site.documents if not document.pdf_only]
    add_listing(web, site, [(site.path(text), text) for text in english])
    _add_sitemaps(web, site)
    add_offices(web, site)


def _noon(text: Text) -> datetime | None:
    return datetime.combine(text.day, time(12), ZoneInfo("UTC")) if text.day else None


def _pdf(document: Document, language: str, text: Text) -> bytes:
    header = f"Index: {document.number}    {printed(language, document.published)}"
    return write_pdf(text.headline, text.paragraphs, document.published, language, header)


def _add_sitemaps(web: Web, site: SiteText) -> None:
    pages = [site.url(t) for doc in site.documents if not doc.pdf_only for t in doc.versions.values()]
    files = [f"https://{site.host}{pdf_path(doc, language)}" for doc in site.documents for language in doc.versions]
    parts = {"/sitemap-pages.xml": pages, "/sitemap-files.xml.gz": files}
    index = feeds.sitemap_index(f"https://{site.host}{path}" for path in parts)
    web.add(site.host, "/sitemap.xml", Answer(200, index, "application/xml"))
    for path, urls in parts.items():
        body = feeds.sitemap((url, "") for url in urls)
        zipped = path.endswith(".gz")
        content_type = "application/gzip" if zipped else "application/xml"
        web.add(site.host, path, Answer(200, gzip.compress(body, mtime=0) if zipped else body, content_type))


def _document_page(site: SiteText, document: Document, language: str) -> bytes:
    text = document.versions[language]
    head = f'<link rel="canonical" href="{site.url(text)}">\n' + "\n".join(
        f'<link rel="alternate" hreflang="{other}" href="{site.url(version)}">'
        for other, version in document.versions.items()
    )
    issued = f'<time datetime="{document.published}">{printed(language, document.published)}</time>'
    body = f"""<article class="document">
<h1>{escape(text.headline)}</h1>
<dl class="facts"><dt>Index number</dt><dd class="index-number">{document.number}</dd>
<dt>{_ISSUED[language]}</dt><dd>{issued}</dd></dl>
{paragraphs(text)}
<p class="download"><a href="{pdf_path(document, language)}" type="application/pdf">PDF</a></p>
{_switch(site, document, language)}
</article>"""
    return page(site, text.headline, body, head).replace(b'<html lang="en"', f'<html lang="{language}"'.encode())


_ISSUED = {"en": "Published", "fr": "Publié", "es": "Publicado"}


def _switch(site: SiteText, document: Document, language: str) -> str:
    names = {"en": "English", "fr": "Français", "es": "Español"}
    others = [
        f'<li><a hreflang="{other}" href="{site.path(version)}">{names[other]}</a></li>'
        for other, version in document.versions.items()
        if other != language
    ]
    return f'<ul class="languages">{"".join(others)}</ul>' if others else ""
