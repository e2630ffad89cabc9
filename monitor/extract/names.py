"""The names of people in a byline."""

import re
from collections.abc import Iterable, Sequence

from monitor.extract.plain import fold, plain_text

_MOST = 20
_AROUND_A_NAME = 14  # folded characters: "By", a town, "and"
_NOBODY = {
    "admin", "administrator", "author", "autor", "auteur", "editor", "webmaster", "user", "root", "guest", "anonymous",
    "unknown", "none", "null", "undefined", "redaktion", "redaktor", "redacción", "redazione", "rédaction",
    "administrador",
    "administrateur", "администратор", "админ", "مدير", "المحرر", "管理员", "管理員", "staff", "newsroom", "default",
    "superuser", "siteadmin", "webredaktion", "online", "wordpress", "test", "newsdesk", "webdesk", "editorial",
    "byline", "writtenby", "postedby", "abouttheauthor",
}  # fmt: skip
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_AGENCIES = frozenset({
    "dpa", "afp", "ap", "reuters", "sid", "apa", "sda", "epd", "kna", "ansa", "efe", "lusa", "tass", "upi", "pti",
    "ani", "aap", "anp", "belga", "tt", "ntb", "ritzau", "pap", "čtk",
})  # fmt: skip
# Degrees and the like, which follow a name after a comma.
_DEGREES = frozenset({
    "cfp", "cpa", "cfa", "md", "phd", "ms", "msc", "ma", "ba", "bsc", "rd", "rdn", "mba", "jd", "esq", "jr", "sr", "ii",
    "iii", "mph", "rn", "llm", "dds", "dphil",
})  # fmt: skip
_INTRODUCTION = re.compile(
    r"^(?:(?:written|posted|published|submitted|reported|text|words|story|recipe|articles?)?\s*by"
    r"|(?:geschrieben|verfasst|kommentar|interview|analyse|gastbeitrag|kolumne|essay|bericht|reportage) von"
    r"|écrit par|escrito por|scritto da|geschreven door|מאת"
    r"|(?:interview|protokoll|analyse)\s*:|autor(?:in|en|es)?|authors?|auteurs?|von|par|por|door|(?:di|da|de|av|af|od)(?=\s+\S+\s+\S)|tekst|text|texte|texto|testo"
    r"|автор|текст|بقلم|كتب|كتبت|نویسنده|tarafından|yazan|oleh|作者|記者|记者|文|기자)\s*[:：]?(?:\s+|$)"
    r"|^(?:by|von|por|par)(?=(?-i:[A-ZÀ-Þ][a-zà-ÿ]))"
    r"|^(?:作者|記者|记者|文)\s*[:：/／]\s*",
    re.IGNORECASE,
)
_ENGLISH_BY = re.compile(r"^(?:(?:written|posted|reported) )?by\s+", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*(?:[,،、;؛|/•·]|\s(?:and|und|et|y|e|en|og|och|i|и|і|ve|dan|&|و)\s|\sו(?=[א-ת]{2,}\s+[א-ת]))\s*"
)
# Initials of an agency's writer, "(obe)", the number of a footnote, and the Korean word for a reporter after the name.
_TAIL = re.compile(r"\s*\([^()]{1,8}\)\s*$|\s+기자$|(?<=[a-zà-ÿ])\d{1,2}$")
_ADDRESS = re.compile(r"https?://\S*|[(\[<]?[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,60})+[)\]>]?")
_NOT_A_NAME = re.compile(r"https?:|www\.|\.(?:com|org|net|html?|txt)\b|[@#<>{}=_©]|\d{3,}", re.IGNORECASE)
# Credits of pictures, and links beside names: "More articles", "About the author".
_INVITATION = re.compile(
    r"^\W?(?:(?:foto|photo|picture|image|bild|quelle|source|credit|video)s?"
    r"|more|most|learn|view|read|all|about|follow|subscribe|share|donate|mehr|alle|más|voir|toute?s|leggi|mais)\b(?=\W)"
    r"|\b(?:articles|posts|comments|artikel|beiträge|artículos|articoli|artigos|popular)\b",
    re.IGNORECASE,
)
# What begins with a small letter in names.
_PARTICLES = frozenset({
    "and", "und", "et", "y", "e", "en", "og", "och", "i", "de", "da", "do", "dos", "das", "del", "della", "di", "du",
    "la", "le", "van", "von", "vom", "zu", "zur", "der", "den", "ten", "ter", "bin", "ibn", "al", "el", "af", "av",
})  # fmt: skip
_MOST_WORDS, _LONGEST = 8, 60
# What somebody is, behind the name: "Ada Bell Political editor".
_PROFESSION = re.compile(
    r"(?:\s*\b|(?<=(?-i:[a-zà-ÿ]))(?=(?-i:[A-Z])))(?:(?:senior|deputy|staff|chief|contributing|assistant|managing|freelance"
    r"|political|news|sports?|travel|lifestyle|trending|features?|[\w-]+(?:ische|liche|ende)r?)\s+)*"
    r"(?:[\w-]*redakteur(?:in)?|[\w-]*korrespondent(?:in|en)?|[\w-]*journalist(?:in|en)?|reporter(?:in)?|editor"
    r"|(?:copy)?writer|correspondent|columnist|journaliste|periodista|giornalista|redactora?|corresponsal|freelancer)s?\b.*$"
    r"|(?<=(?-i:[a-zà-ÿ]))(?=(?-i:[A-Z]))(?:[a-z]+\s+){1,3}(?:columnist|reporter|editor|writer|correspondent)s?\b.*$"
    r"|\s+(?:senior|deputy|staff|chief|contributing|assistant|managing)\s.*$",
    re.IGNORECASE,
)


def names_in(offered: Iterable[str]) -> list[str]:
    """The names in some bylines, no one twice; of two spellings the one that is not in capitals throughout."""
    found: dict[str, str] = {}
    for text in offered:
        for name in split_names(plain_text(text, 2000)):
            if found.setdefault(fold(name), name).isupper():
                found[fold(name)] = name
    return list(found.values())[:_MOST]


def is_byline(line: str, names: Sequence[str]) -> bool:
    """Whether a line says who wrote the text and little more; `names` are folded.

    >>> is_byline("By Ada Bell, Northhaven", ["adabell"]), is_byline("Ada Bell was freed on Monday.", ["adabell"])
    (True, False)
    >>> is_byline("By Staff Writer", []), is_byline("By then all were gone", []), is_byline("By Monday.", [])
    (True, False, False)
    """
    if _is_introduced(line):
        return True
    folded = fold(line) if len(line) <= 90 else ""
    named = [name for name in names if len(name) > 4 and name in folded]
    return bool(named) and len(folded) - sum(map(len, named)) <= _AROUND_A_NAME


def _is_introduced(line: str) -> bool:
    """Whether a short line says "by" and names somebody, be it nobody's name; in other languages such a line
    is as often a heading."""
    name = _ENGLISH_BY.sub("", line) if len(line) <= _LONGEST else line
    return name != line and is_person(name) and name[-1].isalpha()


def split_names(text: str) -> list[str]:
    """The names in a byline, without its introduction, addresses, and names of nobody.

    >>> split_names("By Ada Bell and Cy Dorn"), split_names("admin"), split_names("von Eva Fink, Gus Hall")
    (['Ada Bell', 'Cy Dorn'], [], ['Eva Fink', 'Gus Hall'])
    >>> split_names("Ada Bell, Ph.D."), split_names("Ada Bell, Reporter"), split_names("More from Ada Bell")
    (['Ada Bell'], ['Ada Bell'], [])
    """
    text = _INTRODUCTION.sub("", _ADDRESS.sub("", text).strip())
    parts = [_TAIL.sub("", part).strip(" .:–—-／/|\u200e\u200f") for part in _BETWEEN.split(text)]
    return [name for name in parts if _is_name(name) and (name is parts[0] or fold(name) not in _DEGREES)]


def without_places(names: Sequence[str]) -> list[str]:
    """The names of a printed byline without the towns and degrees behind them; agencies stay.

    >>> without_places(["Eva Fink", "Northhaven"]), without_places(["Eva Fink", "dpa"]), without_places(["Cher"])
    (['Eva Fink'], ['Eva Fink', 'dpa'], ['Cher'])
    """
    whole = next((place for place, name in enumerate(names) if " " in name), len(names))
    people = (name for name in names[whole:] if " " in name and not _is_lower(name))
    return [*names[:whole], *people, *filter(is_agency, names[whole:])]


def without_profession(line: str) -> str:
    """A line of a byline up to where it says what somebody is.

    >>> without_profession("Ada Bell Senior political editor"), without_profession("Online-Redakteurin")
    ('Ada Bell', '')
    """
    return _PROFESSION.sub("", line).strip()


def is_person(name: str) -> bool:
    """Whether each word but short ones ("de", "van") begins with a capital, where the script has them.

    >>> [name for name in ("Ada van der Bell", "王小明", "Ada", "By the sea", "سامي حداد") if is_person(name)]
    ['Ada van der Bell', '王小明', 'سامي حداد']
    """
    words = name.split()
    if not words or len(name) > _LONGEST or len(words) > _MOST_WORDS or _is_lower(words[-1]):
        return False
    if not any(one.isupper() or _is_lower(one) for one in name):
        return len(name) > 2 if _HAN.search(name) else len(words) > 1
    return len(words) > 1 - (not name.isascii()) and len(name) > 4 and not has_small_words(name)


def has_small_words(text: str) -> bool:
    """Whether words of a text begin with a small letter that do not in names; those for agencies aside."""
    return any(_is_small(word) and not is_agency(word) for word in re.split(r"[\s,]+", text) if word)


def is_agency(name: str) -> bool:
    """Whether a name is the short one of a news agency, which signs for its writers."""
    return name.lower() in _AGENCIES


def _is_small(word: str) -> bool:
    return _is_lower(word) and word not in _PARTICLES


def _is_lower(word: str) -> bool:
    """Whether a word begins with a small letter, where the script has others in use: Georgian has not."""
    return word[0].islower() and not "\u10d0" <= word[0] <= "\u10ff"


def _is_name(text: str) -> bool:
    if not 2 <= len(text) <= 60 or len(text.split()) > 6 or _NOT_A_NAME.search(text) or _INVITATION.search(text):
        return False
    return (
        fold(text) not in _NOBODY and without_profession(text) != "" and any(character.isalpha() for character in text)
    )
