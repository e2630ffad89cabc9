"""Language tags as web pages and source files write them."""

import re

# ISO 639-1; languages without a two-letter code are written with their three letters.
_CODES = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en
eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv
ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne
ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st
su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
TWO_LETTERS = frozenset(_CODES.split())
_TAG = re.compile(r"([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{4}))?(?:[-_]([a-zA-Z]{2}|\d{3}))?(?:[-_][\w-]{0,40})?")


def tidy_language(text: str) -> str:
    """A tag in its usual spelling, "" for what is none.

    >>> tidy_language("PT_br"), tidy_language("zh-hant"), tidy_language("english")
    ('pt-BR', 'zh-Hant', '')
    """
    match = _TAG.fullmatch(text.strip()[:80])
    if match is None or not is_language_code(match[1].lower()):
        return ""
    parts = [match[1].lower(), (match[2] or "").title(), (match[3] or "").upper()]
    return "-".join(part for part in parts if part)


def is_language_code(code: str) -> bool:
    """Whether these are the two letters, or could be the three letters, of a language.

    >>> is_language_code("fr"), is_language_code("xx"), is_language_code("fil")
    (True, False, True)
    """
    return code in TWO_LETTERS or (len(code) == 3 and code not in {"und", "mul", "zxx"})


def region(tag: str) -> str:
    """The country in a language tag, "" where there is none.

    >>> region("fr-CA"), region("es-419"), region("fr")
    ('CA', '', '')
    """
    last = tag.rpartition("-")[2] if "-" in tag else ""
    return last if len(last) == 2 and last.isupper() else ""
