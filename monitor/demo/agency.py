"""What a news agency does to texts: it puts a dateline in front, and newspapers print it again."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from monitor.demo.texts import SITES, SiteText, Text, load_site

_HOURS_UNTIL_REPRINTED = 5


@cache
def demo_sites() -> dict[str, SiteText]:
    """Every site by its key, complete: with datelines and with what is reprinted from the agency.

    >>> demo_sites()["wire_en"].articles[0].paragraphs[0][:22]
    'PORT ELLISAN – Several'
    """
    keys = sorted(path.stem for path in SITES.glob("*.toml"))
    return {key: _complete(load_site(key)) for key in keys}


def _complete(site: SiteText) -> SiteText:
    filed = [_with_dateline(text, f"{text.place} –") if text.place else text for text in site.articles]
    wire = {text.slug: text for text in load_site("wire_en").articles}
    printed = [_reprint(site, wire[slug]) for slug in site.reprints]
    return replace(site, articles=tuple(sorted((*filed, *printed), key=_age, reverse=True)))


def _reprint(site: SiteText, text: Text) -> Text:
    assert isinstance(text.published, datetime)
    later = (text.published + timedelta(hours=_HOURS_UNTIL_REPRINTED)).astimezone(ZoneInfo(site.timezone))
    return replace(_with_dateline(text, f"{text.place} (Wire) –"), published=later, tags=("Wire",))


def _with_dateline(text: Text, dateline: str) -> Text:
    first, *others = text.paragraphs
    return replace(text, paragraphs=(f"{dateline} {first}", *others))


def _age(text: Text) -> str:
    """Sorts by day and moment, undated texts as the oldest."""
    return text.published.isoformat() if text.published else ""
