"""A PDF document as an article: text, title, dates, index number, language and page count."""

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import unquote, urlsplit

from pypdfium2 import PdfDocument, PdfiumError, PdfPage, PdfTextObj

from monitor.extract.clean import shorten
from monitor.extract.dates.evidence import modified_instant
from monitor.extract.dates.text import parse_date
from monitor.extract.fragment import first_words, link_dates
from monitor.extract.index_number import index_number
from monitor.extract.language import detect
from monitor.extract.pdf_columns import by_columns
from monitor.extract.plain import plain_text
from monitor.extract.reading import ArticleReading, BodyKind, NotAnArticle, Reading
from monitor.extract.running_heads import without_running_heads
from monitor.items import DateCandidate, Page

PAGES = 500
LIMIT = 1_000_000  # characters
_OBJECTS = 3000  # of the first page, when its largest text is looked for
_COVER = 400  # characters; with fewer, the first page is a cover, and the second says when and by whom
_A_LINE = 40  # characters; dates in longer lines of a front page are mostly those of events
_PDF_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?\s*(?:(Z)|([+-]\d\d)'?(\d\d)?'?)?")
# Titles that word processors and layout programs leave behind.
_NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel) ?-|untitled|untitled-?\d*|document\d*"
    r"|layout \d+|slide \d+|print(?:ing)?|template|normal|titel|title|scan)"
    r"|\.(?:docx?|pdf|indd|odt|rtf|pptx?|xlsx?|qxd|pub|tmp|html?)$|^[\W\d_]*$|^[\w-]*_[\w-]*$|^\S*\d{5,}\S*$",
    re.IGNORECASE,
)


def read_pdf(page: Page, now: datetime) -> Reading:
    """The document's reading. What is encrypted or holds only pictures is an item without a body."""
    try:
        document = PdfDocument(page.body)
    except PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            return _without_text(page, now, "encrypted", None)
        return NotAnArticle("not a document: broken PDF")
    try:
        return _read(document, page, now)
    except PdfiumError:
        return NotAnArticle("not a document: broken PDF")
    finally:
        document.close()


def _without_text(
    page: Page, now: datetime, kind: BodyKind, count: int | None, dates: list[DateCandidate] | None = None
) -> Reading:
    headline = plain_text(page.link.title) or _file_name(page.url)
    language, score = detect(headline)
    return ArticleReading(
        headline=headline, body="", summary=plain_text(page.link.summary), authors=list(page.link.authors),
        detected_language=language, detected_language_score=score, page_count=count, body_kind=kind,
        index_number=index_number(page.url, [page.link.title], [], ""), date_candidates=[*link_dates(page, now),
        *(dates or [])],
        modified_raw=page.link.modified, modified=modified_instant(page.link.modified, page.site, now),
    )  # fmt: skip


def _read(document: PdfDocument, page: Page, now: datetime) -> Reading:
    count = len(document)
    meta = {key: _metadata(document, key) for key in PdfDocument.METADATA_KEYS}
    texts = list(_page_texts(document))
    body = _unwrapped("\n".join(without_running_heads(texts)))[:LIMIT]
    stamped = _stamped(meta, page, now)
    if sum(character.isalnum() for character in body[:5000]) < 20:
        return _without_text(page, now, "scanned", count, stamped)
    front = "\n".join(texts[:2] if len("".join(texts[:1])) < _COVER else texts[:1])
    headline = _headline(document, meta, page, body)
    language, score = detect(body)
    return ArticleReading(
        headline=headline, body=body, summary=plain_text(page.link.summary) or meta.get("Subject", ""),
        authors=list(page.link.authors), detected_language=language,
        detected_language_score=score, page_count=count, body_kind="pdf",
        index_number=index_number(page.url, [headline, page.link.title], [meta.get("Subject", ""),
        meta.get("Keywords", "")], front),
        date_candidates=[*link_dates(page, now), *_visible(front, page, now), *stamped],
        modified_raw=page.link.modified, modified=modified_instant(page.link.modified, page.site, now),
    )  # fmt: skip


def _metadata(document: PdfDocument, key: str) -> str:
    """What the file says of itself on one line; "" where that is no text."""
    try:
        return " ".join(document.get_metadata_value(key).split())
    except UnicodeDecodeError:
        return ""


def _page_texts(document: PdfDocument) -> Iterator[str]:
    left = LIMIT
    for number in range(min(len(document), PAGES)):
        if left <= 0:
            return
        text = _text_of(document, number)[:left]
        left -= len(text)
        yield text


def _text_of(document: PdfDocument, number: int) -> str:
    """The text of one page; "" where just this page is broken."""
    try:
        leaf = document[number]
        texts = leaf.get_textpage()
        # pdfium writes U+FFFE where a line ends in a hyphen that is not part of the word.
        text = re.sub("[\ufffe\u0002]\\s*", "", by_columns(texts, leaf.get_width()) or texts.get_text_range())
        texts.close()
        leaf.close()
    except PdfiumError:
        return ""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unwrapped(text: str) -> str:
    """Lines of one paragraph joined: a line that begins small goes on with the one before it."""
    text = re.sub(r"[ \t]*\n\s*", "\n", text).strip()
    return re.sub(r"(?<![.!?:;\n])\n(?=[a-zà-öø-ÿа-яёα-ω(])", " ", text)


def _headline(document: PdfDocument, meta: dict[str, str], page: Page, body: str) -> str:
    stated = meta.get("Title", "")
    if 8 <= len(stated) <= 300 and not _NO_TITLE.search(stated) and "\ufffd" not in stated:
        return stated
    said = plain_text(page.link.title)
    said = (
        ""
        if re.fullmatch(
            r"\W*(?:download|pdf|télécharger|descargar|herunterladen|скачать|تحميل|دانلود|下载|\W)*", said.lower()
        )
        else said
    )
    return _largest_text(document) or said or first_words(body) or _file_name(page.url)


def _largest_text(document: PdfDocument) -> str:
    """What the first page prints largest, if it is long enough for a title; "" otherwise."""
    try:
        sizes = _sizes(document[0])
    except PdfiumError:
        return ""
    by_size: dict[float, list[str]] = {}
    for size, text in sizes:
        by_size.setdefault(round(size, 1), []).append(text)
    for size in sorted(by_size, reverse=True)[:3]:
        title = " ".join(" ".join(by_size[size]).split())
        if 8 <= len(title) <= 300 and sum(c.isalpha() for c in title) * 2 > len(title):
            return title if len(by_size) > 1 or len(document) > 1 else ""
    return ""


def _sizes(leaf: PdfPage) -> Iterator[tuple[float, str]]:
    texts = leaf.get_textpage()
    for number, thing in enumerate(leaf.get_objects(textpage=texts)):
        if number >= _OBJECTS:
            return
        if isinstance(thing, PdfTextObj) and (text := thing.extract()):
            yield thing.get_font_size() * abs(thing.get_matrix().d or 1.0), text


def _stamped(meta: dict[str, str], page: Page, now: datetime) -> list[DateCandidate]:
    """The date at which the file says it was made: often that of a template or a new upload."""
    found = _PDF_DATE.match(meta.get("CreationDate", ""))
    if found is None:
        return []
    year, month, day, hour, minute, second, zulu, hours, minutes = found.groups()
    text = f"{year}-{month}-{day}"
    if hour is not None:
        text += f"T{hour}:{minute}:{second or '00'}" + ("Z" if zulu else f"{hours}:{minutes or '00'}" if hours else "")
    read = parse_date(text, page.site, now, "pdf")
    return [read] if read else []


def _visible(front: str, page: Page, now: datetime) -> list[DateCandidate]:
    """The first date that stands in a short line of its own on the first page."""
    for line in front.splitlines()[:40]:
        if 4 <= len(line.strip()) <= _A_LINE and (read := parse_date(line.strip(), page.site, now, "visible")):
            return [read]
    return []


def _file_name(url: str) -> str:
    """A headline of last resort: the file's name in words."""
    name = unquote(urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1])
    return (
        shorten(re.sub(r"[-_+\s]+", " ", re.sub(r"\.pdf$", "", name, flags=re.IGNORECASE)).strip(), 120)
        or "PDF document"
    )
