"""Shortcodes of WordPress that nobody has turned into text: `[vc_row]…[/vc_row]`.

Page builders know their shortcodes while a page is made, and often not while the API or a feed is
(seen with WordPress 6.1), so that a text which holds them is not the text that readers see.
"""

import re

# Names of page builders hold _ or -, or a closing tag follows; "[sic]" and "[1]" are a writer's own.
_CLOSING = re.compile(r"\[/[a-z][\w-]{1,60}\]", re.IGNORECASE)
_WITH_VALUES = re.compile(r"\[[a-z][\w-]{1,60}\s+[\w-]{1,60}=[^\]]{0,2000}\]", re.IGNORECASE)
_NAMED_SO = re.compile(r"\[[a-z][a-z0-9]{0,40}(?:[_-][a-z0-9]{1,40}){1,8}/?\]", re.IGNORECASE)
_MARKS = (_CLOSING, _WITH_VALUES, _NAMED_SO)
_LONGEST = 1_000_000


def has_shortcodes(text: str) -> bool:
    """Whether raw shortcodes stand in a text.

    >>> has_shortcodes("<p>[vc_row][vc_column]Two judges left.[/vc_column][/vc_row]</p>")
    True
    >>> has_shortcodes("The [sic] minister said [1] that he was free […]")
    False
    """
    return any(mark.search(text[:_LONGEST]) for mark in _MARKS)


def without_shortcodes(text: str) -> str:
    """The text with a blank for each shortcode; what they enclose stays.

    >>> without_shortcodes('[et_pb_text admin_label="x"]Two judges left.[/et_pb_text]').strip()
    'Two judges left.'
    """
    opened = {name.lower() for name in re.findall(r"\[/([a-z][\w-]{1,60})\]", text, re.IGNORECASE)}
    for mark in _MARKS:
        text = mark.sub(" ", text)
    return re.sub(
        r"\[([a-z][\w-]{1,60})\]",
        lambda found: " " if found[1].lower() in opened else found[0],
        text,
        flags=re.IGNORECASE,
    )
