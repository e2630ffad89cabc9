"""An entry's own HTML, a feed's full text or a teaser without a page, as an article."""

import re
from datetime import datetime

from monitor.extract.body import text_blocks
from monitor.extract.clean import shorten
from monitor.extract.dates.evidence import modified_instant
from monitor.extract.dates.text import parse_date
from monitor.extract.decoding import decode
from monitor.extract.index_number import index_number
from monitor.extract.language import detect
from monitor.extract.plain import plain_text
from monitor.extract.quotation import is_open
from monitor.extract.reading import ArticleReading, NotAnArticle, Reading
from monitor.extract.tree import parse
from monitor.items import DateCandidate, Page

HEADLINE = 120  # characters of a headline that is made from the text
_SENTENCE_END = re.compile(r"(?<=[.!?。！？؟۔])[\"'»”“«’‘)」』]*(?:\s|$)|(?<=[。！？])[」』”’]*")


def read_fragment(page: Page, now: datetime) -> Reading:
    """The article in an entry's HTML; headline and date are what the entry says. "empty" without any text."""
    tree = parse(f"<div>{decode(page.body, 'text/html; charset=utf-8')}</div>")
    body = text_blocks(tree) if tree is not None else ""
    link = page.link
    headline = plain_text(link.title) or first_words(body)
    if not headline:
        return NotAnArticle("empty")
    language, score = detect(f"{headline}\n{body}")
    return ArticleReading(
        headline=headline,
        body=body,
        summary=plain_text(link.summary),
        authors=list(link.authors),
        detected_language=language,
        detected_language_score=score,
        index_number=index_number(page.url, [headline], [], body),
        date_candidates=link_dates(page, now),
        modified_raw=link.modified,
        modified=modified_instant(link.modified, page.site, now),
        body_kind="fragment",
    )


def link_dates(page: Page, now: datetime) -> list[DateCandidate]:
    """The entry's date as the only candidate; none where it gives none."""
    link = page.link
    if not link.published or not link.published_evidence:
        return []
    found = parse_date(link.published, page.site, now, link.published_evidence)
    return [found] if found else []


def first_words(text: str) -> str:
    """A headline made from a text: its first sentence, else its first words, at most 120 characters.

    >>> first_words("Two writers were freed. More will follow.\\nNext")
    'Two writers were freed.'
    >>> first_words("«We did not leave the house. We stayed», said the writer. More will follow.")
    '«We did not leave the house. We stayed», said the writer.'
    """
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    ends = (found.end() for found in _SENTENCE_END.finditer(line[: 2 * HEADLINE], 15))
    sentence = next((line[:end].strip() for end in ends if not is_open(line[:end].rstrip())), line)
    headline = shorten(sentence if len(sentence) <= HEADLINE else line, HEADLINE)
    # The text itself breaks off, or goes on below.
    broken = not headline.endswith("…") and is_open(headline)
    return headline[: HEADLINE - 1].rstrip(".。 ") + "…" if broken else headline
