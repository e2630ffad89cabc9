"""Reading real shapes of pages, and pages that mean harm."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from monitor.extract.page import FRAGMENT, read_page
from monitor.extract.reading import ArticleReading, NotAnArticle, Reading
from monitor.items import Link, Page, Site

NOW = datetime(2024, 5, 10, tzinfo=UTC)
URL = "https://herald.example/news/two-writers"
TEXT = "".join(
    f"<p>Paragraph {number}. The court in Northhaven freed two writers after a year in prison without a trial.</p>"
    for number in range(8)
)
LD = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": "NewsArticle",
            "headline": "Court frees two writers",
            "datePublished": "2024-05-03T09:30:00+02:00",
            "dateModified": "2024-05-04T10:00:00+02:00",
            "articleSection": "World",
            "author": [{"@id": "#bell"}, {"@type": "Person", "name": "Cy Dorn"}],
        },
        {"@id": "#bell", "@type": "Person", "name": "Ada Bell"},
    ],
}
HEAD = f"""<meta charset=utf-8><title>Court frees two writers - The Herald</title>
<meta property=og:site_name content="The Herald"><meta property=og:image content="/pictures/court.jpg">
<meta name=description content="After a year in prison, two writers are free.">
<link rel=canonical href="/news/two-writers?id=7">
<link rel=alternate hreflang=fr href="/fr/deux-ecrivains"><link rel=alternate hreflang=x-default href="/">
<script type="application/ld+json">{json.dumps(LD)}</script>"""


def page(
    body: str | bytes, link: Link | None = None, content_type: str = "text/html", site: Site | None = None
) -> Page:
    data = body.encode() if isinstance(body, str) else body
    return Page("herald", URL, data, content_type, link or Link(URL), site or Site(), NOW)


def article(reading: Reading) -> ArticleReading:
    assert isinstance(reading, ArticleReading), reading
    return reading


def test_everything_that_a_page_says() -> None:
    html = (
        f"<html lang=en-GB><head>{HEAD}</head><body><main><h1>Court frees two writers</h1>{TEXT}</main></body></html>"
    )
    found = article(read_page(page(html), NOW))
    assert found.headline == "Court frees two writers"
    assert found.body.startswith("Paragraph 0.")
    assert found.authors == ["Ada Bell", "Cy Dorn"]
    assert found.summary == "After a year in prison, two writers are free."
    assert found.canonical_url == "https://herald.example/news/two-writers?id=7"
    assert found.image == "https://herald.example/pictures/court.jpg"
    assert found.section == "World"
    assert (found.page_language, found.detected_language) == ("en", "en")
    assert found.alternates == {"fr": "https://herald.example/fr/deux-ecrivains"}
    assert found.date_candidates[0].instant == datetime(2024, 5, 3, 7, 30, tzinfo=UTC)
    assert found.modified == datetime(2024, 5, 4, 8, tzinfo=UTC)


@pytest.mark.parametrize("own", [{"url": URL}, {"mainEntityOfPage": {"@id": URL}}, {"headline": "Court frees writers"}])
def test_of_several_articles_in_json_ld_the_pages_own_is_read(own: dict[str, object]) -> None:
    other = {"@type": "NewsArticle", "url": "/news/storm", "headline": "Storm ahead", "author": "Cy Dorn"}
    data = json.dumps([other, {"@type": "NewsArticle", "author": "Ada Bell", **own}])
    head = f'<title>Court frees writers - Herald</title><script type="application/ld+json">{data}</script>'
    found = article(read_page(page(f"<head>{head}</head><h1>Court frees writers</h1>{TEXT}"), NOW))
    assert (found.headline, found.authors) == ("Court frees writers", ["Ada Bell"])


def test_a_page_without_body_tag() -> None:
    found = article(
        read_page(page(f"<title>Two writers freed</title><article><h1>Two writers freed</h1>{TEXT}</article>"), NOW)
    )
    assert "Paragraph 7." in found.body


def test_the_sources_own_selectors_win() -> None:
    selectors = {"headline": ".kicker + h2", "body": ".words", "authors": ".who", "remove": ".advert"}
    html = (
        "<title>Herald</title><p class=kicker>Courts</p><h2>Writers are free</h2><p class=who>By Eva Fink</p>"
        f"<div class=words>{TEXT}<p class=advert>Buy our paper</p></div><div>{TEXT}</div>"
    )
    found = article(read_page(page(html, site=Site(selectors=selectors)), NOW))
    assert (found.headline, found.authors) == ("Writers are free", ["Eva Fink"])
    assert found.body.count("Paragraph 3.") == 1
    assert "Buy our paper" not in found.body


def test_a_wrong_selector_is_no_harm() -> None:
    found = article(
        read_page(page(f"<title>Free</title>{TEXT}", site=Site(selectors={"body": "p:::[", "remove": "(("})), NOW)
    )
    assert "Paragraph 3." in found.body


def test_the_entrys_own_html_is_the_article() -> None:
    link = Link(URL + "#item-1", title="", published="3 May 2024", published_evidence="listing", standalone=True)
    html = "<p>Two writers were freed in Northhaven. They had been held for a year.</p><p>More will follow.</p>"
    found = article(read_page(page(html, link, FRAGMENT), NOW))
    assert found.headline == "Two writers were freed in Northhaven."
    assert found.body.splitlines()[-1] == "More will follow."
    assert [(one.evidence, one.day) for one in found.date_candidates] == [("listing", date(2024, 5, 3))]
    assert found.body_kind == "fragment"


def test_an_entry_without_words_is_empty() -> None:
    assert read_page(page("<p> </p><img src=a.png>", Link(URL, standalone=True), FRAGMENT), NOW) == NotAnArticle(
        "empty"
    )


def test_an_entrys_title_wins_over_its_first_words() -> None:
    link = Link(URL, title="Writers &amp; judges", html="<p>Text.</p>")
    assert article(read_page(page("<p>Text.</p>", link, FRAGMENT), NOW)).headline == "Writers & judges"


def test_index_numbers_are_the_pages_own() -> None:
    html = (
        f"<title>Free the writers</title><main><p>Index: AMR 37/6674/2017</p>{TEXT}<p>See ASA 11/0001/2016.</p></main>"
    )
    assert article(read_page(page(html), NOW)).index_number == "AMR 37/6674/2017"
    citation = "<p>The report EUR 11/0001/2016 says more about it, and at length.</p>"
    cited = f"<title>Free the writers</title><main>{TEXT}{citation}</main>"
    assert article(read_page(page(cited), NOW)).index_number == ""


CHARSETS = [
    ("windows-1251", "Суд освободил двух писателей после года заключения без суда и следствия. "),
    ("windows-1256", "أفرجت المحكمة عن كاتبين بعد سنة كاملة في السجن من دون أي محاكمة عادلة. "),
    ("cp874", "ศาลปล่อยตัวนักเขียนสองคนหลังจากถูกคุมขังหนึ่งปีโดยไม่มีการพิจารณาคดี "),
    ("shift_jis", "裁判所は、裁判なしで一年間投獄されていた二人の作家を釈放した。"),
    ("gb18030", "法院释放了两名作家，他们未经审判在监狱里度过了一年。"),
    ("euc-kr", "법원은 재판 없이 일 년 동안 갇혀 있던 두 작가를 석방했다. "),
    ("iso-8859-1", "Le tribunal a libéré deux écrivains après une année passée en prison sans procès à Évreux. "),
]
NAMES = {"cp874": "windows-874"}


@pytest.mark.parametrize(("charset", "sentence"), CHARSETS)
@pytest.mark.parametrize("where", ["header", "meta", "nowhere", "wrong meta"])
def test_legacy_charsets(charset: str, sentence: str, where: str) -> None:
    name = NAMES.get(charset, charset)
    meta = {"meta": f"<meta charset={name}>", "wrong meta": "<meta charset=utf-8>"}.get(where, "")
    html = (
        f"<html><head>{meta}<title>{sentence[:20]}</title></head><body><main><p>{sentence * 8}</p></main></body></html>"
    )
    kind = f"text/html; charset={name}" if where == "header" else "text/html"
    found = article(read_page(page(html.encode(charset), content_type=kind), NOW))
    assert sentence.strip() in found.body


def test_valid_utf8_wins_over_what_is_declared() -> None:
    html = (
        "<meta charset=iso-8859-1><title>Écrivains libérés</title><p>"
        + "Les écrivains ont été libérés après un an. " * 9
    )
    assert (
        article(read_page(page(html, content_type="text/html; charset=windows-1252"), NOW)).headline
        == "Écrivains libérés"
    )


HOSTILE: dict[str, Callable[[], str | bytes]] = {
    "100,000 nested divs": lambda: "<div>" * 100_000 + TEXT + "</div>" * 100_000,
    "nested fonts that never end": lambda: "<font>" * 3000 + TEXT,
    "50 MB of text": lambda: f"<title>Long</title><main>{TEXT}<p>" + "word after word after word. " * 1_900_000,
    "50 MB of script": lambda: f"<title>Long</title><script>{'x = 1; ' * 7_000_000}</script><main>{TEXT}</main>",
    "a script that never ends": lambda: f"<title>Long</title>{TEXT}" + "<script>" * 100_000,
    "NUL and surrogates": lambda: f"<title>A\0b</title>{TEXT}".encode().replace(b"court", b"\xed\xa0\x80\0court"),
    "JSON-LD 100,000 deep": lambda: f"<script type='application/ld+json'>{'[' * 100_000}</script>{TEXT}",
    "NaN in JSON-LD": lambda: (
        '<script type="application/ld+json">{"@type":"Article","datePublished":NaN}</script>' + TEXT
    ),
    "20,000 metas": lambda: "<meta name=author content=x>" * 20_000 + TEXT,
    "100,000 links": lambda: TEXT + "<a href='http://[::1'>x</a>" * 100_000,
    "an endless attribute": lambda: f"<html lang='{'x' * 1_000_000}'>{TEXT}",
    "12 kB of digits as a date": lambda: f"<meta property=article:published_time content='{'9' * 12_000}'>{TEXT}",
    "impossible dates": lambda: (
        "<meta property=article:published_time content='9999-12-31T23:59:59-14:00'>"
        f"<time datetime='0000-00-00'>30 February 2024</time>{TEXT}"
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_all_the_same(name: str) -> None:
    found = article(read_page(page(HOSTILE[name]()), NOW))
    assert "Paragraph 7." in found.body
    assert len(found.body) <= 1_000_000
    assert found.date_candidates == []


@pytest.mark.parametrize("length", [0, 1, 2, 3, 7, 64, 500])
def test_any_beginning_of_a_page_is_read_or_refused(length: int) -> None:
    html = f"<html lang=en><head>{HEAD}</head><body>{TEXT}".encode()
    for data in (html[:length], html[length:], html[:length][::-1], bytes(range(256)) * length):
        assert isinstance(read_page(page(data), NOW), ArticleReading | NotAnArticle)


def test_the_address_of_a_page_may_be_anything() -> None:
    for url in ("https://herald.example/%ff%00/\ud800", "https://herald.example/" + "a" * 5000, "x:y"):
        read_page(replace(page(f"<title>Free</title>{TEXT}"), url=url), NOW)
