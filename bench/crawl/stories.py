"""The invented sites of the benchmark's web and the stories they print, before any markup."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from bench.crawl.words import LANGUAGES, Language

FIRST_PUBLISHED = datetime(2025, 2, 3, 5, 30, tzinfo=UTC)
_TOWNS = ("velmora", "quarnth", "isselby", "tamrak", "oster-bremm", "dunmarrow", "kelvada", "sorrel-bay")


@dataclass(frozen=True, slots=True)
class WebSite:
    """One site of the local web. `number` counts from 1; `base` is its address without a slash."""

    number: int
    base: str
    language: Language

    @property
    def name(self) -> str:
        """The source's and the folder's name."""
        return f"bench_site_{self.number:02}"

    @property
    def title(self) -> str:
        """What stands at the top of each page."""
        return f"{_TOWNS[self.number % len(_TOWNS)].title()} {self.number}"


@dataclass(frozen=True, slots=True)
class Story:
    """One article as its writer left it."""

    number: int
    headline: str
    summary: str
    section: str
    path: str
    published: datetime

    def paragraphs(self, site: WebSite) -> list[str]:
        """The body: 14 to 24 paragraphs, always the same for the same story of a site."""
        random = Random(f"body {site.number} {self.number}")
        return [site.language.paragraph(random, random.randint(2, 4)) for _ in range(random.randint(14, 24))]


def make_sites(bases: list[str]) -> list[WebSite]:
    """One site for each address, its language taken in turn.

    >>> [site.language.code for site in make_sites(["http://127.0.1.1:80", "http://127.0.1.2:80"])]
    ['en', 'fr']
    """
    languages = list(LANGUAGES.values())
    return [WebSite(n, base, languages[(n - 1) % len(languages)]) for n, base in enumerate(bases, start=1)]


def make_stories(site: WebSite, count: int) -> list[Story]:
    """That many stories, newest first, a little over seven hours apart."""
    return [_story(site, number) for number in range(count, 0, -1)]


def _story(site: WebSite, number: int) -> Story:
    random = Random(f"story {site.number} {number}")
    slug = f"{random.choice(_TOWNS)}-{random.choice(_TOWNS)}-{random.randrange(10**5):05}"
    return Story(
        number=number,
        headline=site.language.headline(random),
        summary=site.language.paragraph(random, 2),
        section=random.choice(site.language.menu[1:7]),
        path=f"/news/{slug}-{number}.html",
        published=FIRST_PUBLISHED + timedelta(minutes=437 * number + 11 * site.number),
    )
