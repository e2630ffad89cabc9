"""The index number of a document, such as AMR 37/6674/2017: its own, not one that it cites."""

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

_AREAS = "ACT|AFR|AMR|ASA|CHI|DOC|EUR|FIN|IOR|MDE|NWS|ORG|POL|PRE|REG|SEC"
_NUMBER = re.compile(rf"(?<![A-Za-z0-9])({_AREAS})[ \u00a0]?(\d{{2}})[/.](\d{{3,5}})[/.]((?:19|20)\d{{2}})(?!\d)")
# "Index:", "AI Index", "Index number", in the languages in which documents with such numbers come.
_LABEL = re.compile(
    r"(?:\bAI[ -]?Index|\bIndex(?: number| no\.?| AI)?|\bÍndice(?: AI| de AI)?|\bNúmero de índice|\bNuméro d.index"
    r"|\bIndice(?: AI)?|\bIndex-?nummer|\bИндекс(?: МА| AI)?"
    r"|رقم الوثيقة|رمز الوثيقة|索引号|索引号码|文件編號)\s*[:：]?\s*$",
    re.IGNORECASE,
)
_IN_PATH = re.compile(rf"/({_AREAS})(\d{{2}})/(\d{{3,5}})/((?:19|20)\d{{2}})(?=/|$)", re.IGNORECASE)
_FILE_NAME = re.compile(rf"/({_AREAS})(\d{{2}})(\d{{3,5}})((?:19|20)\d{{2}})(?=[a-z_.-]|$)", re.IGNORECASE)
_BEFORE_A_YEAR = ("/20", ".20", "/19", ".19")
_A_LINE = 60  # characters; a longer line is prose, and a number in it may be a citation


def index_number(url: str, titles: Iterable[str], metas: Iterable[str], text: str) -> str:
    """The number from the address, the titles, the metas, a label, or a short line at the start; else "".

    >>> index_number("https://example.org/en/documents/amr37/6674/2017/en/", [], [], "")
    'AMR 37/6674/2017'
    >>> index_number("https://example.org/a", [], [], "Public statement\\nAI Index: ACT 76/009/2005\\nText")
    'ACT 76/009/2005'
    >>> index_number("https://example.org/a", [], [], "As it wrote in its report AMR 37/6674/2017, the group says so.")
    ''
    """
    places = [*titles, *metas]
    return _from_address(url) or _first(places) or _labelled(text) or _from_first_lines(text)


def _from_address(url: str) -> str:
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return ""
    found = _IN_PATH.search(path) or _FILE_NAME.search(path)
    return _written(found) if found else ""


def _written(found: re.Match[str]) -> str:
    return f"{found[1].upper()} {found[2]}/{found[3]}/{found[4]}"


def _first(places: Iterable[str]) -> str:
    likely = (place[:2000] for place in places if _may_hold(place))
    return next((_written(found) for place in likely if (found := _NUMBER.search(place))), "")


def _may_hold(text: str) -> bool:
    """Whether a text has a sign before a year, as every number has; told in no time."""
    return any(sign in text for sign in _BEFORE_A_YEAR)


def _labelled(text: str) -> str:
    """A number right behind a label, in the first pages or the last lines of the text."""
    if not _may_hold(text):
        return ""
    for part in (text[:20_000], text[-3000:]):
        for found in _NUMBER.finditer(part):
            if _LABEL.search(part[max(0, found.start() - 40) : found.start()]):
                return _written(found)
    return ""


def _from_first_lines(text: str) -> str:
    if not _may_hold(text):
        return ""
    lines = [line for line in text[:3000].splitlines() if line.strip()][:12]
    return _first(line for line in lines if len(line) <= _A_LINE)
