"""The texts of the fictional web, as its files give them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

SITES = Path(__file__).parent / "sites"


@dataclass(frozen=True, slots=True)
class Text:
    """One article. `published` is a moment in the site's zone, a day, or None for an undated one."""

    slug: str
    headline: str
    paragraphs: tuple[str, ...]
    published: datetime | date | None = None
    tags: tuple[str, ...] = ()
    place: str = ""  # where a news agency filed it

    @property
    def day(self) -> date | None:
        """The day as printed on the site."""
        return self.published.date() if isinstance(self.published, datetime) else self.published

    @property
    def moment(self) -> datetime | None:
        """The moment, where more than the day is known."""
        return self.published if isinstance(self.published, datetime) else None

    @property
    def summary(self) -> str:
        """The first sentence or so."""
        first = self.paragraphs[0]
        return first if len(first) <= 180 else first[:180].rsplit(" ", 1)[0].rstrip(",;") + " …"


@dataclass(frozen=True, slots=True)
class SiteText:
    """One fictional site: its manners and all it says. `words` are the fixed words of its pages."""

    key: str
    host: str
    name: str
    language: str
    timezone: str
    section: str
    style: str
    listing_style: str
    article_path: str
    listing_path: str
    per_page: int
    words: Mapping[str, str]
    articles: tuple[Text, ...] = ()
    reports: tuple[Text, ...] = ()
    teasers: tuple[Text, ...] = ()
    documents: tuple["Document", ...] = ()
    feeds: tuple[str, ...] = ()
    reprints: tuple[str, ...] = ()
    direction: str = "ltr"
    charset: str = "utf-8"

    @property
    def home(self) -> str:
        """The address of the front page."""
        return f"https://{self.host}/"

    def path(self, text: Text) -> str:
        """The path of an article's page."""
        year, month = (f"{text.day:%Y}", f"{text.day:%m}") if text.day else ("guides", "all")
        return self.article_path.format(slug=text.slug, year=year, month=month)

    def url(self, text: Text) -> str:
        """The address of an article's page."""
        return f"https://{self.host}{self.path(text)}"


@dataclass(frozen=True, slots=True)
class Document:
    """A document with an index number, in one or more languages."""

    number: str
    published: date
    versions: Mapping[str, Text] = field(default_factory=dict)
    pdf_only: bool = False


@cache
def load_site(key: str) -> SiteText:
    """The site in `sites/<key>.toml`."""
    table: dict[str, Any] = tomllib.loads((SITES / f"{key}.toml").read_text(encoding="utf-8"))
    zone = ZoneInfo(table["timezone"])
    made: dict[str, Any] = {many: tuple(_text(one, zone) for one in table.pop(many[:-1], [])) for many in _MANY}
    made["documents"] = tuple(_document(one) for one in table.pop("document", []))
    made |= {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
    return SiteText(key=key, **made)


_MANY = ("articles", "reports", "teasers")


def _text(table: Mapping[str, Any], zone: ZoneInfo) -> Text:
    published = table.get("published", table.get("day"))
    return Text(
        slug=table.get("slug", ""),
        headline=table.get("headline", ""),
        paragraphs=_paragraphs(table["text"]),
        published=published.astimezone(zone) if isinstance(published, datetime) else published,
        tags=tuple(table.get("tags", ())),
        place=table.get("place", ""),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())


def _document(table: Mapping[str, Any]) -> Document:
    number, published = table["number"], table["published"]
    slug = "documents/" + number.lower().replace(" ", "")
    versions = {
        language: Text(f"{language}/{slug}", text["headline"], _paragraphs(text["text"]), published)
        for language, text in table["text"].items()
    }
    return Document(number, published, versions, table.get("pdf_only", False))
