# ruff: noqa: E501 - fixtures are as wide as pages are
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import EntryError
from monitor.extract.listing_rules import ListingRules
from monitor.extract.listings import read_listing
from monitor.items import Link

URL = "https://example.org/news"
MENU = "".join(f'<li class="menu-item"><a href="/section-{n}/">Section number {n}</a></li>' for n in range(200))
FRAME = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>News</title></head><body class="archive sidebar-right">
<header class="site-header"><a href="/">Example Rights</a><div class="date">Sunday, 22 November 2026</div><nav><ul>{menu}</ul></nav></header>
<main id="content"><h1>News</h1>{main}</main>
<aside class="sidebar"><h3>Popular</h3><ul><li><a href="/news/popular-story-of-the-year">The popular story of the year</a></li></ul></aside>
<footer><ul><li><a href="/privacy">Privacy</a></li><li><a href="/annual-accounts-of-the-organisation">Annual accounts of the organisation</a></li></ul><p>© 2026</p></footer></body></html>"""


def page(main: str, menu: str = MENU) -> bytes:
    return FRAME.format(main=main, menu=menu).encode()


def links(main: str, url: str = URL, **rules: Sequence[str]) -> list[Link]:
    chosen = ListingRules(**{name: tuple(value) for name, value in rules.items()})
    return read_listing(page(main), url, "text/html; charset=utf-8", chosen).links


def paths(found: list[Link]) -> list[str]:
    return [link.url.removeprefix("https://example.org") for link in found]


def test_wordpress_theme() -> None:
    main = "".join(
        f"""<article id="post-{n}" class="post-{n} post type-post category-{n}"><header class="entry-header">
        <h2 class="entry-title"><a href="/2026/11/court-case-{n}/" rel="bookmark">The court hears case {n}</a></h2>
        <div class="entry-meta"><span class="posted-on"><a href="/2026/11/court-case-{n}/"><time class="entry-date published" datetime="2026-11-0{n}T10:00:00+02:00">November {n}, 2026</time>
        <time class="updated" datetime="2026-11-20T10:00:00+02:00">November 20, 2026</time></a></span>
        <span class="byline"><a href="/author/ana/">Ana Exemplo</a></span></div></header>
        <div class="entry-content"><p>Judges in Northmark heard witnesses in the long case about the closed river port. <a href="/2026/11/court-case-{n}/" class="more-link">Continue reading <span class="screen-reader-text">"The court hears case {n}"</span></a></p></div>
        <footer class="entry-footer"><a href="/category/justice/" rel="category tag">Justice</a> <a href="/2026/11/court-case-{n}/#respond">Leave a comment</a></footer></article>"""
        for n in range(1, 6)
    )
    found = links(main)
    assert paths(found) == [f"/2026/11/court-case-{n}/" for n in range(1, 6)]
    assert found[0].title == "The court hears case 1"
    assert (found[0].published, found[0].published_evidence) == ("2026-11-01T10:00:00+02:00", "listing")
    assert found[0].summary.startswith("Judges in Northmark heard")


def test_drupal_view_with_fields() -> None:
    main = '<div class="view view-news"><div class="view-content">' + "".join(
        f"""<div class="views-row views-row-{n} views-row-odd"><div class="views-field views-field-title"><span class="field-content"><a href="/en/node/{800 + n}">Port {n} stays closed</a></span></div>
        <div class="views-field views-field-created"><span class="field-content">0{n}/11/2026</span></div><div class="views-field views-field-body"><p>The harbour authority gave no reason for its decision on Tuesday.</p></div></div>"""
        for n in range(1, 4)
    ) + "</div></div>"  # fmt: skip
    found = links(main)
    assert paths(found) == [f"/en/node/{800 + n}" for n in range(1, 4)]
    assert [link.published for link in found] == ["01/11/2026", "02/11/2026", "03/11/2026"]
    assert found[0].title == "Port 1 stays closed"


def test_table_of_dates_and_titles() -> None:
    main = "<table><tr><th>Date</th><th>Title</th></tr>" + "".join(
        f'<tr><td>{n}. März 2026</td><td><a href="meldung{n}.html">Meldung {n} zum Hafen</a></td></tr>' for n in range(1, 5)
    ) + "</table>"  # fmt: skip
    found = links(main, "https://example.org/presse/")
    assert paths(found) == [f"/presse/meldung{n}.html" for n in range(1, 5)]
    assert [link.published for link in found] == [f"{n}. März 2026" for n in range(1, 5)]


def test_plain_list() -> None:
    main = (
        "<ul>"
        + "".join(
            f'<li><a href="/news/{n}-villages-without-water-in-the-south">{n} villages without water in the south</a></li>'
            for n in range(2, 8)
        )
        + "</ul>"
    )
    found = links(main)
    assert len(found) == 6
    assert found[0].title == "2 villages without water in the south"


def test_list_with_dates_in_front() -> None:
    main = (
        "<ul>"
        + "".join(f'<li>0{n}.11.2026 – <a href="/n{n}">Hafen {n} bleibt zu</a></li>' for n in range(1, 6))
        + "</ul>"
    )
    found = links(main)
    assert paths(found) == [f"/n{n}" for n in range(1, 6)]
    assert found[0].published == "01.11.2026"


def test_definition_list() -> None:
    main = "<dl>" + "".join(
        f'<dt><a href="/comunicados/{n}">Comunicado sobre o porto {n}</a></dt><dd class="data">{n} de novembro de 2026</dd><dd>As famílias esperam desde março por uma resposta do porto.</dd>'
        for n in range(1, 5)
    ) + "</dl>"  # fmt: skip
    found = links(main)
    assert paths(found) == [f"/comunicados/{n}" for n in range(1, 5)]
    assert found[1].published == "2 de novembro de 2026"
    assert found[1].summary.startswith("As famílias")


def test_card_grid_in_rows() -> None:
    def card(n: int) -> str:
        return f"""<div class="col-md-4"><div class="card"><a href="/actualites/port-{n}"><img src="p{n}.jpg" alt=""></a><div class="card-body">
        <a href="/themes/justice" class="badge">Justice</a><h5 class="card-title">Le port {n} reste fermé aux familles</h5><span class="date">Publié le {n} novembre 2026</span>
        <a class="btn" href="/actualites/port-{n}">Lire la suite</a></div></div></div>"""

    main = "".join(f'<div class="row">{card(n)}{card(n + 1)}{card(n + 2)}</div>' for n in (1, 4))
    found = links(main, "https://example.org/actualites")
    assert paths(found) == [f"/actualites/port-{n}" for n in range(1, 7)]
    assert found[3].title == "Le port 4 reste fermé aux familles"
    assert "4 novembre 2026" in found[3].published


def test_whole_card_is_a_link() -> None:
    main = "".join(
        f'<a class="card" href="/noticias/puerto-cerrado-{n}"><img src="x.jpg"><time datetime="2026-11-0{n}">{n} nov</time><h3>El puerto {n} sigue cerrado</h3><p>Las familias esperan desde marzo una respuesta de las autoridades.</p></a>'
        for n in range(1, 5)
    )
    found = links(main)
    assert [link.title for link in found] == [f"El puerto {n} sigue cerrado" for n in range(1, 5)]
    assert found[0].published == "2026-11-01"


def test_right_to_left() -> None:
    main = '<div dir="rtl" class="posts">' + "".join(
        f'<div class="post-item"><h3><a href="/ar/أخبار/{n}">الميناء {n} لا يزال مغلقا أمام العائلات</a></h3><span>{n} نوفمبر 2026</span><p>تنتظر العائلات ردا من السلطات منذ شهر مارس الماضي.</p><a href="/ar/أخبار/{n}">اقرأ المزيد</a></div>'
        for n in range(1, 5)
    ) + "</div>"  # fmt: skip
    found = links(main, "https://example.org/ar/")
    assert len(found) == 4
    assert found[0].title == "الميناء 1 لا يزال مغلقا أمام العائلات"
    assert found[0].published == "1 نوفمبر 2026"


def test_chinese_titles_are_long_enough() -> None:
    main = (
        '<ul class="news_list">'
        + "".join(
            f'<li><span>2026年11月{n}日</span><a href="/c/{n}.html">港口{n}仍然关闭</a></li>' for n in range(1, 5)
        )
        + "</ul>"
    )
    found = links(main, "https://example.org/c/")
    assert [link.published for link in found] == [f"2026年11月{n}日" for n in range(1, 5)]
    assert found[0].title == "港口1仍然关闭"


def test_marked_dates_without_a_year() -> None:
    main = "<ul>" + "".join(
        f"""<li class="teaser"><span class="{name}">{date}</span><h3><a href="/news/port-{n}-closed">Port {n} stays closed for ships</a></h3></li>"""
        for n, (name, date) in enumerate([("date", "3 May"), ("date", "5月3日"), ("topic", "Article 19")], start=1)
    ) + "</ul>"  # fmt: skip
    assert [link.published for link in links(main)] == ["3 May", "5月3日", ""]


def test_links_under_date_headings() -> None:
    main = "".join(
        f'<h3>November 0{day}, 2026</h3><ul><li><a href="/r/{day}1-report-on-the-river-port">Report on the river port {day}</a></li><li><a href="/r/{day}2-letter-to-the-harbour">Letter to the harbour {day}</a></li></ul>'
        for day in (3, 2, 1)
    )
    found = links(main)
    assert [link.published for link in found] == ["November 03, 2026"] * 2 + ["November 02, 2026"] * 2 + [
        "November 01, 2026"
    ] * 2


def test_flat_headings_dates_and_summaries() -> None:
    main = "".join(
        f'<h3><a href="/news/river-{n}">The river rises again, part {n}</a></h3><p class="date">{n} May 2026</p><p>Water stood in the streets of Lowfield on Sunday evening.</p>'
        for n in range(1, 5)
    )
    found = links(main)
    assert paths(found) == [f"/news/river-{n}" for n in range(1, 5)]
    assert [link.published for link in found] == [f"{n} May 2026" for n in range(1, 5)]
    assert found[0].summary == "Water stood in the streets of Lowfield on Sunday evening."


def test_home_page_with_several_blocks() -> None:
    def block(name: str) -> str:
        return f'<section class="{name}"><h2>{name}</h2>' + "".join(
            f'<div class="teaser"><h3><a href="/{name}/{name}-story-number-{n}">A long story of {name} number {n}</a></h3><p>Something was said about it in the town hall of Northmark.</p></div>' for n in range(3)
        ) + "</section>"  # fmt: skip

    hero = '<div class="hero"><h2><a href="/news/hero-of-the-day-is-here">The hero of the day is here to stay</a></h2><time datetime="2026-11-20">Friday</time></div>'
    found = links(hero + block("news") + block("reports"), "https://example.org/")
    assert len(found) == 7
    assert found[0].published == "2026-11-20"


def test_a_date_is_never_taken_from_the_neighbour() -> None:
    def flat(parts: str) -> list[str]:
        return [link.published for link in links(parts)]

    def story(n: int) -> str:
        return f'<a href="/news/port-{n}-closed-again">Port number {n} is closed again</a><br>'

    def day(n: int) -> str:
        return f"<b>{n} May 2026</b> "

    assert flat(day(1) + story(1) + day(2) + story(2) + day(3) + story(3)) == ["1 May 2026", "2 May 2026", "3 May 2026"]
    assert flat(story(1) + day(1) + story(2) + day(2) + story(3) + day(3)) == ["1 May 2026", "2 May 2026", "3 May 2026"]
    assert flat(story(1) + day(2) + story(2) + day(3) + story(3)) == ["", "", ""]
    assert flat(day(1) + story(1) + day(2) + story(2) + day(3) + story(3) + day(4)) == ["", "", ""]


STORY = '<a href="/aktuelles/hafen-{n}-bleibt-zu">Der Hafen {n} bleibt weiter geschlossen</a>'
WRAPS = [
    '<div class="content-sidebar-wrap"><div class="content">{}</div></div>',
    '<div class="elementor-widget elementor-widget-posts"><div class="elementor-widget-container">{}</div></div>',
    '<div class="page has-sidebar sidebar-right">{}</div>',
    '<div class="so-panel widget widget_posts">{}</div>',
    '<section class="block block-views"><div class="news-list-view">{}</div></section>',
    '<div class="gs-c-promo-list">{}</div>',
    '<form method="post" action="/aktuelles" id="aspnetForm"><div id="ctl00_content">{}</div></form>',
    '<font size="2"><center><table width="600"><tr><td>{}</td></tr></table></center></font>',
]
ITEMS = [
    '<div class="tileItem"><h2 class="tileHeadline">{story}</h2><span class="documentByLine">0{n}.11.2026</span></div>',
    '<div class="post-outer"><h3 class="post-title entry-title">{story}</h3><div class="post-body">Text über den Fluss.</div></div>',
    "<p>0{n}.11.2026<br>{story}</p>",
    '<div class="item"><div class="d">0{n}.11.2026</div><div class="t">{story}</div></div>',
    '<tr><td class="list-title">{story}</td><td class="list-date">0{n}. November 2026</td></tr>',
    "<b>0{n}.11.2026</b> {story}<br>",
]


@pytest.mark.parametrize("wrap", WRAPS)
@pytest.mark.parametrize("item", ITEMS)
def test_software_and_themes(wrap: str, item: str) -> None:
    body = "".join(item.format(n=n, story=STORY.format(n=n)) for n in range(1, 6))
    if item.startswith("<tr>"):
        body = f'<table class="category">{body}</table>'
    side = '<div class="sidebar"><ul><li><a href="/aktuelles/meist-gelesen-in-diesem-jahr">Meist gelesen in diesem Jahr</a></li></ul></div>'
    menu = "".join(f'<li><a href="/themen/{n}">Unser Thema {n}</a></li>' for n in range(40))
    page = f'<html><body><div id="wrapper"><ul id="menu">{menu}</ul>{wrap.format(body)}{side}</div></body></html>'
    found = read_listing(page.encode(), "https://example.org/aktuelles", "text/html").links
    assert paths(found) == [f"/aktuelles/hafen-{n}-bleibt-zu" for n in range(1, 6)]
    assert found[0].title == "Der Hafen 1 bleibt weiter geschlossen"
    if "2026" in item:
        assert [link.published[:2] for link in found] == [f"0{n}" for n in range(1, 6)]


def test_documents_are_links() -> None:
    main = (
        "<ul>"
        + "".join(
            f'<li><a href="/files/Report-{n}.pdf">Informe {n} (PDF)</a> <span class="date">0{n}.03.2026</span></li>'
            for n in range(1, 5)
        )
        + "</ul>"
    )
    assert paths(links(main)) == [f"/files/Report-{n}.pdf" for n in range(1, 5)]


def test_sister_host_but_not_another_site() -> None:
    main = "".join(
        f'<article><h2><a href="https://{name}/news/story-of-the-port-today">Story of the port from {name} today</a></h2><time datetime="2026-11-01">x</time></article>'
        for name in ("example.org", "blog.example.org", "other.example")
    )
    assert [link.url.split("/")[2] for link in links(main)] == ["example.org", "blog.example.org"]
    assert len(links(main, item_links=["h2 a"])) == 3


def test_rules() -> None:
    main = '<p>See <a href="/doc/1">one</a> and <a href="/doc/2">two</a>, or <a href="/doc/old-3">three</a>.</p><div class="x"><a href="/y">y</a></div>'
    assert paths(links(main, item_links=["/doc/"], ignore=["/old-"])) == ["/doc/1", "/doc/2"]
    assert paths(links(main, item_links=["^https://example.org/doc/[0-9]$"])) == ["/doc/1", "/doc/2"]
    assert paths(links(main, item_links=["re:3$"])) == ["/doc/old-3"]
    assert paths(links(main, item_links=["div.x"])) == ["/y"]
    found = read_listing(
        page(main), URL, "", ListingRules(follow=("/section-[0-9]/$",), ignore=("/section-7/",))
    ).follow
    assert len(found) == 9
    for broken, reason in (("re:(", "has a broken pattern"), ("a[", "has a broken selector")):
        with pytest.raises(EntryError) as caught:
            links(main, item_links=[broken])
        assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "is empty"), (b"  \n", "is empty"), (b"%PDF-1.4 x", "is not a web page"), (b'{"a": 1}', "is not a web page"),
        (b"<?xml version='1.0'?><rss></rss>", "is a feed, not a web page"), (b"x" * (16 * 1024 * 1024 + 1), "is larger than 16 MiB"),
    ],
)  # fmt: skip
def test_reasons(body: bytes, reason: str) -> None:
    with pytest.raises(EntryError) as caught:
        read_listing(body, URL, "")
    assert caught.value.reason == reason


def test_page_without_lists_gives_nothing() -> None:
    prose = "".join(
        f"<p>Long ago, paragraph {n} told of the port, of <a href='/about-the-port-and-river'>the river</a> and of all who lived there, at length.</p>"
        for n in range(9)
    )
    found = read_listing(page(f"<h2>Who we are</h2>{prose}"), URL, "")
    assert (found.links, found.next_url) == ([], None)


def test_legacy_charset_and_base() -> None:
    main = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><base href="/ru/"></head><body><ul>' + "".join(
        f'<li>0{n}.11.2026 <a href="novosti/{n}">Порт закрыт уже {n} месяцев</a></li>' for n in range(1, 5)
    )  # fmt: skip
    found = read_listing(main.encode("windows-1251"), URL, "text/html").links
    assert found[0].title == "Порт закрыт уже 1 месяцев"
    assert paths(found)[0] == "/ru/novosti/1"


def test_bad_addresses_do_not_cost_the_rest() -> None:
    main = '<ul><li><a href="http://[::1">Broken link of the port today</a></li><li><a href="javascript:go()">Script link of the port today</a></li>' + "".join(
        f'<li><a href="/news/port-{n}-closed-again">Port number {n} is closed again</a></li>' for n in range(3)
    ) + "</ul>"  # fmt: skip
    assert len(links(main)) == 3


def test_many_nested_elements() -> None:
    read_listing(b"<div>" * 20_000 + b"<a href='/news/a-b-c-d'>x</a>", URL, "")
    read_listing(b"<ul>" + b"<li><a href='/news/a-b-c-d-e'>Some long title of a story</a></li>" * 5_000, URL, "")


PIECES = [
    b"<ul>", b"<li>", b"<a href='/news/one-two-three-four'>", b"</a>", b"<h3>", b"</h3>", b"March 02, 2018", b"<div class='views-row'>",
    b"</div>", b"Words that go on for long enough to be a teaser of some sort, with more words behind.", b"<table><tr><td>", b"<time datetime='x'>",
    b"<dt>", b"<dd>", b"<a href='?page=2'>Next</a>", b"\x00", b"\xff", b"<!--", b"<base href='http://['>", b"<nav>", b"<p>", b"<hr>", b"<a name=note-1>",
    b"<h3 id=note-2>", b"<script>", b"<a rel=next href=/news/page/2>", b"<template>", b"<form>", b"&#xD800;",
]  # fmt: skip


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map(b"".join)))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        found = read_listing(body, URL, "")
    except EntryError:
        return
    repr(found).encode()
