"""The known answers of the demo: which articles each source holds, and what is right for each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urldefrag

from monitor.demo.agency import demo_sites
from monitor.demo.documents import pdf_path
from monitor.demo.texts import SiteText, Text

SOURCES = {
    "demo_aurora_en": "aurora_en",
    "demo_aurora_fr": "aurora_fr",
    "demo_aurora_ar": "aurora_ar",
    "demo_aurora_fa": "aurora_fa",
    "demo_aurora_th": "aurora_th",
    "demo_aurora_ja": "aurora_ja",
    "demo_aurora_es": "aurora_es",
    "demo_aurora_pt": "aurora_pt",
    "demo_aurora_ca": "aurora_ca",
    "demo_documents": "documents_en",
    "demo_vestnik": "vestnik_ru",
    "demo_wire": "wire_en",
    "demo_harbour_post": "harbour_en",
    "demo_valley_courier": "valley_en",
}
"""Source names and the sites behind them."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One article that a crawl of the demo has to find, once.

    Any of `addresses` is right. `headline` is "" for teasers that print none; `published_day` is
    None where the page gives no date; `opening` is how the text begins.
    """

    source: str
    addresses: tuple[str, ...]
    headline: str
    published_day: date | None
    language: str
    opening: str


@dataclass(frozen=True, slots=True)
class Found:
    """One item that a crawl found, with every address at which it was seen."""

    source: str
    addresses: tuple[str, ...]
    headline: str
    published_day: date | None
    language: str
    body: str


@dataclass(slots=True)
class Score:
    """How items compare with the known answers; the lists hold addresses."""

    expected: int = 0
    found: int = 0
    dates_right: int = 0
    headlines_right: int = 0
    languages_right: int = 0
    missing: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    wrong_dates: list[str] = field(default_factory=list)

    @property
    def perfect(self) -> bool:
        """Whether everything was found once and dated right, and nothing else was taken."""
        return not (self.missing or self.twice or self.unexpected or self.wrong_dates)

    def sentence(self) -> str:
        """The score in words, for a summary.

        >>> Score(expected=3, found=3, dates_right=2).sentence()
        '3 of 3 items found, 2 dates right, 0 found twice, 0 that should not be there.'
        """
        return (
            f"{self.found} of {self.expected} items found, {self.dates_right} dates right, "
            f"{len(self.twice)} found twice, {len(self.unexpected)} that should not be there."
        )


def expected_items() -> list[Expected]:
    """Every article of the demo, source by source."""
    return [item for source, key in SOURCES.items() for item in _of_site(source, demo_sites()[key])]


def score(items: Iterable[Found], expected: Iterable[Expected] | None = None) -> Score:
    """Compares what was found with what is there."""
    wanted = list(expected_items() if expected is None else expected)
    result = Score(expected=len(wanted))
    left = list(items)
    for one in wanted:
        hits = [item for item in left if _is_same(one, item)]
        left = [item for item in left if item not in hits]
        _count(result, one, hits)
    result.unexpected = [item.addresses[0] for item in left]
    return result


def _count(result: Score, one: Expected, hits: list[Found]) -> None:
    if not hits:
        result.missing.append(one.addresses[0])
        return
    first = hits[0]
    result.found += 1
    result.twice.extend(item.addresses[0] for item in hits[1:])
    result.headlines_right += one.headline in ("", first.headline)
    result.languages_right += first.language.partition("-")[0] == one.language
    if first.published_day == one.published_day:
        result.dates_right += 1
    else:
        result.wrong_dates.append(f"{one.addresses[0]}: {first.published_day}, not {one.published_day}")


def _is_same(one: Expected, item: Found) -> bool:
    if item.source != one.source:
        return False
    if one.headline:
        return any(_plain(address) in one.addresses for address in item.addresses)
    on_page = any(urldefrag(address).url.partition("?")[0] in one.addresses for address in item.addresses)
    return on_page and one.opening[:40] in " ".join(item.body.split())


def _plain(address: str) -> str:
    return urldefrag(address).url.partition("?utm_")[0]


def _of_site(source: str, site: SiteText) -> list[Expected]:
    articles = [_article(source, site, text) for text in (*site.articles, *site.reports)]
    return [*articles, *_documents(source, site), *(_teaser(source, site, text) for text in site.teasers)]


def _article(source: str, site: SiteText, text: Text) -> Expected:
    addresses = [site.url(text)]
    if site.key == "aurora_en":
        addresses += [f"{site.url(text)}amp/", f"{site.url(text)}print/", f"{site.home}press/{text.slug}/"]
    if site.key == "aurora_en" and text is site.articles[2]:
        addresses.append(f"{site.home}n/1042")
    return Expected(source, tuple(addresses), text.headline, text.day, site.language, text.paragraphs[0])


def _teaser(source: str, site: SiteText, text: Text) -> Expected:
    page = f"https://{site.host}{site.listing_path}"
    return Expected(source, (page,), "", text.day, site.language, text.paragraphs[0])


def _documents(source: str, site: SiteText) -> list[Expected]:
    """A document is one item in each language, whether it was met as a page or as a PDF."""
    found = []
    for document in site.documents:
        for language, text in document.versions.items():
            pages = () if document.pdf_only else (site.url(text),)
            addresses = (*pages, f"https://{site.host}{pdf_path(document, language)}")
            found.append(Expected(source, addresses, text.headline, text.day, language, text.paragraphs[0]))
    return found
