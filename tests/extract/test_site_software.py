"""Pages as different software makes them: date, headline, authors and text of the one article, nothing of the rest."""

import json
from datetime import UTC, date, datetime

import pytest

from monitor.extract.dates.choice import choose
from monitor.extract.page import read_page
from monitor.extract.reading import ArticleReading
from monitor.items import Link, Page, Site

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
URL = "https://herald.example/news/harbour-prison"
HEADLINE = "Council of Lower Quill closes harbour prison"
SENTENCES = [
    "The council of Lower Quill voted on Monday to close the old harbour prison, where forty people had been held.",
    "Relatives had gathered outside the town hall since dawn, reading out the names of those who were inside.",
    "The governor told reporters that the decision would be carried out within six weeks of the vote.",
    "Lawyers for the families said they would ask the court for compensation for every day spent in the cells.",
]
TEXT = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
BROKEN = "<br><br>".join(SENTENCES)
OTHER = "Storm ahead for the whole of the island coast"
TEASERS = f"<ul><li><a href=/storm>{OTHER}</a> <time datetime=2026-05-18>18 May 2026</time></li></ul>"
COMMENT = "<li><b>Joe</b> <time datetime=2024-03-20>20 March 2024</time><p>I lived beside it for thirty years.</p></li>"


def ld(*values: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


PAGES = {
    "WordPress": f"""<article class="post"><h1 class="entry-title">{HEADLINE}</h1><div class="entry-meta">Posted on
        <a href="/2024/03/12/"><time class="entry-date published" datetime="2024-03-12T09:15:00+01:00">March 12,
        2024</time><time class="updated" datetime="2025-01-05">January 5, 2025</time></a> by <span class="author vcard">
        <a href="/author/ada">Ada Bell</a></span></div><div class="entry-content">{TEXT}</div></article>
        <ol class="comment-list">{COMMENT}</ol><aside class="widget">{TEASERS}</aside>""",
    "Drupal": f"""<h1 class="page-title">{HEADLINE}</h1><article class="node"><footer class="node__meta">
        <div class="node__submitted">Submitted by <a href="/user/4">Ada Bell</a> on 12/03/2024 - 09:15</div></footer>
        <div class="node__content"><div class="field--name-body">{TEXT}</div></div></article>{TEASERS}""",
    "Joomla": f"""<div class="item-page" itemscope itemtype="https://schema.org/Article"><h2 itemprop="headline">
        {HEADLINE}</h2><dl><dd class="createdby" itemprop="author">Written by: <span>Ada Bell</span></dd>
        <dd class="published"><time datetime="2024-03-12T09:15:00+01:00" itemprop="datePublished">Published: 12 March
        2024</time></dd><dd class="modified"><time datetime="2025-03-12" itemprop="dateModified">Last Updated: 12 March
        2025</time></dd><dd>Hits: 2024</dd></dl><div itemprop="articleBody">{TEXT}</div></div>""",
    "Plone": f"""<article id="content"><h1 class="documentFirstHeading">{HEADLINE}</h1><div class="documentByLine">
        <span class="documentAuthor">by <a href="/author/ada">Ada Bell</a> — </span><span class="documentPublished">
        published 12/03/2024 09:15</span>, <span class="documentModified">last modified 14/03/2025 10:00</span></div>
        <div id="content-core">{TEXT}</div></article>""",
    "SPIP": f"""<div class="cartouche"><h1 class="crayon">{HEADLINE}</h1><p class="info-publi"><abbr class="published"
        title="2024-03-12T09:15:00Z">Tuesday 12 March 2024</abbr>, by <span class="author">Ada Bell</span></p></div>
        <div class="texte entry-content">{TEXT}</div><h2>In this section</h2>{TEASERS}""",
    "Bitrix": f"""<div class="news-detail"><span class="news-date-time">12.03.2024</span><h3>{HEADLINE}</h3>
        <div>By Ada Bell</div>{BROKEN}<div style="clear:both"></div></div><p><a href="/news/">To the list</a></p>""",
    "a table": f"""<table><tr><td width=150><a href="/">Home</a><br><a href="/news">News</a></td><td><font size=5><b>
        {HEADLINE}</b></font><br><font size=1>Tuesday, 12 March 2024</font>{TEXT}</td></tr></table>""",
    "a drawn page": f"""<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{
        json.dumps({"article": {"publishedAt": "2024-03-12T09:15:00Z", "body": TEXT}})}</script>""",
    "data of two articles": f"""{ld({"@type": "NewsArticle", "url": "/storm", "headline": OTHER, "author": "Cy Dorn",
        "datePublished": "2026-05-18"}, {"@type": "NewsArticle", "url": URL, "headline": HEADLINE, "author": "Ada Bell",
        "datePublished": "2024-03-12T09:15:00Z"})}<h1>{HEADLINE}</h1>{TEXT}{TEASERS}""",
    "a strip above": f"""<div class="strip">{TEASERS.replace("ul>", "div>").replace("li>", "div>")}</div>
        <div>Wednesday, 20 May 2026</div><h1>{HEADLINE}</h1><p>By Ada Bell | 12 March 2024</p>{TEXT}""",
}  # fmt: skip
# What a page does not say.
NAMELESS = {"a table", "a drawn page"}


@pytest.mark.parametrize("software", PAGES)
def test_the_one_article_of_a_page_and_nothing_else(software: str) -> None:
    page = (
        f"<html lang=en-GB><head><title>{HEADLINE} - Quill Herald</title></head><body>{PAGES[software]}</body></html>"
    )
    read = read_page(Page("herald", URL, page.encode(), "text/html", Link(URL), Site(country="GB"), NOW), NOW)
    assert isinstance(read, ArticleReading), read
    choice = choose(read.date_candidates, NOW)
    assert choice is not None
    assert choice.candidate.day == date(2024, 3, 12)
    assert read.headline == HEADLINE
    assert read.authors == ([] if software in NAMELESS else ["Ada Bell"])
    assert all(sentence in read.body for sentence in SENTENCES)
    assert OTHER not in read.body
    assert "thirty years" not in read.body
