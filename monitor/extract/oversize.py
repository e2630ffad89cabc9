"""A page that is too long, or has too many tags, without what its article can spare."""

import re

# The longest of some six hundred real news pages have 2.2 million characters, nine tenths of them scripts.
LIMIT = 2_500_000
_MOST_TAGS = 25_000  # the most of the same pages is 8,000
_WRAPPERS = re.compile(
    r"</?(?:div|span|font|b|i|u|em|strong|small|big|center|section|table|tbody|tr|td|blockquote|ul|ol|dl)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_UNREAD = re.compile(r"<(script|style|svg)\b([^<>]{0,1000})>", re.IGNORECASE)
_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "svg")}
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_MOST_UNREAD = 200_000
# Of JSON-LD: articles state theirs in kilobytes, live blogs with all their entries in hundreds of them.
_MOST_DATA, _MOST_DATA_BLOCKS = LIMIT // 2, 100
# Pictures that stand in their own address, states of applications, titles without an end.
_LONG_VALUE = re.compile(r"""=\s*(?:"[^"]{4000,}"|'[^']{4000,}')""")
_LONG_TITLE = re.compile(r"(<title\b[^<>]{0,2000}>[^<]{2000})[^<]+", re.IGNORECASE)
_BLANK = r"[\s\u00a0\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff<]"
_LONG_BLANK = re.compile(f"(?<!{_BLANK}){_BLANK}{{500,}}")
# Tags without a word among them: options, metas, pictures, empty boxes in boxes.
_LONGEST_RUN = 200


def bounded(text: str) -> str:
    """The page as it is, or less of it: first go scripts, then long values, wrappers and runs of tags, then its end.

    >>> bounded("<p>Short</p>")
    '<p>Short</p>'
    >>> bounded("<p>One</p>" + "<!-- -->" * 30_000 + "<p>Two</p>")
    '<p>One</p><p>Two</p>'
    """
    if _fits(text):
        return text
    text = _without_unread(_without_comments(text))[: 4 * LIMIT]
    for spare in (_without_long_texts, without_wrappers, _without_long_runs):
        if not _fits(text):
            text = spare(text)
    return "<".join(text[:LIMIT].split("<", _MOST_TAGS)[:_MOST_TAGS])


def _fits(text: str) -> bool:
    return len(text) <= LIMIT and text.count("<") <= _MOST_TAGS


def _without_long_texts(text: str) -> str:
    return _LONG_TITLE.sub(r"\1", _LONG_VALUE.sub('=""', _LONG_BLANK.sub(" ", text)))


def _without_long_runs(text: str) -> str:
    """The text with but the first of many tags that follow one another without a word."""
    kept: list[str] = []
    run = 0
    for piece in text.split("<"):
        run = run + 1 if piece.rstrip().endswith(">") else 0
        if run <= _LONGEST_RUN:
            kept.append(piece)
    return "<".join(kept)


def without_wrappers(text: str) -> str:
    """The text without the tags that only hold others, where these lie too deep for a parser."""
    return _WRAPPERS.sub(" ", text)


def _without_comments(text: str) -> str:
    """The text without comments; one that nothing ends stays, so that no start is tried in vain."""
    end = text.rfind("-->") + 3
    return _COMMENT.sub("", text[:end]) + text[end:] if end > 2 else text


def _without_unread(text: str) -> str:
    """The text without script, style and svg elements, but with a page's own JSON-LD, in one pass."""
    kept: list[str] = []
    place, data, blocks = 0, 0, 0
    for _ in range(_MOST_UNREAD):
        start = _UNREAD.search(text, place)
        if start is None:
            break
        kept.append(text[place : start.start()])
        end = _ENDS[start[1].lower()].search(text, start.end())
        if end is None:
            return "".join(kept)
        place = end.end()
        length = end.start() - start.start()
        if "ld+json" in start[2] and data + length <= _MOST_DATA and blocks < _MOST_DATA_BLOCKS:
            kept.append(text[start.start() : place])
            data, blocks = data + length, blocks + 1
    return "".join([*kept, text[place:]])
