"""Every date that a page and the entry that led to it give for an article."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, islice

import lxml.html
from cssselect import SelectorError

from monitor.extract.dates import jsonld, meta
from monitor.extract.dates.address import address_text
from monitor.extract.dates.announced import dateline_texts, first_published_texts
from monitor.extract.dates.elements import text_of
from monitor.extract.dates.folding import fold
from monitor.extract.dates.heading import title_of
from monitor.extract.dates.labels import roles
from monitor.extract.dates.marked import microdata_texts, time_elements
from monitor.extract.dates.places import Layout, layout
from monitor.extract.dates.reckoning import as_said_beside
from monitor.extract.dates.searched import searched_text
from monitor.extract.dates.site_of_page import with_page
from monitor.extract.dates.standing import is_kept, is_live
from monitor.extract.dates.support import is_told
from monitor.extract.dates.text import names_weekday, parse_date
from monitor.extract.dates.tokens import tokens
from monitor.extract.dates.visible import update_texts, visible_texts
from monitor.extract.dates.yearless import parse_yearless
from monitor.items import DateCandidate, Evidence, Link, Site

# Texts after a guessed day that may say it in another calendar.
_BESIDE = 3


def date_candidates(
    tree: lxml.html.HtmlElement, url: str, json_ld: list[object], site: Site, now: datetime, link: Link
) -> list[DateCandidate]:
    """All candidates, most telling evidence first; htmldate is asked only when there is no other."""
    site = with_page(site, tree, url)
    page = layout(tree, url)
    titles = [text_of(page.headline) if page.headline is not None else "", title_of(tree)]
    named, own = meta.named_texts(tree), jsonld.own_nodes(json_ld)
    changes = [*jsonld.modified_texts(own), *meta.modified_texts(named)]
    found = [
        one
        for texts, evidence in _machine_texts(named, own, page, url, titles, link)
        for one in _parse_all(texts, site, now, evidence)
    ]
    found, is_alone = _beside_changes(found, changes), not found
    if not meta.claims_publication(named):
        found = [replace(one, only_created=one.evidence == "meta") for one in found]
    found += _marked(page, site, now)
    found += _parse_all([address_text(url)], site, now, "address")
    found += _visible(tree, page, site, now, is_alone)
    told = [one for one in found if is_told(one)]
    if told and is_kept(page, now):
        return [one for one in found if one not in told]
    if all(one.precision == "month" for one in found):
        found += _without_year(page, site, now, link) or _last_resort(tree, page, changes, site, now)
    return list(dict.fromkeys(found))


def _machine_texts(
    named: meta.Named, own: Sequence[jsonld.Node], page: Layout, url: str, titles: Sequence[str], link: Link
) -> Iterator[tuple[Sequence[str], Evidence]]:
    yield jsonld.published_texts(own, url, titles), "jsonld"
    yield meta.published_texts(named), "meta"
    yield microdata_texts(page), "microdata"
    if link.published and link.published_evidence:
        yield [link.published], link.published_evidence


def _beside_changes(found: list[DateCandidate], changes: list[str]) -> list[DateCandidate]:
    """Dates that the page gives both as its publication and as its last change are marked as such."""
    same = {text[:200] for text in changes}
    return [replace(one, also_modified=True) if one.raw in same else one for one in found]


def _parse_all(texts: Sequence[str], site: Site, now: datetime, evidence: Evidence) -> list[DateCandidate]:
    read = (parse_date(text, site, now, evidence) for text in texts if text)
    return [one for one in read if one is not None]


def _marked(page: Layout, site: Site, now: datetime) -> list[DateCandidate]:
    found: list[DateCandidate] = []
    for element in time_elements(page):
        read = _parse_all(element.texts, site, now, "time")[:1]
        found += [replace(one, labelled=element.is_named) for one in read if not _is_calendar(one, page, site, now)]
    return found


def _visible(
    tree: lxml.html.HtmlElement, page: Layout, site: Site, now: datetime, is_alone: bool
) -> list[DateCandidate]:
    """What the source's own selector finds, else the first date by the headline, else a dateline.

    `is_alone` says that no program states a date, so that what is printed is worth a longer look.
    """
    chosen = _parse_all(_selected(tree, site), site, now, "visible")
    if chosen:
        return [replace(chosen[0], labelled=True)]
    noted = first_published_texts(page) if is_alone else []
    texts = chain(((text, True) for text in noted), visible_texts(page, is_alone))
    calendar: list[DateCandidate] = []
    for text, is_labelled in texts:
        one = parse_date(text, site, now, "visible")
        if one is None or one.precision == "month":
            continue
        if _is_calendar(one, page, site, now):
            calendar.append(one)
            continue
        one = replace(one, labelled=is_labelled)
        if one.guessed_order:
            beside = list(islice(texts, _BESIDE))
            one = as_said_beside(one, _parse_all([other for other, _ in beside], site, now, "visible"))
            texts = chain(beside, texts)
        one = one if is_labelled or not is_alone else _beside_labels(one, texts, site, now)
        return [replace(one, labelled=one.labelled and (_says_published(one.raw) or not is_live(page)))]
    return (_parse_all(dateline_texts(tree), site, now, "visible") or calendar)[:1]


def _says_published(text: str) -> bool:
    return "published" in {role for _, role in roles(tokens(fold(text)))}


def _is_calendar(one: DateCandidate, page: Layout, site: Site, now: datetime) -> bool:
    """Whether it is a day far above the headline, today or with its weekday, where newspapers print
    which day it is, and no word says more of it."""
    is_today = abs((one.day - now.date()).days) <= 1
    if not (is_today or names_weekday(one.raw, site)) or _says_published(one.raw):
        return False
    alike = (element for element in page.before if text_of(element, len(one.raw) + 1) == one.raw)
    return any(not page.is_close(element) for element in alike)


def _beside_labels(one: DateCandidate, others: Iterable[tuple[str, bool]], site: Site, now: datetime) -> DateCandidate:
    """A date without a label as labelled where a labelled text says the same day, else what words further
    down call the publication, else as it is."""
    texts = [text for text, is_labelled in others if is_labelled]
    labelled = [replace(other, labelled=True) for other in _parse_all(texts, site, now, "visible")]
    labelled = [other for other in labelled if other.precision != "month"]
    if any(other.day == one.day for other in labelled):
        return replace(one, labelled=True)
    return next((other for other in labelled if _says_published(other.raw)), one)


def _selected(tree: lxml.html.HtmlElement, site: Site) -> list[str]:
    selector = site.selectors.get("date")
    if not selector:
        return []
    try:
        elements = tree.cssselect(selector)[:5]
    except SelectorError:
        return []
    return [text for one in elements for text in (one.get("datetime"), one.get("content"), text_of(one, 120)) if text]


def _last_resort(
    tree: lxml.html.HtmlElement, page: Layout, changes: list[str], site: Site, now: datetime
) -> list[DateCandidate]:
    """What htmldate finds in places we do not look at, unless that is the day of the last change."""
    text = searched_text(tree, now)
    found = _parse_all([text] if text else [], site, now, "htmldate")
    read = _parse_all(changes, site, now, "meta")
    read += _parse_all(update_texts(page) if found else [], site, now, "visible")
    return [one for one in found if one.day not in {change.day for change in read}]


def _without_year(page: Layout, site: Site, now: datetime, link: Link) -> list[DateCandidate]:
    """The first day and month without a year, on the listing or by the headline, where there is no other date."""
    printed: list[tuple[str, Evidence]] = [(link.published, "listing")] if link.published_evidence == "listing" else []
    printed += [(text, "time") for element in time_elements(page) for text in element.texts]
    printed += [(text, "visible") for text, _ in visible_texts(page, is_alone=False)]
    read = (parse_yearless(text, site, now, evidence) for text, evidence in printed)
    found = [one for one in read if one is not None][:1]
    return [] if found and is_kept(page, now) else found


def modified_raw(tree: lxml.html.HtmlElement, json_ld: list[object]) -> str:
    """The text of the page's last change as JSON-LD or meta state it; "" for none."""
    stated = jsonld.modified_texts(jsonld.own_nodes(json_ld)) or meta.modified_texts(meta.named_texts(tree))
    return stated[0][:200] if stated else ""


def modified_instant(raw: str, site: Site, now: datetime) -> datetime | None:
    """The moment of the last change, None where the text holds no time of day."""
    read = parse_date(raw, site, now, "meta") if raw else None
    return read.instant if read else None
