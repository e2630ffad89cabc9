"""The headline of a page, without the name of its site."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from monitor.extract.plain import fold
from monitor.extract.site_name import without_site
from monitor.extract.slug import share_of_slug, slug_words
from monitor.extract.titles import Titles

# What stands between a headline and the name of a section, which no list of names holds.
_TAIL = re.compile(r"(?:\s+[|·•»›—–-]\s+|\s*[|｜ㅣ]\s*|(?<=\S)-)[^|｜ㅣ]{2,40}$|\s*\([^()]{2,30}\)$")
# What kind of article it is, before a headline in Korea, Japan and China: "[르포]", "【独家】".
_BADGE = re.compile(r"^\s*[\[［【][^\[\]［］【】]{1,12}[\]］】]\s*")
_BEHIND_A_TOPIC = re.compile(r"[:.!?|–—-][\"”“»']?\s+")
_CUT = re.compile(r"\s*(?:…|\.\.\.)\s*$")
# Search engines ask for headlines of at most 110 characters; some sites cut theirs in JSON-LD there.
_CUT_AT = 100

# What is said for sharing and for machines is the editors' text; a heading may hold more than it.
_WEIGHT = {"social": 1.25, "json_ld": 1.2, "only heading": 1.3, "heading": 0.9, "one of many headings": 0.5}
_ENTRY = 1.0
# The address is made from the headline under which the article was first filed.
_ADDRESS = 0.5
# The window title is written for search engines. Of two headlines the one that it does not carry
# is the editors' own.
_SEARCH_ENGINES = 1.0


def choose_headline(titles: Titles, entry_title: str = "") -> str:
    """The headline on which most places of the page agree; "" where it has none.

    `entry_title` is what a feed or listing calls the article: it never makes a headline, but it
    speaks for one that the page has too.

    >>> choose_headline(Titles(title="Court frees writer | Example Herald", site_names=frozenset({"exampleherald"})))
    'Court frees writer'
    """
    offers = _merged([(place, text) for place, text in _offers(titles) if _is_own(text, titles.site_names)])
    if not offers:
        return next(iter(titles.all), "")
    weights = _weights([*offers, ("entry", entry_title)] if entry_title else offers)
    best = _as_printed(_weightiest(weights, offers, titles.url), offers)
    return _whole(best, [text for _, text in offers])


def _weightiest(weights: Mapping[str, float], offers: Sequence[tuple[str, str]], url: str) -> str:
    """The headline for which most speaks, its address included where that can decide."""
    least = max(weights.values()) - _ADDRESS
    rivals = [folded for folded, weight in weights.items() if weight >= least]
    if len(rivals) == 1:
        return rivals[0]
    slug, texts = slug_words(url), {fold(text): text for _, text in offers}
    return max(rivals, key=lambda folded: weights[folded] + _ADDRESS * share_of_slug(slug, texts[folded]))


def _is_own(text: str, site_names: frozenset[str]) -> bool:
    folded = fold(text)
    return bool(folded) and folded not in site_names


def _offers(titles: Titles) -> Iterator[tuple[str, str]]:
    stated = [without_site(text, titles.site_names) for text in (titles.social, titles.json_ld)]
    yield from zip(("social", "json_ld"), stated, strict=True)
    own = [_with_topic(text, stated) for text in titles.headings if fold(text) not in titles.site_names]
    place = "one of many headings" if len(own) > 1 else "heading" if titles.json_ld else "only heading"
    yield from ((place, text) for text in own)
    yield "title", without_site(titles.title, titles.site_names)


def _with_topic(heading: str, stated: Sequence[str]) -> str:
    """The heading, or what programs state where that is its topic, a sign, and the heading."""
    folded = fold(heading)
    if folded in map(fold, stated):
        return heading
    longer = (text for text in stated if fold(text).endswith(folded))
    behind = ((text, fold(text[sign.end() :])) for text in longer for sign in _BEHIND_A_TOPIC.finditer(text))
    return next((text for text, rest in behind if rest == folded), heading)


def _merged(offers: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The offers, with one that only adds a section's name, a badge or a note to another taken for that other."""
    known = {fold(text): text for _, text in reversed(offers)}
    counts = Counter(fold(text) for place, text in offers if place in {"json_ld", "social"})
    return [(place, text if counts[fold(text)] > 1 else _shortest(text, known)) for place, text in offers]


def _shortest(text: str, known: Mapping[str, str]) -> str:
    tail = _TAIL.search(text)
    shorter = (fold(text[: tail.start()]) if tail else "", fold(_BADGE.sub("", text)))
    return next((known[one] for one in shorter if len(one) > 8 and one in known), text)


def _weights(offers: Sequence[tuple[str, str]]) -> Mapping[str, float]:
    """How much speaks for each headline, by its folded text."""
    weights: dict[str, float] = {}
    for place, text in offers:
        if place in _WEIGHT or place == "title":
            weights[fold(text)] = weights.get(fold(text), 0.0) + _WEIGHT.get(place, 0.0)
    for place, text in offers:
        if place == "entry" and fold(text) in weights:
            weights[fold(text)] += _ENTRY
        rivals = {folded: weight for folded, weight in weights.items() if folded != fold(text)}
        rival = max(rivals, key=lambda folded: rivals[folded], default="")
        if place == "title" and rivals.get(rival, 0.0) >= 0.9 and not _is_printed(fold(text), rival, offers):
            weights[fold(text)] -= _SEARCH_ENGINES
    return weights


def _is_printed(folded: str, rival: str, offers: Sequence[tuple[str, str]]) -> bool:
    """Whether page and program both give a headline, and its rival is another one, not a part of it."""
    places = {place for place, text in offers if fold(text) == folded}
    return {"json_ld", "heading"} <= places and rival not in folded


def _as_printed(folded: str, offers: Sequence[tuple[str, str]]) -> str:
    """The spelling of a headline that most places use; the one for sharing where they are even."""
    spelled = Counter(text for _, text in offers if fold(text) == folded)
    return max(spelled, key=lambda text: spelled[text])


def _whole(text: str, others: Sequence[str]) -> str:
    """The text, or the longer title that it was cut from."""
    if not _CUT.search(text) and not _CUT_AT <= len(text) <= 112:
        return text
    start = fold(_CUT.sub("", text))
    longer = (one for one in others if not _CUT.search(one) and fold(one).startswith(start))
    return next((one for one in longer if len(fold(one)) > len(start)), text)
