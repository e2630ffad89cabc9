import json

import pytest
from parsel import Selector

from bench.crawl.markup import page
from bench.crawl.stories import WebSite, make_sites, make_stories
from bench.crawl.words import LANGUAGES

SITES = make_sites([f"http://127.0.1.{number}:8080" for number in range(1, len(LANGUAGES) + 1)])


def by_language(site: WebSite) -> str:
    return site.language.code


@pytest.mark.parametrize("site", SITES, ids=by_language)
def test_pages_have_60_to_100_kilobytes(site: WebSite) -> None:
    stories = make_stories(site, 25)
    sizes = [len(page(site, story, stories)) for story in stories]
    assert min(sizes) >= 60_000
    assert max(sizes) <= 100_000


@pytest.mark.parametrize("site", SITES, ids=by_language)
def test_a_page_says_its_headline_date_and_text(site: WebSite) -> None:
    stories = make_stories(site, 3)
    tree = Selector(page(site, stories[1], stories).decode())
    data = json.loads(tree.css('script[type="application/ld+json"]::text').get(""))
    assert data["headline"] == stories[1].headline
    assert data["datePublished"] == stories[1].published.isoformat()
    assert tree.css("h1::text").get() == stories[1].headline
    body = tree.xpath("string(//div[@itemprop='articleBody'])").get("")
    assert all(paragraph in body for paragraph in stories[1].paragraphs(site))


@pytest.mark.parametrize("site", SITES, ids=by_language)
def test_pages_have_the_menus_and_lists_of_real_ones(site: WebSite) -> None:
    stories = make_stories(site, 20)
    tree = Selector(page(site, stories[0], stories).decode())
    assert 600 <= len(tree.xpath("//*")) <= 700
    assert len(tree.css("a")) > 100
    assert tree.xpath("/html/@dir").get() == site.language.direction


def test_the_same_story_makes_the_same_page() -> None:
    site = SITES[0]
    stories = make_stories(site, 3)
    assert page(site, stories[0], stories) == page(site, stories[0], stories)


def test_no_two_stories_share_a_text_or_an_address() -> None:
    everything = [(site, story) for site in SITES for story in make_stories(site, 100)]
    assert len({site.base + story.path for site, story in everything}) == len(everything)
    assert len({"".join(story.paragraphs(site)) for site, story in everything}) == len(everything)


def test_stories_come_newest_first_and_never_at_the_same_moment() -> None:
    moments = [story.published for story in make_stories(SITES[0], 50)]
    assert moments == sorted(set(moments), reverse=True)
