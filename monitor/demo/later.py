"""The fictional web some time later: one article was edited without a word, another one taken down."""

from dataclasses import replace

from monitor.demo.agency import demo_sites
from monitor.demo.markup import article_page, page
from monitor.demo.ordinary import add_page
from monitor.demo.web import Answer, Web

EDITED = ("harbour_en", "ferry-ramp-wheelchairs", "six weeks", "eleven weeks")
TAKEN_DOWN = ("valley_en", "court-interpreter-scheme")
# Sources whose pages the second crawl visits again.
VISITED = ("demo_harbour_post", "demo_valley_courier")


def make_later(web: Web) -> None:
    """Puts the later pages in the place of the earlier ones."""
    key, slug, old, new = EDITED
    site = demo_sites()[key]
    text = next(text for text in site.articles if text.slug == slug)
    edited = replace(text, paragraphs=tuple(paragraph.replace(old, new) for paragraph in text.paragraphs))
    add_page(web, site, site.path(text), article_page(site, edited), text.moment)
    key, slug = TAKEN_DOWN
    site = demo_sites()[key]
    text = next(text for text in site.articles if text.slug == slug)
    web.add(site.host, site.path(text), Answer(410, page(site, "Gone", "<h1>Gone</h1>")))
