# ruff: noqa: E501 - fixtures are as wide as pages are
import pytest

from monitor.extract.listings import read_listing
from monitor.extract.urls import normalise
from monitor.items import Link

URL = "https://section.example/topics/lowfield"
DAYS = ["March 02, 2026", "February 21, 2026", "February 21, 2026", "January 18, 2026", "December 22, 2025"]
TEXTS = [
    "“The road to the river is closed and nobody says why,” a teacher from Lowfield told our team on Monday morning.",
    "Families in Lowfield wait for the third week. Help us reach the harbour authority with your letter today.",
    "Two fishermen were released on bail, on condition that they do not leave the district before the hearing.",
    "By our researcher in Northmark. The conference gathers ministers of seven countries around one long table.",
    "The river bridge opened again after six months, and the market with it, according to the harbour office.",
]
FRAME = """<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><div id="skip"><a href="#main">Skip</a></div><ul class="menu"><li><a href="/our-work/campaigns-for-the-river">Campaigns for the river</a></li></ul>
<div id="main"><h1>Lowfield</h1>{}</div><footer>© Section</footer></body></html>"""


def read(main: str, url: str = URL) -> list[Link]:
    return read_listing(FRAME.format(main).encode(), url, "text/html").links


def rows(numbers: range = range(5)) -> str:
    inside = "".join(
        f"""<div class="views-row views-row-{place}"><div class="views-field views-field-created"><span class="field-content">{DAYS[n]}</span></div>
        <div class="views-field views-field-body"><div class="field-content"><p>{TEXTS[n]}</p><p>Read <a href="/news/an-older-story-about-the-river">our older story</a> or visit <a href="https://other.example/x">them</a>.</p>
        <p><a href="/act/sign-the-river-letter">&gt;&gt;SIGN NOW</a></p></div></div></div>"""
        for place, n in enumerate(numbers)
    )
    pager = '<div class="item-list"><ul class="pager"><li class="pager-current">1</li><li class="pager-item"><a href="/topics/lowfield?page=1">2</a></li><li class="pager-next"><a href="/topics/lowfield?page=1">next ›</a></li></ul></div>'
    return f'<div class="view"><div class="view-content">{inside}</div>{pager}</div>'


def test_dated_teasers_without_title_or_link() -> None:
    found = read(rows())
    assert [link.published for link in found] == DAYS
    assert all(link.standalone and link.published_evidence == "listing" and link.title == "" for link in found)
    assert found[0].url.startswith(URL + "#item-march-02-2026-")
    assert "The road to the river" in found[0].html
    assert "March 02" not in found[0].html
    assert len({link.url for link in found}) == 5


def test_the_pager_moves_but_the_address_stays() -> None:
    first = {link.url for link in read(rows(range(3)))}
    later = {link.url for link in read(rows(range(1, 5)), URL + "?page=1")}
    assert len(first & later) == 2
    assert normalise(first.pop(), keep_fragment=True).count("#item-") == 1


GROUPED = "".join(
    f"<h3>{day}</h3><div class='views-row'><p>{text}</p></div>" for day, text in zip(DAYS, TEXTS, strict=True)
)
FLAT = "".join(
    f"<h4>{day}</h4><p>{text}</p><p>And a second paragraph.</p>" for day, text in zip(DAYS, TEXTS, strict=True)
)
TABLE = (
    "<table>"
    + "".join(f"<tr><td>{day}</td><td>{text}</td></tr>" for day, text in zip(DAYS, TEXTS, strict=True))
    + "</table>"
)
TERMS = "<dl>" + "".join(f"<dt>{day}</dt><dd>{text}</dd>" for day, text in zip(DAYS, TEXTS, strict=True)) + "</dl>"
STRONG = (
    "<ul>" + "".join(f"<li><strong>{day}</strong> {text}</li>" for day, text in zip(DAYS, TEXTS, strict=True)) + "</ul>"
)
TITLED = "".join(
    f"<h3>Note number {n} from the river</h3><p class='date'>{day}</p><p>{text}</p>"
    for n, (day, text) in enumerate(zip(DAYS, TEXTS, strict=True))
)


@pytest.mark.parametrize("main", [GROUPED, FLAT, TABLE, TERMS, STRONG, TITLED])
def test_other_shapes_of_dated_teasers(main: str) -> None:
    found = read(main)
    assert [link.published for link in found] == DAYS
    assert all(link.standalone for link in found)


def test_titles_of_teasers() -> None:
    assert read(TITLED)[2].title == "Note number 2 from the river"
    bold = "".join(
        f"<h3>{day}</h3><p><strong>Bridge {n} closed</strong><br>{TEXTS[n]}</p>" for n, day in enumerate(DAYS)
    )
    assert [link.title for link in read(bold)] == [f"Bridge {n} closed" for n in range(5)]


def test_two_teasers_of_one_day() -> None:
    main = f"<h3>{DAYS[0]}</h3><div class='r'><p>{TEXTS[0]}</p></div><div class='r'><p>{TEXTS[1]}</p></div><h3>{DAYS[3]}</h3><div class='r'><p>{TEXTS[3]}</p></div>"
    assert [link.published for link in read(main)] == [DAYS[0], DAYS[0], DAYS[3]]


def test_teaser_with_a_page_of_its_own_is_an_ordinary_link() -> None:
    more = "".join(
        f'<div class="views-row"><span class="created">{day}</span><div class="body"><p>{TEXTS[n]}</p>{f"<a href=/news/river-{n}>Read more</a>" if n % 2 else ""}</div></div>'
        for n, day in enumerate(DAYS)
    )
    found = read(more)
    assert [link.standalone for link in found] == [True, False, True, False, True]
    assert found[1].url == "https://section.example/news/river-1"
    assert [link.published for link in found] == DAYS
    titled = "".join(
        f'<div class="views-row"><span class="created">{day}</span><h3><a href="/news/river-story-{n}">River story {n}</a></h3><p>{TEXTS[n]}</p></div>'
        for n, day in enumerate(DAYS)
    )
    assert not any(link.standalone for link in read(titled))


@pytest.mark.parametrize(
    "make",
    [
        lambda: "<ul>" + "".join(f"<li>{text}</li>" for text in TEXTS) + "</ul>",
        lambda: (
            '<div class="view-content">'
            + "".join(f'<div class="views-row"><p>{text}</p></div>' for text in TEXTS)
            + "</div>"
        ),
        lambda: "<hr>".join(f"<p>{text}</p>" for text in TEXTS),
        lambda: "".join(f"<article><p>{text}</p></article>" for text in TEXTS),
    ],
)
def test_undated_short_items_of_one_list(make: object) -> None:
    assert callable(make)
    found = read(str(make()))
    assert [link.html.count(text) for link, text in zip(found, TEXTS, strict=True)] == [1] * 5
    assert all(link.standalone and not link.published and "#item-none-" in link.url for link in found)


def test_list_items_that_begin_with_a_date() -> None:
    found = read("<ul>" + "".join(f"<li>0{n + 1}.03.2026: {text}</li>" for n, text in enumerate(TEXTS)) + "</ul>")
    assert [link.published for link in found] == [f"0{n + 1}.03.2026" for n in range(5)]


def test_anchored_notes() -> None:
    notes = "".join(f'<h3 id="note-{40 - n}">Note {40 - n}</h3><p>{text}</p>' for n, text in enumerate(TEXTS))
    found = read(notes)
    assert [link.url for link in found] == [f"{URL}#note-{40 - n}" for n in range(5)]
    assert found[0].title == "Note 40"
    dated = "".join(
        f'<h3><a name="n2026-{40 - n}"></a>Note {40 - n}</h3><p>{DAYS[n]}</p><p>{text}</p>'
        for n, text in enumerate(TEXTS)
    )
    assert [(link.published, link.url.endswith(f"#n2026-{40 - n}")) for n, link in enumerate(read(dated))] == [
        (day, True) for day in DAYS
    ]


PROSE = "".join(f"<p>{text} {text}</p>" for text in TEXTS * 3)


@pytest.mark.parametrize(
    "main",
    [
        PROSE,
        f"<article>{PROSE}<ul>" + "".join(f"<li>{text}</li>" for text in TEXTS) + "</ul></article>",
        "".join(f"<h2>Part {n}</h2><p>{text}</p><p>{text}</p>" for n, text in enumerate(TEXTS)),
        "".join(f'<div class="field__item"><h3>Value {n}</h3><p>{text}</p></div>' for n, text in enumerate(TEXTS)),
        PROSE
        + '<ol class="comment-list">'
        + "".join(
            f'<li><span class="date">{day}</span><p>{text}</p></li>' for day, text in zip(DAYS, TEXTS, strict=True)
        )
        + "</ol>",
        "<p>It all began on 28 May 1961.</p>" + PROSE,
        f"<span class=date>{DAYS[0]}</span><span class=date>{DAYS[1]}</span>{PROSE}",
        "".join(f'<h2 id="section-{n}">Section {n}</h2><p>{text}</p>' for n, text in enumerate(TEXTS)),
    ],
)
def test_prose_gives_no_teasers(main: str) -> None:
    assert [link for link in read(main) if link.standalone] == []


def test_dates_behind_their_texts_are_not_given_to_the_next() -> None:
    main = "".join(f"<p>{text}</p><p class='date'>{day}</p>" for day, text in zip(DAYS, TEXTS, strict=True))
    assert read(main) == []


def test_an_article_gives_no_teasers() -> None:
    page = FRAME.format(FLAT).replace("<head>", '<head><meta property="article:published_time" content="2026-11-03">')
    assert read_listing(page.encode(), URL, "").links == []


@pytest.mark.parametrize(
    "days",
    ["٢ مارس ٢٠٢٦|١ مارس ٢٠٢٦", "۱۲ اسفند ۱۳۹۶|۱۱ اسفند ۱۳۹۶", "2026年3月2日|2026年3月1日", "2 มีนาคม 2569|1 มีนาคม 2569", "2 марта 2026 г.|1 марта 2026 г.",
     "2. března 2026|1. března 2026", "२ मार्च २०२६|१ मार्च २०२६", "2 Μαρτίου 2026|1 Μαρτίου 2026", "2026년 3월 2일|2026년 3월 1일"],
)  # fmt: skip
def test_date_headings_in_other_scripts(days: str) -> None:
    main = "".join(f"<h3>{day}</h3><p>{text}</p>" for day, text in zip(days.split("|"), TEXTS, strict=False))
    assert [link.published for link in read(main)] == days.split("|")
