"""Which dates a page gives, and which it must never be taken to give."""

from datetime import UTC, date, datetime

import pytest

from monitor.extract.dates.evidence import date_candidates, modified_instant, modified_raw
from monitor.extract.jsonld import read_json_ld
from monitor.items import Link, Site
from tests.extract.dates.pages import HEADLINE, NOW, SITE, TEXT, URL, candidates, ld, page

ARTICLE = f"<article><h1>{HEADLINE}</h1>{{}}{TEXT}</article>"


def found(
    body: str, head: str = "", *, url: str = URL, site: Site = SITE, link: Link | None = None
) -> list[tuple[str, str]]:
    return [(one.evidence, one.day.isoformat()) for one in candidates(body, head, url=url, site=site, link=link)]


@pytest.mark.parametrize(
    "data",
    [
        '{"@type": "NewsArticle", "datePublished": "2021-03-12T10:00:00+00:00", "dateModified": "2021-04-01"}',
        '{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"},'
        ' {"@type": "Article", "datePublished": "2021-03-12"}]}',
        '{"@type": "WebPage", "mainEntity": {"@type": ["BlogPosting"], "datePublished": ["2021-03-12"]}}',
        '{"@type": "http://schema.org/Article", "datePublished": {"@type": "Date", "@value": "2021-03-12"}}',
        '{"@type": "Article", "datePublished": "2021-03-12",'
        ' "comment": [{"@type": "Comment", "datePublished": "2021-03-20"}]}',
        '{"@type": "Article", "datepublished": "2021-03-12",'
        ' "video": {"@type": "VideoObject", "uploadDate": "2021-03-20"}}',
        '[{"@type": "ItemList", "itemListElement": [{"@type": "Article", "datePublished": "2019-01-01"}]},'
        ' {"@type": "Article", "datePublished": "12 March 2021",}]',
        '[{"@type": "Article", "headline": "Another story", "datePublished": "2019-01-01"},'
        ' {"@type": "Article", "headline": "Harbour workers of Northford released", "datePublished": "2021-03-12"}]',
        '[{"@type": "Article", "url": "/other", "datePublished": "2019-01-01"},'
        ' {"@type": "Article", "mainEntityOfPage": {"@id": "https://example.org/news/harbour-workers-released"},'
        ' "datePublished": "2021-03-12"}]',
        '{"@type": "WebPage", "datePublished": "2021-03-12"}',
    ],
)
def test_takes_the_articles_own_json_ld(data: str) -> None:
    assert found(ARTICLE.format(""), ld(data)) == [("jsonld", "2021-03-12")]


@pytest.mark.parametrize(
    "data",
    [
        '{"@type": "Article", "dateModified": "2021-03-12"}',
        '{"@type": "Event", "datePublished": "2021-03-12", "startDate": "2021-03-12"}',
        '{"@type": "Comment", "datePublished": "2021-03-12"}',
        '{"@type": "Article", "datePublished": null}',
        '{"@type": "Article", "datePublished": NaN}',
        '{"@type": "Article", "datePublished": ""}',
        '{"@type": "Article", "datePublished": true}',
        '{"@type": "Article", "datePublished": {"a": [[[{}]]]}}',
        '{"@type": 5, "datePublished": []}',
        "5",
        "[[[null]]]",
        '{"@type": "Article", "datePublished": "9999-12-31T23:59:59-14:00"}',
        '{"@type": "Article", "datePublished": 0}',
    ],
)
def test_takes_nothing_else_from_json_ld(data: str) -> None:
    assert found(ARTICLE.format(""), ld(data)) == []


@pytest.mark.parametrize(
    ("element", "days"),
    [
        ('<meta property="article:published_time" content="2021-03-12T10:00:00Z">', ["2021-03-12"]),
        ('<meta name="parsely-pub-date" content="2021-03-12">', ["2021-03-12"]),
        ('<meta name="DC.date.issued" content="2021-03-12">', ["2021-03-12"]),
        ('<meta name="date" content="2021-03-12">', ["2021-03-12"]),
        ('<meta name="date" content="2021-03-12"><meta name="pubdate" content="2021-03-10">', ["2021-03-10"]),
        ('<meta property="article:modified_time" content="2021-03-12">', []),
        ('<meta property="og:updated_time" content="2021-03-12">', []),
        ('<meta http-equiv="date" content="2021-03-12">', []),
        ('<meta property="article:expiration_time" content="2021-03-12">', []),
        ('<meta name="revised" content="2021-03-12">', []),
    ],
)
def test_takes_meta_elements_that_promise_the_publication(element: str, days: list[str]) -> None:
    assert found(ARTICLE.format(""), element) == [("meta", day) for day in days]


def test_takes_microdata_but_not_a_comments() -> None:
    inner = '<span itemprop="datePublished" content="2021-05-05"></span>'
    comment = f'<div itemscope itemtype="http://schema.org/Comment">{inner}</div>'
    own = '<meta itemprop="datePublished" content="2021-03-12">'
    assert found(ARTICLE.format(own) + comment) == [("microdata", "2021-03-12")]


@pytest.mark.parametrize(
    "inner",
    [
        '<time datetime="2021-03-12T10:00">yesterday</time>',
        "<p>By the desk, <time>12 March 2021</time></p>",
        '<time datetime="">12 March 2021</time>',
        '<time class="updated" datetime="2021-04-01">1 April</time>'
        '<time class="published" datetime="2021-03-12">12 March</time>',
        '<p>Updated: <time datetime="2021-04-01">1 April</time></p>'
        '<p>Published: <time datetime="2021-03-12">12 March</time></p>',
        '<abbr class="published" title="2021-03-12T10:00:00+00:00">12 March</abbr>',
    ],
)
def test_takes_the_time_by_the_headline(inner: str) -> None:
    elsewhere = (
        '<aside><time datetime="2021-01-01">x</time></aside>'
        '<div class="related"><time datetime="2021-01-02">x</time></div>'
        '<a href="/other"><time datetime="2021-01-03">x</time></a>'
        '<footer><time datetime="2021-01-04">x</time></footer>'
        '<section id="comments"><time datetime="2021-01-05">x</time></section>'
    )
    times = [one for one in found(ARTICLE.format(inner) + elsewhere) if one[0] == "time"]
    assert times == [("time", "2021-03-12")]


def test_a_class_around_the_headline_makes_nothing_foreign() -> None:
    body = f'<div class="widget blog">{ARTICLE.format("<time datetime=2021-03-12>x</time>")}</div>'
    assert ("time", "2021-03-12") in found(body)


def test_finds_the_headline_that_the_title_names() -> None:
    body = f'<h1>The Northford Post daily</h1><h3>{HEADLINE}</h3><p class="line">Published 12.03.2021 | 14:07</p>{TEXT}'
    assert found(body) == [("visible", "2021-03-12")]


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (ARTICLE.format('<p class="byline">12 March 2021 by the desk</p>'), "2021-03-12"),
        (f'<span class="date">12 March 2021</span><h1>{HEADLINE}</h1>{TEXT}', "2021-03-12"),
        (ARTICLE.format("") + "<ul><li><strong>Date</strong> 12.03.2021</li></ul>", "2021-03-12"),
        (
            ARTICLE.format("<p>NORTHFORD, 12 March 2021 – The court has spoken.</p>"),
            "2021-03-12",
        ),
        (ARTICLE.format('<p class="meta">Updated 12 March 2021</p>'), ""),
        (ARTICLE.format("<p>The trial of the harbour workers began on 12 March 2021.</p>"), ""),
        (ARTICLE.format("<figure><figcaption>The harbour, 12 March 2021</figcaption></figure>"), ""),
        (f"<h1>{HEADLINE}</h1>{TEXT}<footer>Copyright 12 March 2021</footer>", ""),
        (ARTICLE.format('<p class="event">Vigil on 12 March 2021</p>'), ""),
    ],
)
def test_takes_the_visible_date_by_the_headline(body: str, day: str) -> None:
    assert found(body) == ([("visible", day)] if day else [])


@pytest.mark.parametrize(
    "body",
    [
        ARTICLE.format('<footer class="node__meta"><p>Submitted by Ada on 12/03/2021 - 09:15</p></footer>'),
        f"<table><tr><td><font size=5><b>{HEADLINE}</b></font><br><i>12 March 2021</i></td></tr></table>",
        f"<h1>{HEADLINE}</h1><div>Posted 12 March 2021 by Ada Bell<br><br>{'It rained. ' * 20}<br>So.</div>",
        f"<h1>{HEADLINE}</h1><p><abbr title='12 March 2021, 09:15'>5 h</abbr></p>",
    ],
)
def test_places_in_which_software_prints_the_date(body: str) -> None:
    assert ("visible", "2021-03-12") in found(body)


def test_a_cell_of_a_table_labels_the_next() -> None:
    rows = "<tr><td>Date:</td><td>12 March 2021</td></tr><tr><td>Event date:</td><td>3 May 2021</td></tr>"
    assert labelled(ARTICLE.format(f"<table>{rows}</table>")) == [("visible", "2021-03-12", True)]


def test_dates_of_teasers_are_not_the_articles() -> None:
    teaser = '<{0}><a href="/rain">Rain on the coast for the third week</a> <time>3 May 2021</time></{0}>'
    strip, below = teaser.format("div") * 3, teaser.format("li") * 3
    assert {evidence for evidence, _ in found(f"{strip}<h1>{HEADLINE}</h1>{TEXT}<ul>{below}</ul>")} <= {"htmldate"}
    assert found(f"{strip}<h1>{HEADLINE}</h1><p>12 March 2021</p>{TEXT}<ul>{below}</ul>") == [("visible", "2021-03-12")]


def test_an_article_of_another_page_dates_nothing() -> None:
    data = '{"@type": "NewsArticle", "url": "%s", "headline": "%s", "datePublished": "2021-03-12"}'
    assert found(ARTICLE.format(""), ld(data % ("/news/storm", "Storm ahead of the island coast"))) == []
    assert found(ARTICLE.format(""), ld(data % ("/news/storm", f"{HEADLINE} at last"))) == [("jsonld", "2021-03-12")]
    assert found(ARTICLE.format(""), ld(data % (URL, "Free after half a year"))) == [("jsonld", "2021-03-12")]


def test_the_upload_of_a_film_of_another_name_dates_nothing() -> None:
    film = '{"@type": "VideoObject", "name": "%s", "uploadDate": "2021-03-12"}'
    assert found(ARTICLE.format(""), ld(film % "A walk by the harbour")) == []
    assert found(ARTICLE.format(""), ld(film % HEADLINE)) == [("jsonld", "2021-03-12")]


def test_words_of_a_headline_label_no_date() -> None:
    body = f"<h1>Next update on the {HEADLINE}</h1><p>12 March 2021</p>{TEXT}"
    assert found(body) == [("visible", "2021-03-12")]


def test_a_label_that_has_its_own_date_labels_no_other() -> None:
    for tag in ("div", "span", "li"):
        body = f"<{tag}>Updated: 14 March 2021 / 10:00</{tag}><{tag}>Published: 12 March 2021 / 9:15</{tag}>"
        assert found(ARTICLE.format(body)) == [("visible", "2021-03-12")], tag


def test_a_time_that_its_markup_calls_an_update_is_not_read_as_text() -> None:
    assert found(ARTICLE.format('<p><time class="updated" datetime="2021-03-12">12 March 2021</time></p>')) == []


def test_a_label_of_unknown_meaning_promises_nothing() -> None:
    for line, is_promised in (("Inizio: 12 March 2021", False), ("Published: 12 March 2021", True)):
        assert labelled(ARTICLE.format(f"<p class=date>{line}</p>")) == [("visible", "2021-03-12", is_promised)]


def test_todays_date_above_the_headline_is_the_calendars() -> None:
    top, below = '<div class="date">20 May 2026</div>', f"<h1>{HEADLINE}</h1>{TEXT}"
    assert labelled(top + below) == [("visible", "2026-05-20", False)]
    assert labelled(top.replace("20 May", "Published 20 May") + below) == [("visible", "2026-05-20", True)]
    assert labelled(f"<h1>{HEADLINE}</h1>{top}{TEXT}") == [("visible", "2026-05-20", True)]


def test_a_day_of_the_week_above_the_headline_of_a_kept_page_is_the_calendars_too() -> None:
    top, below = '<div class="date">Friday, 12 March 2021</div>', f"<h1>{HEADLINE}</h1>{TEXT}"
    assert labelled(top + below) == [("visible", "2021-03-12", False)]
    assert labelled(top.replace("Friday, ", "") + below) == [("visible", "2021-03-12", True)]
    assert labelled(f"<h1>{HEADLINE}</h1>{top}{TEXT}") == [("visible", "2021-03-12", True)]
    marked = "<div><time>Friday, 12 March 2021</time></div>"
    assert found(f"{marked}<h1>{HEADLINE}</h1><p class=date>11 March 2021</p>{TEXT}") == [("visible", "2021-03-11")]


def test_a_meta_element_that_says_when_a_page_was_made_promises_no_publication() -> None:
    made = '<meta name="DC.date.created" content="2021-03-10">'
    assert [one.only_created for one in candidates(ARTICLE.format(""), head=made)] == [True]
    both = made + '<meta name="DC.date.issued" content="2021-03-12">'
    assert [(one.day.day, one.only_created) for one in candidates(ARTICLE.format(""), head=both)] == [(12, False)]


def test_the_sources_selector_goes_first() -> None:
    site = Site(languages=("en",), country="GB", selectors={"date": ".when"})
    body = ARTICLE.format('<p class="date">1 January 2020</p>') + '<i class="when">12 March 2021</i>'
    assert found(body, site=site) == [("visible", "2021-03-12")]
    broken = Site(languages=("en",), selectors={"date": "[["})
    assert found(ARTICLE.format(""), site=broken) == []


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2021/03/12/workers-released", "2021-03-12"),
        ("workers-released-2021-03-12", "2021-03-12"),
        ("20210312/workers", "2021-03-12"),
        ("2021/mar/12/workers", "2021-03-12"),
        ("2021/0312/c1001.html", "2021-03-12"),
        ("2021/03/workers", "2021-03-01"),
        ("A2021031214320005196", "2021-03-12"),
        ("A2021031299320005196", ""),
        ("story/120210312555", ""),
        ("item-9920210312", ""),
        ("2021/workers", ""),
        ("2021-03-12-to-2021-04-12", ""),
        ("workers?day=2021-03-12", ""),
        ("2021/13/45/workers", ""),
        ("v2.2021.3", ""),
    ],
)
def test_reads_the_address(path: str, day: str) -> None:
    found_days = [
        one.day.isoformat()
        for one in candidates(ARTICLE.format(""), url=f"https://example.org/{path}")
        if one.evidence == "address"
    ]
    assert found_days == ([day] if day else [])


def test_survives_a_broken_address() -> None:
    assert candidates(ARTICLE.format(""), url="http://[::1/2021/03/12") == []


def test_takes_what_the_entry_says_with_its_evidence() -> None:
    link = Link(URL, published="Fri, 12 Mar 2021 10:00:00 GMT", published_evidence="feed")
    assert found(ARTICLE.format(""), link=link) == [("feed", "2021-03-12")]
    assert found(ARTICLE.format(""), link=Link(URL, published="soon", published_evidence="listing")) == []


def test_asks_htmldate_last_and_never_takes_the_day_of_the_change_from_it() -> None:
    text = "<div><p>Some words.</p></div>" * 100 + '<div class="post-date">12 March 2021</div>'
    assert found(ARTICLE.format("") + text) == [("htmldate", "2021-03-12")]
    changed = '<meta property="article:modified_time" content="2021-03-12T10:00:00Z">'
    assert found(ARTICLE.format(""), changed) == []


def test_a_page_without_dates_gives_none() -> None:
    assert found("") == []
    assert found(ARTICLE.format("")) == []


def test_reads_the_last_change_apart() -> None:
    tree = page("", '<meta property="article:modified_time" content="2021-04-01T09:00:00Z">')
    raw = modified_raw(tree, read_json_ld(tree))
    assert modified_instant(raw, SITE, NOW) == datetime(2021, 4, 1, 9, tzinfo=UTC)
    data = [{"@type": "Article", "dateModified": "2021-04-02"}]
    assert modified_raw(tree, list(data)) == "2021-04-02"
    assert modified_instant("2021-04-02", SITE, NOW) is None
    assert modified_raw(page(), []) == ""


def test_leaves_the_shared_tree_as_it_was() -> None:
    tree = page(ARTICLE.format("") + "<footer>12 March 2021</footer>")
    before = len(list(tree.iter()))
    date_candidates(tree, URL, [], SITE, NOW, Link(URL))
    assert len(list(tree.iter())) == before


def test_reads_a_thousand_times_and_a_deep_page() -> None:
    times = "".join(f'<time datetime="2021-01-{1 + n % 28:02}">x</time>' for n in range(3000))
    assert candidates(ARTICLE.format("") + f"<div>{times}</div>") is not None
    deep = page("<div>" * 5000 + "12 March 2021" + "</div>" * 5000)
    assert all(one.day == date(2021, 3, 12) for one in date_candidates(deep, URL, [], SITE, NOW, Link(URL)))


def test_a_flood_of_elements_is_survived() -> None:
    for piece in ("<div><span class=date>x 12</span></div>", "<b>Date</b><i>1</i>", f"<h1>{HEADLINE}</h1>"):
        assert candidates(f"<h1>{HEADLINE}</h1>{piece * 20_000}") == []


def labelled(body: str, head: str = "", *, url: str = URL) -> list[tuple[str, str, bool]]:
    return [(one.evidence, one.day.isoformat(), one.labelled) for one in candidates(body, head, url=url)]


def test_words_and_markup_that_promise_the_publication_are_noted() -> None:
    assert labelled(ARTICLE.format("<p>12 March 2021</p>")) == [("visible", "2021-03-12", False)]
    for byline in (
        '<p class="post-date">12 March 2021</p>',
        "<p>Published 12 March 2021</p>",
        "<dl><dt>Date</dt><dd>12 March 2021</dd></dl>",
        '<p>News desk, 12 March 2021</p><p class="byline">12 March 2021</p>',
    ):
        assert labelled(ARTICLE.format(byline)) == [("visible", "2021-03-12", True)], byline


def test_a_date_that_links_to_the_archive_of_its_day_is_the_articles_own() -> None:
    link = '<p><a href="https://example.org/{}"><time>12 March 2021</time></a></p>'
    assert ("time", "2021-03-12") in found(ARTICLE.format(link.format("2021/03/12/")))
    assert "time" not in dict(found(ARTICLE.format(link.format("another-story"))))


def test_blocks_of_page_builders_are_not_furniture() -> None:
    block = '<div class="elementor-widget elementor-widget-post-info"><span>12 March 2021</span></div>'
    assert found(ARTICLE.format(block)) == [("visible", "2021-03-12")]
    assert found(ARTICLE.format('<div class="widget"><span>12 March 2021</span></div>')) == []


def test_a_note_of_the_first_publication_outweighs_a_date_by_the_headline() -> None:
    note = "<p>This article was originally published on <time>12 March 2021</time> but is kept up to date.</p>"
    both = [("time", "2021-03-12", False), ("visible", "2021-03-12", True)]
    assert labelled(ARTICLE.format("<p>3 May 2022</p>") + note) == both
    assert (
        labelled(ARTICLE.format("<p>3 May 2022</p>") + "<p>It was first published in a book.</p>")[0][1] == "2022-05-03"
    )


def test_the_headline_is_the_heading_that_shares_the_titles_words() -> None:
    filler = "<p>x</p>" * 60
    cart = f"<h1>Your basket is empty</h1><p>3 May 2022</p>{filler}"
    body = f"{cart}<h2>The {HEADLINE}!</h2><p>12 March 2021</p>"
    assert found(body) == [("visible", "2021-03-12")]


def test_a_publication_stated_as_the_last_change_is_noted() -> None:
    data = '{"@type": "Article", "datePublished": "2021-03-12", "dateModified": "%s"}'
    assert [one.also_modified for one in candidates("", ld(data % "2021-03-12"))] == [True]
    assert [one.also_modified for one in candidates("", ld(data % "2021-03-14"))] == [False]


def test_the_pages_own_language_and_country_settle_what_the_source_leaves_open() -> None:
    text = ARTICLE.format('<p class="date">03/04/2021</p>')
    for address, day, guessed in (
        ("https://example.org/a", "2021-03-04", True),
        ("https://news.example.nz/a", "2021-04-03", False),
        ("https://court.example.gov/a", "2021-03-04", False),
    ):
        (one,) = candidates(text, url=address, site=Site(languages=("en",)))
        assert (one.day.isoformat(), one.guessed_order) == (day, guessed)


@pytest.mark.parametrize("stated", ["2021-02-30", "2021-02-30T10:00:00Z", "2021-03-12T25:00:00Z"])
def test_a_broken_statement_is_not_mended_by_a_search_of_the_page(stated: str) -> None:
    assert found(ARTICLE.format(""), f'<meta property="article:published_time" content="{stated}">') == []


@pytest.mark.parametrize("line", ["Ab 12. März 2021", "Termin: 12.03.2021, 19 Uhr", "Archivbild (12.03.2021)"])
def test_days_of_something_else_by_the_headline(line: str) -> None:
    read = found(ARTICLE.format(f"<p class=date>{line}</p>"), site=Site(languages=("de",)))
    assert "visible" not in dict(read)
