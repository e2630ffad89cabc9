"""The name of the site in a title, and the title without it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from monitor.extract.plain import fold

# What stands between a headline and the name of a site: a sign with space around it, or a wide one.
_SEPARATOR = re.compile(
    r"\s+(?:[|│‖¦·•»«›~*:/—–―-]|--|::|\|\|)\s+|\s*[｜丨┃ㅣ：]\s*|\s*--\s*|_(?=[^_]{2,30}$)|\s*\|\s*"
)
_OF_SECTIONS = frozenset("|｜丨┃ㅣ_")  # signs that headlines themselves hardly have
_SECTION = 20  # characters of a section's name
_OF_A_SITE = frozenset({"news", "online", "nachrichten", "noticias", "actualites", "com", "org", "net", "tv"})


def without_site(title: str, site_names: frozenset[str]) -> str:
    """The title without parts at its ends that name the site, and without what follows such a part.

    >>> without_site("Herald - Rain - again - The Herald - by A. Bell", frozenset({"theherald", "herald"}))
    'Rain - again'
    """
    pieces = list(_separators(title))
    start, end = 0, len(title)
    while pieces and names_site(title[start : pieces[0].start()], site_names):
        start = pieces.pop(0).end()
    ends = [piece.start() for piece in pieces[1:]] + [end]
    for piece, stop in zip(pieces, ends, strict=False):
        if names_site(title[piece.end() : stop], site_names):
            return _without_section(title[start : piece.start()], piece[0].strip())
    return title[start:end].strip()


# A title is asked a handful of times for each page.
@lru_cache(64)
def _separators(title: str) -> tuple[re.Match[str], ...]:
    return tuple(_SEPARATOR.finditer(title))


def _without_section(title: str, sign: str) -> str:
    """The title without a short last part that stands behind the sign before the site's name, as sections do."""
    longer, found, section = title.rpartition(sign)
    is_section = found and sign in _OF_SECTIONS and 2 * len(section) < len(longer) and len(section) <= _SECTION
    return (longer if is_section else title).strip()


def parts_of_title(title: str) -> Iterator[str]:
    """What stands before and behind each separator of a title.

    >>> list(parts_of_title("Rain | Weather | Herald"))
    ['Rain', 'Weather | Herald', 'Rain | Weather', 'Herald']
    """
    for piece in _separators(title):
        yield title[: piece.start()]
        yield title[piece.end() :]


def names_site(part: str, site_names: frozenset[str]) -> bool:
    """Whether a part says the site's name, or that name and little more: "Amnesty asks why" does not."""
    folded = fold(part)
    if not folded or folded in site_names or _is_short_name(folded, site_names):
        return True
    return len(folded) > 3 and any(folded in name or (len(name) > 3 and _fills(name, folded)) for name in site_names)


def _fills(name: str, folded: str) -> bool:
    return name in folded and len(name) * 2 >= len(folded)


def _is_short_name(folded: str, site_names: frozenset[str]) -> bool:
    """Whether a part is a short name of the site with a word such as "News"."""
    return any(folded == name + word for name in site_names for word in _OF_A_SITE)
