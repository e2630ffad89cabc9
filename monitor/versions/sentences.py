"""A text as its sentences, each reduced to what it says."""

import re
import unicodedata
from collections.abc import Iterator

_ENDS = re.compile(r"(?<=[.!?…؟۔।॥።])[\"'”’»)\]]*\s+|(?<=[。！？])")
LONGEST = 5_000_000
# Characters in which counters and dates of update are looked for; a longer text is a document.
LOOKED_AT = 300_000


def fold(text: str) -> str:
    """Letters with their marks, and digits: what stays equal when a page is set anew.

    >>> fold("Ｎews — “From”  Here!"), fold("हिन्दी")
    ('newsfromhere', 'हिन्दी')
    """
    if text.isascii():
        return "".join(filter(str.isalnum, text.casefold()))
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum() or unicodedata.category(sign)[0] == "M")


def sentences(body: str) -> list[str]:
    """The folded sentences of a text without furniture, in their order.

    >>> sentences("The court sat. It rose by 3.5 per cent!\\n12 comments")
    ['thecourtsat', 'itroseby35percent']
    """
    return [folded for part in _parts(body[:LONGEST]) if (folded := fold(part))]


def _parts(body: str) -> Iterator[str]:
    # Not at the top: their patterns take a tenth of a second to compile, and a crawl without revisits compares nothing.
    from monitor.versions.asides import is_aside, without_asides
    from monitor.versions.furniture import told_lines

    left = LOOKED_AT
    for line in told_lines(body):
        left -= len(line)
        if left < 0:
            yield from _ENDS.split(line)
        else:
            yield from (part for part in _ENDS.split(without_asides(line)) if not is_aside(part))
