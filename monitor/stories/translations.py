"""Whether two items are one document in two languages: by its index number, or by the links of a site's editions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from monitor.extract.identity import address_key
from monitor.extract.urls import registrable

# Editions of one page that are looked for; no organisation writes in more.
MOST_EDITIONS = 60


@dataclass(frozen=True)
class Edition:
    """What an item says of itself and of its other languages."""

    item: str
    url: str
    language: str
    index_number: str = ""
    alternates: Mapping[str, str] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()

    @cached_property
    def wanted(self) -> frozenset[str]:
        """The keys of items that could be this one in another language, as far as they can be known beforehand."""
        others = [url for language, url in self.alternates.items() if not same_language(language, self.language)]
        mine = registrable(self.url) if others else ""
        return frozenset(address_key(url) for url in others[:MOST_EDITIONS] if registrable(url) == mine)

    @property
    def speaks(self) -> bool:
        """Whether it says anything by which it can be tied to another; of two editions that are tied, one does."""
        return bool(self.index_number or self.wanted)


def same_language(one: str, other: str) -> bool:
    """Whether two tags name one language.

    >>> same_language("pt-BR", "pt"), same_language("fr", "en")
    (True, False)
    """
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def evidence(new: Edition, stored: Edition) -> str:
    """Why two items are one document in two languages, in words; "" when they are not.

    A link to another edition counts on its own site only, and when that edition, if it links to any, links back:
    templates often carry one fixed address.
    """
    same_number = new.index_number and new.index_number == stored.index_number
    forth, back = _links(new, stored), _links(stored, new)
    if not (same_number or forth or back) or same_language(new.language, stored.language):
        return ""
    if same_number:
        return f"document {new.index_number} in another language"
    if (forth and (back or not stored.alternates)) or (back and not new.alternates):
        return f"linked as the same page in another language ({stored.language or 'unknown'} and {new.language})"
    return ""


def _links(one: Edition, other: Edition) -> bool:
    return not other.keys.isdisjoint(one.wanted)
