"""A text as its sentences, each reduced to what it says."""

import re
import unicodedata

from monitor.versions.furniture import told_lines

_ENDS = re.compile(r"(?<=[.!?…؟۔।॥።])[\"'”’»)\]]*\s+|(?<=[。！？])")
LONGEST = 5_000_000


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
    parts = (part for line in told_lines(body[:LONGEST]) for part in _ENDS.split(line))
    return [folded for part in parts if (folded := fold(part))]
