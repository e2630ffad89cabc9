"""Where on a page its own date stands, and by which signs other dates beside it are told from it."""

import pytest

from monitor.items import Site
from tests.extract.dates.pages import HEADLINE, TEXT, candidates

LATER = '<h3>A storm in Eastford</h3><time class="entry-date updated" datetime="2021-03-14">x</time>'


def read(body: str, *, site: Site | None = None, url: str = "https://example.org/a") -> list[tuple[str, str, bool]]:
    """What is read by its place: evidence, day, and whether it promises to be the publication."""
    found = candidates(body, url=url, site=site or Site(languages=("en",)))
    return [(one.evidence, one.day.isoformat(), one.labelled) for one in found if one.evidence != "htmldate"]


@pytest.mark.parametrize("names", ["entry-date updated", "entry-date published updated", "updated post-date small"])
def test_the_only_date_of_a_theme_is_the_publication_though_hatom_calls_it_updated(names: str) -> None:
    own = f'<time class="{names}" datetime="2021-03-12">x</time>'
    assert read(f"<h1>{HEADLINE}</h1>{own}{TEXT}") == [("time", "2021-03-12", "published" in names)]


@pytest.mark.parametrize("names", ["updated", "entry-date-updated", "entry-modified-date", "entry-date post-modified"])
def test_names_of_the_last_change_alone_are_not_the_publication(names: str) -> None:
    own = f'<time class="{names}" datetime="2021-03-12">x</time>'
    assert read(f"<h1>{HEADLINE}</h1>{own}{TEXT}") == []


def test_words_in_an_element_weigh_more_than_its_names() -> None:
    own = '<time class="{}" datetime="2021-03-12">Last updated: 12 March 2021</time>'
    assert read(f"<h1>{HEADLINE}</h1>{own.format('stamp')}{TEXT}") == []
    assert read(f"<h1>{HEADLINE}</h1>{own.format('byline-pubdate')}{TEXT}") == [("time", "2021-03-12", False)]


def test_times_far_from_the_headlines_own_are_other_articles() -> None:
    own = '<time class="entry-date updated" datetime="2021-03-12">x</time>'
    paragraphs = "<p>The court sat until the evening.</p>" * 20
    assert read(f"<h1>{HEADLINE}</h1>{own}{paragraphs}{LATER}") == [("time", "2021-03-12", False)]


def test_names_that_call_a_date_published_and_updated_promise_the_publication_only_with_the_word() -> None:
    line = '<span class="{}">12 March 2021</span>'
    assert read(f"<h1>{HEADLINE}</h1>{line.format('post_date date updated')}{TEXT}") == [
        ("visible", "2021-03-12", False)
    ]
    assert read(f"<h1>{HEADLINE}</h1>{line.format('date is-published updated')}{TEXT}") == [
        ("visible", "2021-03-12", True)
    ]


def test_steps_and_numbers_below_the_headline_do_not_hide_the_date_above_it() -> None:
    steps = "".join(f"<h2>Step {count}: ask the harbour office</h2><p>Ask.</p>" for count in range(1, 12))
    assert read(f"<div><p>12 March 2021</p><h1>{HEADLINE}</h1></div>{steps}") == [("visible", "2021-03-12", False)]


def test_a_time_that_links_to_its_own_page_is_the_articles() -> None:
    linked = '<span><a href="{}"><time datetime="2021-03-12">x</time></a></span>'
    for address in ("https://example.org/a", "/a", "/a/"):
        assert read(f"<h1>{HEADLINE}</h1>{linked.format(address)}{TEXT}") == [("time", "2021-03-12", False)], address
    for address in ("https://example.org/b", "/a#comment-5", "/a?page=2", "http://[broken/a"):
        assert read(f"<h1>{HEADLINE}</h1>{linked.format(address)}{TEXT}") == [], address


def test_the_page_that_a_number_names_is_not_another_numbers() -> None:
    linked = f'<h1>{HEADLINE}</h1><span><a href="/read?id={{}}"><time datetime="2021-03-12">x</time></a></span>{TEXT}'
    assert read(linked.format(5), url="https://example.org/read?id=5") == [("time", "2021-03-12", False)]
    assert read(linked.format(6), url="https://example.org/read?id=5") == []


def test_names_that_the_headlines_own_surroundings_bear_are_no_sign_of_others() -> None:
    head = f'<section class="article-teaser"><h1>{HEADLINE}</h1></section>'
    below = '<div class="{}"><span>12 March 2021</span></div>'
    assert read(f"<main>{head}{below.format('teaser-foot')}{TEXT}</main>") == [("visible", "2021-03-12", False)]
    assert read(f"<main>{head}{below.format('sidebar-foot')}{TEXT}</main>") == []


def test_what_holds_the_byline_may_have_other_names_too() -> None:
    line = '<{0} class="{1}"><span>12 March 2021</span></{0}>'
    own = (("div", "entry-meta with-comments"), ("aside", "story-meta narrow"), ("div", "pointer-events-none"))
    for tag, names in own:
        found = read(f"<main><h1>{HEADLINE}</h1>{line.format(tag, names)}{TEXT}</main>")
        assert found == [("visible", "2021-03-12", False)], names
    for tag, names in (("div", "comment-meta"), ("aside", "more"), ("div", "event-info")):
        assert read(f"<main><h1>{HEADLINE}</h1>{line.format(tag, names)}{TEXT}</main>") == [], names


def test_the_articles_own_footer_far_below_is_read() -> None:
    footer = '<footer class="entry-footer"><p><time datetime="2021-03-12">x</time></p></footer>'
    story = "<p>The court <b>sat</b> until the <i>evening</i>.</p>" * 60
    assert read(f"<article><h1>{HEADLINE}</h1>{story}{footer}</article>") == [("time", "2021-03-12", False)]
    assert read(f"<article><h1>{HEADLINE}</h1>{story}</article>{footer}") == []


def test_a_date_in_a_sentence_is_told_of() -> None:
    told = "<p>The radio of Northford told of all this on <time datetime=2021-03-12>12 March</time>.</p>"
    assert read(f"<h1>{HEADLINE}</h1>{told}{TEXT}") == []
    own = told.replace("The radio of Northford told of all", "The editors have published all of")
    assert read(f"<h1>{HEADLINE}</h1>{own}{TEXT}") == [("time", "2021-03-12", False)]


@pytest.mark.parametrize("tag", ["h1", "div"])
def test_the_headline_says_most_of_the_title_and_is_no_sites_name(tag: str) -> None:
    name = "<h1>Northford Post</h1><p>3 May 2020</p>" if tag == "h1" else ""
    far = "<p>The court <b>sat</b> until the <i>evening</i>.</p>" * 60
    others = f"{far}<h2>More on harbour workers of Southford</h2><p>4 May 2020</p>"
    body = f"{name}{far}<{tag}>{HEADLINE}</{tag}><p>12 March 2021</p>{TEXT}{others}"
    assert read(body) == [("visible", "2021-03-12", False)]


def test_a_heading_that_is_only_the_sites_name_gives_way_to_one_that_shares_the_titles_words() -> None:
    far = "<p>The court <b>sat</b> until the <i>evening</i>.</p>" * 60
    own = "<h2>The harbour workers of Northford go free</h2><p>12 March 2021</p>"
    assert read(f"<h1>Northford Post</h1><p>3 May 2020</p>{far}{own}") == [("visible", "2021-03-12", False)]


def test_a_main_heading_that_says_the_title_is_the_headline_even_in_what_is_set_aside() -> None:
    body = f"<aside><article><h1>{HEADLINE}</h1><p>12 March 2021</p>{TEXT}</article></aside>"
    assert read(body) == [("visible", "2021-03-12", False)]


def test_a_date_with_its_label_is_found_anywhere_unless_lists_have_several() -> None:
    far = "<p>The court <b>sat</b> until the <i>evening</i>.</p>" * 60
    body = f"<h1>{HEADLINE}</h1>{far}<span>Published: 12.03.2021, 14:05</span>"
    assert read(body) == [("visible", "2021-03-12", True)]
    assert read(f"{body}<div><span>Published: 14.03.2021, 10:00</span></div>") == []
    assert read(body.replace("Published", "Recorded")) == []
    assert read(body.replace("<span>", '<span class="related">')) == []


def test_datelines_may_have_short_years() -> None:
    assert read(
        f"<h1>{HEADLINE}</h1><p>12.03.21 - The harbour workers of the town are free and went home on foot.</p>"
    ) == [("visible", "2021-03-12", False)]


def test_a_day_without_its_year_by_the_headline_goes_before_a_search_of_the_page() -> None:
    aside = '<div class="sidebar"><span class="date">4 June 2015</span></div>'
    assert [one.evidence for one in candidates(f"<h1>{HEADLINE}</h1>{TEXT}{aside}")] == ["htmldate"]
    (one,) = candidates(f"<h1>{HEADLINE}</h1><p>Friday, 12 March, 14:05</p>{TEXT}{aside}")
    assert (one.evidence, one.day.isoformat(), one.guessed_order) == ("visible", "2021-03-12", True)


@pytest.mark.parametrize("names", ["comments", "wp-comments-area", "commentlist"])
def test_readers_comments_are_not_searched(names: str) -> None:
    said = f'<div class="{names}"><p class="date">12 March 2021</p><p>We were there.</p></div>'
    assert candidates(f"<h1>{HEADLINE}</h1>{TEXT}{said}") == []
