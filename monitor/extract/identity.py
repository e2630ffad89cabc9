"""The keys under which an article is stored once, however many addresses lead to it."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from xxhash import xxh3_128_hexdigest

from monitor.extract.plain import fold_words
from monitor.extract.shape import width
from monitor.extract.urls import host, normalise, registrable
from monitor.items import Article

# Shorter texts are too often the same by chance: "This page has moved.", a photo's caption.
FEWEST_WORDS = 25
SHORTEST = 120  # characters, those of scripts without spaces counting as three
_TWIN_HOST = re.compile(r"^(?:www\d?|m|mobile|amp|touch)\.(?=[^.]+\.)")
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?")
_HOME = re.compile(r"(?:index|default|home|start|accueil|inicio|startseite)(?:\.\w{2,5})?")


def text_hash(headline: str, body: str) -> str:
    """A hash of headline and body that survives spaces, case, width and punctuation; "" for short bodies.

    >>> text_hash("News", "Short.")
    ''
    >>> one = text_hash("News", "One two three four five " * 10)
    >>> one == text_hash("NEWS ", " one, TWO; three  four five" * 10), len(one)
    (True, 32)
    """
    folded = fold_words(body)
    if width(folded[: 10 * SHORTEST]) < SHORTEST or not _has_words(folded):
        return ""
    return _hash(headline, folded)


def _hash(headline: str, folded_body: str) -> str:
    return xxh3_128_hexdigest(f"{fold_words(headline)}\n{folded_body}".encode())


def short_key(canonical: str, headline: str, body: str) -> str:
    """The key of a text that is too short for `text_hash`: it is the same only under the same canonical address.

    >>> short_key("https://a.example/x", "News", "Short.") == short_key("https://a.example/x", "NEWS", "short")
    True
    >>> short_key("https://a.example/x", "News", "")
    ''
    """
    folded = fold_words(body)
    return f"c:{canonical}#{_hash(headline, folded)}" if folded else ""


def _has_words(folded: str) -> bool:
    start = folded[: 100 * FEWEST_WORDS]
    # Scripts without spaces are about a third as many "words" as they have characters.
    return start.count(" ") + 1 >= FEWEST_WORDS or width(start) - len(start) >= SHORTEST


def address_key(url: str, *, standalone: bool = False) -> str:
    """The key of one address; `standalone` when its fragment names a part of a page that is an item itself.

    >>> address_key("HTTP://www.A.example/news/?utm_source=mail")
    'u:https://a.example/news'
    """
    return f"u:{normalise(url, keep_fragment=standalone)}"


def index_keys(article: Article, addresses: Iterable[tuple[str, bool]]) -> list[str]:
    """The keys of an article, no key twice.

    `u:<address>` for each of the addresses, given as (address, whether its fragment is part of it);
    `t:<host>:<hash>` for its text; where that is too short, `c:<canonical address>#<hash>`;
    `d:<index number>:<language>`.
    """
    keys = [address_key(url, standalone=fragment) for url, fragment in addresses if url]
    if article.text_hash:
        keys.append(f"t:{_plain_host(article.url)}:{article.text_hash}")
    elif short := short_key(article.canonical_url, article.headline, article.body):
        keys.append(short)
    if article.index_number:
        keys.append(f"d:{article.index_number}:{article.language}")
    return list(dict.fromkeys(keys))


def _plain_host(url: str) -> str:
    name = host(url)
    return _TWIN_HOST.sub("", name)


def believed_canonical(page_url: str, canonical: str) -> str | None:
    """The canonical address in its identity form, or None where it cannot be this page's.

    Believed on the same host only (www., m. and amp. aside). Never a home page, nor a page above
    this one, nor one that has lost a query by which pages differ, nor another page of the same kind:
    templates often carry one fixed address.

    >>> believed_canonical("https://m.example.org/a/1?utm_source=x", "https://www.example.org/a/1")
    'https://example.org/a/1'
    >>> believed_canonical("https://example.org/a/1", "https://example.org/")
    >>> believed_canonical("https://example.org/a/1", "https://example.com/a/1")
    """
    if not canonical or not _same_host(page_url, canonical):
        return None
    try:
        own, other = urlsplit(normalise(page_url)), urlsplit(normalise(canonical))
    except ValueError:
        return None
    if _is_home(other.path) and not other.query:
        return None
    if own.query and not other.query and own.path == other.path:
        return None
    if own.path != other.path and (_is_above(other.path, own.path) or _is_sibling(other.path, own.path)):
        return None
    return normalise(canonical)


def _same_host(one: str, other: str) -> bool:
    return bool(host(one)) and registrable(one) == registrable(other) and _plain_host(one) == _plain_host(other)


def _segments(path: str) -> list[str]:
    return [segment for segment in path.lower().split("/") if segment]


def _is_home(path: str) -> bool:
    segments = _segments(path)
    if segments and _LANGUAGE.fullmatch(segments[0]):
        segments = segments[1:]
    return not segments or (len(segments) == 1 and _HOME.fullmatch(segments[0]) is not None)


def _is_above(path: str, below: str) -> bool:
    """Whether one path leads down to the other by more than a page number."""
    upper, lower = _segments(path), _segments(below)
    if upper != lower[: len(upper)] or len(upper) == len(lower):
        return False
    return not all(re.fullmatch(r"page|seite|p|\d{1,2}", segment) for segment in lower[len(upper) :])


def _is_sibling(path: str, other: str) -> bool:
    """Whether two paths lie in one directory and share no word and no number."""
    one, two = _segments(path), _segments(other)
    if not one or not two or one[:-1] != two[:-1] or one[-1].isdigit() != two[-1].isdigit():
        return False
    words, others = set(re.findall(r"[^\W_]{3,}|\d+", one[-1])), set(re.findall(r"[^\W_]{3,}|\d+", two[-1]))
    return words.isdisjoint(others)
