"""A Drupal topic page: teasers under date headings, without titles and without links."""

from html import escape
from itertools import groupby

from monitor.demo.markup import page
from monitor.demo.ordinary import add_offices, add_page
from monitor.demo.printed import american
from monitor.demo.texts import SiteText, Text
from monitor.demo.web import Web


def add_drupal(web: Web, site: SiteText) -> None:
    """Adds the topic page, fifteen teasers at a time; `?page=` counts from nought, as Drupal does."""
    size = site.per_page
    for number in range(-(-len(site.teasers) // size)):
        rows = site.teasers[number * size : (number + 1) * size]
        last = (number + 1) * size >= len(site.teasers)
        body = _view(site, rows, "" if last else f"{site.listing_path}?page={number + 1}")
        for target in [f"{site.listing_path}?page={number}"] + ([site.listing_path] if number == 0 else []):
            add_page(web, site, target, page(site, site.words["news"], body))
    add_offices(web, site)


def _view(site: SiteText, rows: tuple[Text, ...], following: str) -> str:
    groups = [(day, list(texts)) for day, texts in groupby(rows, key=lambda text: text.day) if day]
    teasers = "\n".join(
        f"<h3>{american(day)}</h3>\n" + "\n".join(_row(text) for text in texts) for day, texts in groups
    )
    pager = f'<li class="pager-next"><a href="{following}">{escape(site.words["next"])}</a></li>' if following else ""
    return f"""<h1 class="title">{escape(site.words["news"])}</h1>
<div class="view view-topics view-id-topics"><div class="view-content">
{teasers}
</div>
<ul class="pager">{pager}</ul></div>"""


def _row(text: Text) -> str:
    body = "\n".join(f"<p>{escape(part)}</p>" for part in text.paragraphs)
    return f"""<div class="views-row"><div class="views-field views-field-body"><div class="field-content">
{body}
</div></div></div>"""
