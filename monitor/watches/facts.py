"""What a watch may look at of an item: headline and text, and the facts that fields such as `source:` ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from monitor.extract.urls import host
from monitor.items import Article
from monitor.sources.model import Source


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One item as watches see it. Tags, captions and comments are no part of it."""

    title: str
    body: str
    url: str = ""
    hosts: tuple[str, ...] = ()
    language: str = ""
    source: str = ""
    group: str = ""
    country: str = ""
    authors: tuple[str, ...] = ()
    section: str = ""


def facts_of(article: Article, source: Source | None) -> ItemFacts:
    """The facts of an article on its way to the store."""
    return ItemFacts(
        title=article.headline,
        body=article.body,
        url=article.url,
        hosts=_hosts(article.url, article.canonical_url),
        language=article.language,
        source=article.source,
        group=source.group if source else "",
        country=source.country if source else "",
        authors=tuple(article.authors),
        section=article.section,
    )


def facts_of_item(item: Mapping[str, Any], source: Source | None) -> ItemFacts:
    """The facts of a stored item; `source` is the one it came from, None where the catalogue has it no more."""
    return ItemFacts(
        title=item.get("headline") or "",
        body=item.get("body") or "",
        url=item.get("url") or "",
        hosts=_hosts(item.get("url") or "", item.get("canonical_url") or ""),
        language=item.get("language") or "",
        source=item.get("source") or "",
        group=source.group if source else "",
        country=source.country if source else "",
        authors=tuple(item.get("authors") or ()),
        section=item.get("section") or "",
    )


def _hosts(*addresses: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found for address in addresses if (found := host(address))))
