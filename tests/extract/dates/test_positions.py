"""Where on a page its own date stands, and by which signs other dates beside it are told from it."""

import pytest

from monitor.items import Site
from tests.extract.dates.pages import HEADLINE, TEXT, candidates

LATER = '<h3>A storm in Eastford</h3><time class="entry-date updated" datetime="2021-03-14">x</time>'


def read(body: str, *, site: Site | None = None, url: str = "https://example.org/a") -> list[tuple[str, str, bool]]:
    found = candidates(body, url=url, site=site or Site(languages=("en",)))
    return [(one.evidence, one.day.isoformat(), one.labelled) for one in found]


@pytest.mark.parametrize("names", ["entry-date updated", "entry-date published updated", "updated post-date small"])
def test_the_only_date_of_a_theme_is_the_publication_though_hatom_calls_it_updated(names: str) -> None:
    own = f'<time class="{names}" datetime="2021-03-12">x</time>'
    assert read(f"<h1>{HEADLINE}</h1>{own}{TEXT}") == [("time", "2021-03-12", True)]


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
    assert read(f"<h1>{HEADLINE}</h1>{own}{paragraphs}{LATER}") == [("time", "2021-03-12", True)]
