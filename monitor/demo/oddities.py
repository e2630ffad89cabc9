"""What real sites have besides articles: twins, duplicates, dead links, forms, closed rooms."""

from dataclasses import replace
from html import escape

from monitor.demo.markup import article_page, page, paragraphs
from monitor.demo.ordinary import add_page, soft_missing
from monitor.demo.texts import SiteText, Text
from monitor.demo.web import Answer, Web, redirect

Rows = list[tuple[str, Text]]


def headquarters_rows(site: SiteText) -> Rows:
    """The rows of the English home's list: marked links, twins, a redirect, a copy, and dead ends."""
    rows = [(site.path(text), text) for text in site.articles]
    rows[1] = (rows[1][0] + "?utm_source=newslist&utm_medium=web&utm_campaign=autumn", rows[1][1])
    rows[2] = ("/n/1042", rows[2][1])
    rows[3] = (rows[3][0] + "print/", rows[3][1])
    rows[5] = (rows[5][0] + "amp/", rows[5][1])
    rows.insert(4, ("/press/calder-assembly-act-passed/", site.articles[2]))
    rows.insert(6, ("/en/news/2026/09/withdrawn-notice/", _headed("Notice on the autumn appeal (withdrawn)")))
    rows.insert(8, ("/en/news/2026/08/summer-diary/", _headed("Diary of a summer of observing trials")))
    rows.insert(9, ("/act/brennick-letters/", _headed("Sign now: Hand over the letters in Brennick prison")))
    rows.insert(10, ("/internal/press-list/", _headed("Contacts for the press (members of staff only)")))
    return rows


def add_headquarters(web: Web, site: SiteText) -> None:
    """Adds what the rows lead to, and for each article its AMP and print twins."""
    for text in site.articles:
        _add_twins(web, site, text)
    moved, copied = site.articles[2], site.articles[2]
    web.add(site.host, "/n/1042", redirect(site.url(moved)))
    add_page(web, site, "/press/calder-assembly-act-passed/", _copy(site, copied), copied.moment)
    gone = page(site, "Gone", "<h1>Gone</h1><p>This notice has been withdrawn.</p>")
    web.add(site.host, "/en/news/2026/09/withdrawn-notice/", Answer(410, gone))
    add_page(web, site, "/en/news/2026/08/summer-diary/", soft_missing(site))
    add_page(web, site, "/act/brennick-letters/", _petition(site))
    add_page(web, site, "/internal/press-list/", page(site, "Contacts", "<h1>Contacts</h1><p>For staff only.</p>"))


def _headed(headline: str) -> Text:
    return Text(slug="", headline=headline, paragraphs=(headline + ".",))


def _add_twins(web: Web, site: SiteText, text: Text) -> None:
    canonical = f'<link rel="canonical" href="{site.url(text)}">'
    body = f"<h1>{escape(text.headline)}</h1>\n{paragraphs(text)}"
    for twin in ("amp", "print"):
        add_page(web, site, f"{site.path(text)}{twin}/", page(site, text.headline, body, canonical), text.moment)


def _copy(site: SiteText, text: Text) -> bytes:
    """The same article in the press room, which names itself as the original."""
    return article_page(site, text, canonical=f"{site.home}press/{text.slug}/")


def _petition(site: SiteText) -> bytes:
    heading = "Hand over the letters in Brennick prison"
    fields = "".join(f'<input type="text" name="{name}">' for name in ("first_name", "last_name", "postcode"))
    form = f"""<form method="post" action="/act/brennick-letters/sign">
<h2>Sign the petition</h2>{fields}<input type="email" name="email"><button type="submit">Sign now</button></form>"""
    return page(site, heading, f"<h1>{heading}</h1><p>{escape(site.words['sign_text'])}</p>{form}")


def french_rows(site: SiteText) -> Rows:
    """The rows of the French list, with one that leads to a "not found" page of status 200."""
    rows = [(site.path(text), text) for text in site.articles]
    lost = replace(site.articles[3], headline="Entretien : trente ans d'observation de procès")
    rows.insert(3, ("/actualites/entretien-observation", lost))
    return rows


def add_french(web: Web, site: SiteText) -> None:
    """Adds the page that is not there."""
    add_page(web, site, "/actualites/entretien-observation", soft_missing(site))
