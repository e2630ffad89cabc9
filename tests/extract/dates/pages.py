"""Small pages of a town that does not exist."""

from datetime import UTC, datetime

import lxml.html

from monitor.extract.dates.evidence import date_candidates
from monitor.extract.jsonld import read_json_ld
from monitor.items import DateCandidate, Link, Site

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
URL = "https://example.org/news/harbour-workers-released"
SITE = Site(languages=("en",), country="GB", timezone="Europe/London")
HEADLINE = "Harbour workers of Northford released"
TEXT = "<p>The court of Northford released the harbour workers who had been held since spring without a charge.</p>"


def page(body: str = "", head: str = "") -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(
        f"<html><head><title>{HEADLINE} - Northford Post</title>{head}</head><body>{body}</body></html>"
    )


def candidates(
    body: str = "", head: str = "", *, url: str = URL, site: Site = SITE, link: Link | None = None
) -> list[DateCandidate]:
    tree = page(body, head)
    return date_candidates(tree, url, read_json_ld(tree), site, NOW, link or Link(url))


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'
