"""Which of a page's titles is its headline."""

from dataclasses import replace

import pytest

from monitor.extract.head import read_head
from monitor.extract.headline import choose_headline
from monitor.extract.titles import Titles, read_titles
from monitor.extract.tree import parse

URL = "https://www.herald.example/news/two-writers"
EDITORS, ENGINES = "Two writers walk free after a year", "Northhaven court: writers released, what we know"


def headline(html: str, entry_title: str = "") -> str:
    tree = parse(html)
    assert tree is not None
    return choose_headline(read_titles(tree, read_head(tree, URL), None, [], URL), entry_title)


@pytest.mark.parametrize(
    "titles",
    [
        Titles(json_ld=EDITORS, headings=(ENGINES,), social=ENGINES, title=ENGINES),
        Titles(json_ld=ENGINES, headings=(EDITORS,), social=EDITORS, title=ENGINES),
        Titles(json_ld=EDITORS, headings=(ENGINES,), social=EDITORS, title=ENGINES),
        Titles(json_ld=EDITORS, headings=(EDITORS,), social=ENGINES, title=ENGINES),
        Titles(headings=(EDITORS,), social=ENGINES, title=ENGINES),
        Titles(json_ld=EDITORS, headings=("Herald",), title=f"{EDITORS} - Herald", site_names=frozenset({"herald"})),
    ],
)
def test_the_headline_that_was_not_written_for_search_engines(titles: Titles) -> None:
    assert choose_headline(titles) == EDITORS


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        (f"Tidings: {EDITORS}", f"<font size=5><b>{EDITORS}</b></font>"),
        (f"{EDITORS} - The Tidings of the coast", f"<h3 class=heading>{EDITORS}</h3>"),
        (EDITORS[:24], f"<h2 itemprop=headline>{EDITORS}</h2>"),
    ],
)
def test_a_page_without_a_heading_of_the_first_order_prints_its_title_elsewhere(title: str, printed: str) -> None:
    page = "<html><head><title>{}</title></head><body><h2>Latest</h2>{}<p>The writers are home.</p></body></html>"
    assert headline(page.format(title, printed)) == EDITORS
    assert headline(page.format(title, "")) == title


def test_the_printed_headline_wins_where_programs_and_window_say_it_too() -> None:
    printed = Titles(json_ld=ENGINES, headings=(ENGINES,), title=ENGINES, social=EDITORS)
    assert choose_headline(printed) == ENGINES
    longer = f"Northhaven: {EDITORS}"
    assert choose_headline(Titles(json_ld=longer, headings=(longer,), title=longer, social=EDITORS)) == EDITORS


def test_a_tail_that_all_programs_state_is_part_of_it() -> None:
    whole = f"{EDITORS} - live"
    assert choose_headline(Titles(json_ld=whole, social=whole, headings=(EDITORS,), title=whole)) == whole
    assert choose_headline(Titles(json_ld=EDITORS, social=whole, headings=(EDITORS,), title=whole)) == EDITORS


@pytest.mark.parametrize("shared", [f"{EDITORS} (Published 2023)", f"[Report] {EDITORS}", f"【独家】{EDITORS}"])
def test_a_note_or_badge_that_only_the_title_for_sharing_has_is_not_part_of_it(shared: str) -> None:
    assert choose_headline(Titles(social=shared, headings=(EDITORS,), title=EDITORS)) == EDITORS


def test_what_an_entry_calls_the_article_decides_between_two() -> None:
    titles = Titles(json_ld=EDITORS, headings=(ENGINES,), social=ENGINES)
    assert choose_headline(titles) == ENGINES
    assert choose_headline(titles, EDITORS) == EDITORS
    assert choose_headline(titles, "Listen: the week in review") == ENGINES


def test_the_name_of_a_section_is_not_part_of_it() -> None:
    titles = Titles(json_ld=EDITORS, social=f"{EDITORS} | Courts", title=f"{EDITORS} | Courts | Herald")
    assert choose_headline(titles) == EDITORS


def test_the_line_above_a_heading_is_not_part_of_it() -> None:
    page = f"<body><h1><span class='article__kicker'>Prisons</span><span> - </span><span>{EDITORS}</span></h1>"
    assert headline(page) == EDITORS


def test_a_heading_that_leads_home_is_the_sites_name() -> None:
    page = f"<title>{EDITORS}</title><body><h1><a href='/'>Notes from Northhaven</a></h1><h2>{EDITORS}</h2>"
    assert headline(page) == EDITORS


def test_a_title_that_was_cut_gives_way_to_the_whole_one() -> None:
    whole = "The long story of how two writers left their prison on a Monday in May and of all who stayed behind"
    cut = whole[:104]
    assert choose_headline(Titles(json_ld=cut, social=cut, headings=(whole,))) == whole
    assert choose_headline(Titles(json_ld=whole[:60] + "…", social=whole[:60] + "…", headings=(whole,))) == whole


def test_most_places_decide_how_it_is_spelled() -> None:
    titles = Titles(json_ld="‘Free’ at last", headings=("‘Free’ at last",), social="'Free' at last")
    assert choose_headline(titles) == "‘Free’ at last"


def test_invisible_characters_are_gone() -> None:
    assert headline("<body><h1>Ver\u00adfas\u00adsungs\u00adgericht\u200b urteilt</h1>") == "Verfassungsgericht urteilt"


def test_short_names_of_sites() -> None:
    titles = Titles(title="Writers freed | NTV News", site_names=frozenset({"ntv"}))
    assert choose_headline(titles) == "Writers freed"
    assert choose_headline(Titles(title="The UN asks why | Herald")) == "The UN asks why | Herald"


TEXT = "<p>They had been held for a year, and nobody had told them why or for how long they would be. </p>" * 15


@pytest.mark.parametrize(
    "heading",
    [
        f"<h1><span>Justice</span> <span>{EDITORS}</span></h1>",
        f"<h1><small>Northhaven</small>{EDITORS}</h1>",
        f"<h1>{EDITORS}<br><em>Families had waited at the gate since dawn</em></h1>",
        f"<h1><b>LIVE</b> {EDITORS} <a href='#comments'>12</a></h1>",
        "<h1><span>Two writers walk free</span> <span>after a year</span> <i>Updated</i></h1>",
    ],
)
def test_of_a_heading_in_pieces_the_window_title_says_which_is_the_headline(heading: str) -> None:
    assert headline(f"<title>{EDITORS} | Herald</title><body>{heading}{TEXT}") == EDITORS


@pytest.mark.parametrize(
    ("heading", "printed"),
    [
        (f"<h1><span class=subtitle>At dawn</span> {EDITORS}</h1>", EDITORS),
        (f"<h1><span class=sr-only>Report</span> {EDITORS}</h1>", EDITORS),
        (
            f"<h1><span>Courts</span><span class=visually-hidden>: </span><span>{EDITORS}</span></h1>",
            f"Courts: {EDITORS}",
        ),
        ("<h1>Two writers<br>walk free</h1>", "Two writers walk free"),
        (f"<h1>{EDITORS} <a href='#comments'>12</a></h1>", EDITORS),
    ],
)
def test_what_of_a_heading_is_read_where_no_title_tells(heading: str, printed: str) -> None:
    assert headline(f"<title>Herald</title><body>{heading}{TEXT}") == printed


@pytest.mark.parametrize(
    "other",
    [
        "<h1>{}</h1>{}<h1>Subscribe to our letters</h1>",
        "<aside><h1>Most read</h1></aside><h1>{}</h1>{}",
        "<h1 style='display: none'>Article page</h1><h1>{}</h1>{}",
        "<h1 class=visually-hidden>Article page</h1><h1>{}</h1>{}",
        "<h1>Live</h1><h1>Courts</h1><h2 itemprop=headline>{}</h2>{}",
        "<h1>The Herald</h1><h2>{}</h2>{}",
    ],
)
def test_headings_of_boxes_and_of_the_site_are_not_the_articles(other: str) -> None:
    said = f"<title>{EDITORS} - Herald</title><body>{other.format(EDITORS, TEXT)}"
    tree = parse(said)
    assert tree is not None
    assert read_titles(tree, read_head(tree, URL), None, [], URL).headings == (EDITORS,)


def test_a_lone_heading_below_the_text_is_not_the_articles() -> None:
    page = "<title>{} - Herald</title><body><div>{}</div>{}<h1>Subscribe to our letters</h1>"
    assert headline(page.format(EDITORS, EDITORS, TEXT)) == EDITORS


def test_a_site_that_only_the_window_title_names_is_not_the_headline() -> None:
    page = f"<title>{EDITORS} — Coast Paper</title><body><h1>Coast Paper</h1><h2>{EDITORS}</h2>{TEXT}"
    assert headline(page) == EDITORS
    assert headline("<title>Coast Paper | Rain</title><body><h1>Rain</h1>") == "Rain"


def test_a_topic_that_all_programs_state_belongs_to_the_headline() -> None:
    whole = f"After the verdict: {EDITORS}"
    assert choose_headline(Titles(social=whole, headings=(EDITORS,), title=f"{whole} and more")) == whole
    assert choose_headline(Titles(json_ld=whole, headings=(EDITORS,), title=whole)) == whole
    assert choose_headline(Titles(json_ld=EDITORS, social=whole, headings=(EDITORS,), title=whole)) == EDITORS


def test_the_address_decides_where_the_places_are_even() -> None:
    url = "https://www.herald.example/northhaven-court-writers-released"
    titles = Titles(json_ld=ENGINES, social=EDITORS, headings=("Courts", "Rain"), title="Herald", url=url)
    assert choose_headline(titles) == ENGINES
    assert choose_headline(replace(titles, url="https://www.herald.example/two-writers-walk")) == EDITORS


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("两名作家获释｜国际｜北港日报", "北港日报"),
        ("两名作家获释_国际_北港日报", "北港日报"),
        ("两名作家获释：北港日报", "北港日报"),
        ("两名作家获释 : 北港日报", "北港日报"),
    ],
)
def test_signs_before_a_site_and_its_sections(title: str, site: str) -> None:
    assert choose_headline(Titles(title=title, site_names=frozenset({site}))) == "两名作家获释"


def test_a_section_before_a_bar_is_not_part_of_a_heading_unless_the_window_says_it_too() -> None:
    page = f"<title>{{}} - Herald</title><body><h1>Opinion | {EDITORS}</h1>{TEXT}"
    assert headline(page.format(ENGINES)) == EDITORS
    assert headline(page.format(f"Opinion | {EDITORS}")) == f"Opinion | {EDITORS}"
