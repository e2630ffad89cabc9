"""What the reading of one page comes to: an article, or the reason why it is none."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from monitor.items import DateCandidate

BodyKind = Literal["text", "fragment", "pdf", "encrypted", "scanned"]
"""Where the body comes from; `encrypted` and `scanned` are PDF files whose text cannot be had."""

Reason = Literal[
    "home page", "listing", "tag or topic page", "author page", "search results", "login page",
    "petition or action form", "donation page", "about or contact page", "calendar or event list",
    "print or AMP twin", "page not found", "empty shell", "challenge page", "not a document",
    "not a document: image", "not a document: audio or video", "not a document: archive",
    "not a document: office file", "not a document: data", "not a document: broken PDF", "empty",
]  # fmt: skip
"""Why a page is not an item, in words that a summary can print and count. See docs/items.md."""


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """What a page says of its article, cleaned of nothing yet but its markup.

    `canonical_url` is what the page claims, made absolute; whether to believe it is decided in
    `extract.identity`. `detected_language` comes with its score from 0 to 1.
    """

    headline: str
    body: str
    summary: str = ""
    authors: list[str] = field(default_factory=list)
    canonical_url: str = ""
    page_language: str = ""
    detected_language: str = ""
    detected_language_score: float = 0.0
    section: str = ""
    image: str = ""
    index_number: str = ""
    page_count: int | None = None
    alternates: dict[str, str] = field(default_factory=dict)
    date_candidates: list[DateCandidate] = field(default_factory=list)
    modified_raw: str = ""
    modified: datetime | None = None
    body_kind: BodyKind = "text"


@dataclass(frozen=True, slots=True)
class NotAnArticle:
    """Why a page is not an item; for a print or AMP twin also the address of the real page."""

    reason: Reason
    follow: str = ""


Reading = ArticleReading | NotAnArticle
