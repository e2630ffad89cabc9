"""A page -> what it says of its article, or why it is none. The one entrance to this room for pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from lxml.html import HtmlElement

from monitor.extract.alternates import read_alternates
from monitor.extract.authors import is_byline, read_authors, split_names
from monitor.extract.body import densest_block, read_body
from monitor.extract.dates.evidence import date_candidates, modified_instant, modified_raw
from monitor.extract.decoding import decode, is_pdf, why_not_text
from monitor.extract.facts import Parts, gather_facts
from monitor.extract.fragment import first_words, read_fragment
from monitor.extract.head import Head, image_of, read_head
from monitor.extract.headline import choose_headline
from monitor.extract.hydrate import hydrate
from monitor.extract.index_number import index_number
from monitor.extract.jsonld import read_json_ld
from monitor.extract.language import detect, tag
from monitor.extract.pdf import read_pdf
from monitor.extract.plain import fold, plain_text
from monitor.extract.reading import ArticleReading, NotAnArticle, Reading
from monitor.extract.selected import remove_selected, selected_body, selected_texts
from monitor.extract.streamed import place_streamed
from monitor.extract.structured import Node, by_id, first_text, nodes, own_article, texts, types_of
from monitor.extract.titles import Titles, read_titles
from monitor.extract.tree import parse
from monitor.extract.verdict import verdict
from monitor.extract.verdict_facts import Facts
from monitor.items import Page

_NUMBER_METAS = ("index", "index_number", "dc.identifier", "dcterms.identifier", "citation_technical_report_number")
_TOP = 6  # lines of a body among which its headline and byline may stand
FRAGMENT = "text/html; fragment"
"""The content type of a page that is an entry's own HTML, with no page fetched."""


def read_page(page: Page, now: datetime) -> Reading:
    """What the page says, or why it is not an item; `now` bounds dates and resolves "yesterday".

    Total on any bytes; only a lack of memory gets out, which the pool turns into a cause.
    """
    if page.content_type == FRAGMENT:
        return read_fragment(page, now)
    if is_pdf(page.body):
        return read_pdf(page, now)
    if reason := why_not_text(page.body, page.content_type):
        return NotAnArticle(reason)
    text = decode(page.body, page.content_type)
    tree = parse(text)
    if tree is None:
        return NotAnArticle("empty shell")
    place_streamed(tree)
    hydrate(tree)
    return _read_tree(page, text, tree, now)


def _read_tree(page: Page, text: str, tree: HtmlElement, now: datetime) -> Reading:
    parts = _take_apart(page, text, tree, now)
    facts = gather_facts(parts)
    if (no := verdict(facts)) is not None:
        return no
    remove_selected(tree, page.site.selectors.get("remove", ""))
    reading = _without_body(parts, facts, now)
    # From here on the tree is no longer whole: reading the body takes it apart.
    body = _body(parts, facts)
    return _too_little(facts, body) or _with_body(reading, parts, body)


def _take_apart(page: Page, text: str, tree: HtmlElement, now: datetime) -> Parts:
    head = read_head(tree, page.url)
    json_ld = read_json_ld(tree)
    article = own_article(json_ld, page.url, [head.title, head.first("og:title")])
    titles = read_titles(tree, head, article, list(_publishers(json_ld)), page.url)
    dates = date_candidates(tree, page.url, json_ld, page.site, now, page.link)
    return Parts(page, text, tree, head, json_ld, article, titles, dates)


def _without_body(parts: Parts, facts: Facts, now: datetime) -> ArticleReading:
    page, head = parts.page, parts.head
    changed = modified_raw(parts.tree, parts.json_ld) or page.link.modified
    return ArticleReading(
        headline=_headline(page, parts.tree, parts.titles),
        body="",
        summary=_summary(page, head, parts.article),
        authors=_authors(parts),
        canonical_url=facts.canonical,
        page_language=_page_language(head),
        section=_section(head, parts.article),
        image=image_of(head, page.url),
        alternates=read_alternates(parts.tree, head, page.url),
        date_candidates=parts.dates,
        modified_raw=changed,
        modified=modified_instant(changed, page.site, now),
    )


def _with_body(reading: ArticleReading, parts: Parts, body: str) -> ArticleReading:
    headline = reading.headline or first_words(body)
    body = _without_head(body, {headline, *parts.titles.all}, reading.authors)
    language, score = detect(body if len(body) > 200 else f"{headline}\n{body}")
    return replace(
        reading,
        headline=headline,
        body=body,
        detected_language=language,
        detected_language_score=score,
        index_number=index_number(parts.page.url, parts.titles.all, _numbers(parts.head), body),
    )


def _without_head(body: str, titles: Iterable[str], authors: Sequence[str]) -> str:
    """The body without headlines and bylines among its first lines, where text follows."""
    known, names = {fold(title) for title in titles}, [fold(name) for name in authors]
    lines = body.split("\n")
    kept = [line for line in lines[:_TOP] if fold(line) not in known and not is_byline(line, names)]
    return "\n".join([*kept, *lines[_TOP:]]) or body


def _publishers(json_ld: Sequence[object]) -> Iterator[str]:
    for node in nodes(json_ld):
        yield from texts(node.get("publisher"))
        if types_of(node) & {"website", "organization", "newsmediaorganization"}:
            yield from texts(node)


def _headline(page: Page, tree: HtmlElement, titles: Titles) -> str:
    own = selected_texts(tree, page.site.selectors.get("headline", ""))
    said = plain_text(page.link.title)
    chosen = own[0] if own else choose_headline(titles, said)
    return said if said and (not chosen or fold(chosen) in titles.site_names) else chosen


def _authors(parts: Parts) -> list[str]:
    selector = parts.page.site.selectors.get("authors", "")
    own = [name for text in selected_texts(parts.tree, selector) for name in split_names(text)]
    found = own or read_authors(parts.tree, parts.head, parts.article, by_id(parts.json_ld))
    return found or list(parts.page.link.authors)


def _body(parts: Parts, facts: Facts) -> str:
    """The source's own selector where it finds something, else Trafilatura, else the densest block."""
    page, tree = parts.page, parts.tree
    own = selected_body(tree, page.site.selectors.get("body", ""))
    description = _summary(page, parts.head, parts.article)
    found = own or read_body(tree, page.url, parts.article, facts.shape.prose, description)
    if len(found) < 200:
        dense = densest_block(tree)
        return dense if len(dense) > 2 * len(found) else found
    return found


def _too_little(facts: Facts, body: str) -> NotAnArticle | None:
    """Without a text an item needs at least a description and someone who says that it is one."""
    if any(len(fold(body[place : place + 500])) >= 20 for place in (0, len(body) // 2, max(0, len(body) - 500))):
        return None
    stated = facts.link_dated or facts.is_article_type
    if stated and (facts.description or facts.title):
        return None
    return NotAnArticle("listing" if facts.shape.headline_links >= 8 else "empty shell")


def _summary(page: Page, head: Head, article: Node | None) -> str:
    stated = head.first("og:description", "description", "twitter:description", "dc.description")
    return plain_text(stated or (first_text(article, "description") if article else "") or page.link.summary)


def _section(head: Head, article: Node | None) -> str:
    return plain_text(
        (first_text(article, "articleSection") if article else "") or head.first("article:section", "section")
    )


def _page_language(head: Head) -> str:
    return next(
        (found for said in (head.language, head.first("og:locale", "content-language")) if (found := tag(said))), ""
    )


def _numbers(head: Head) -> list[str]:
    return [text for name in _NUMBER_METAS for text in head.meta.get(name, ())]
