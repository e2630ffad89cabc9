"""Whose text it is: the agency that wrote it, or the place where it was first published."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from importlib.resources import files

import re2

from monitor.stories.origin import Origin

# Characters of a text's beginning and end in which it says whose it is; in between it tells its story.
_BEGINNING, _END = 300, 600
_LONGEST_NAME = 80


def _read(name: str) -> dict[str, list[str]]:
    """A list of words beside this file."""
    return tomllib.loads((files("monitor.stories") / name).read_text(encoding="utf-8"))


# The usual name of each agency by every name it goes by.
AGENCIES = {name: agency for agency, names in _read("agencies.toml").items() for name in names}
_WORDS = _read("wire_words.toml")
_NAMES = "|".join(re.escape(name) for name in sorted(AGENCIES, key=len, reverse=True))
_SEVERAL = rf"(?P<name>{_NAMES})(?:\s*[/,+&=＝]\s*[^\s()（）\[\]【】]{{1,20}}){{0,3}}"
_INSIDE = r"[^\n()（）【】\[\]/]"
# PORT ELLISAN (Reuters) –   PARIS, 3 mars (AFP) -   МОСКВА, 1 марта. /ТАСС/.
_BRACKETED = re.compile(
    rf"^[^\n()（【\[/]{{2,60}}[(（【\[/]{_INSIDE}{{0,30}}?(?<!\w){_SEVERAL}{_INSIDE}{{0,30}}[)）】\]/]\s?[-–—:.]"
)
# (AFP) Le président   【ロンドン共同】   [東京 1日 ロイター]   (서울=연합뉴스)
_OPENING = re.compile(
    rf"^[(（【\[/](?:(?:{_INSIDE}{{0,30}}(?:[\s=＝,，]|(?<=[\u3040-\u9fff])))?){_SEVERAL}{_INSIDE}{{0,20}}[)）】\]/]"
)
# AFP - …   PARIS, AFP –   МОСКВА, 1 мар — РИА Новости.   /ТАСС/   新华社北京3月1日电
_LEADING = re.compile(rf"^(?:[^\n.]{{0,50}}[,–—/-]\s?)?{_SEVERAL}\s?(?:[-–—:/]|[.]\s|[)）])")
_XINHUA = re.compile(rf"^[（(]?(?P<name>{_NAMES})[^\n。，]{{0,20}}[电電]")
# HALVERN (Wire) –   LAGOS (QXN) –: an agency that stands in no list, known by its place alone.
_UNKNOWN = re.compile(r"^[^\n()]{2,50}\((?P<name>[A-Z]{3,6}|Wire)\)\s?[-–—:]")
# A last line that is nothing but a credit:   (AFP)   © dpa   dpa/afp   Reuters, AP   Fonte: Lusa   来源：新华社
_CREDIT = re.compile(rf"^[\W_]*(?:[^\W\d_]{{2,12}}\s?[:：]\s?)?{_SEVERAL}[\W_]*(?:\d{{4}}[\W_]*)?$")
_FOLDED = re2.Options()
_FOLDED.case_sensitive = False
# Found anywhere in the beginning or the end; RE2 looks for a hundred wordings at once.
_MATERIAL = re2.compile(
    rf"(?:{'|'.join(_WORDS['with_material'])})\s?:?\s?(?:(?:the|la|el|o|a|der|dem|den|agences?|agencias?)\s|l['’])?(?P<name>{_NAMES})(?:[^\pL\pN]|$)",
    _FOLDED,
)
_FIRST = re2.compile(
    rf"(?:{'|'.join(_WORDS['first_published'])})\s?[:：]?\s?[\"“”«„「『《]?(?P<name>[\pL\pN][^\n.,;:|()（）。，、؛،؟!?\"“”«»「」『』《》]{{1,{_LONGEST_NAME}}})",
    _FOLDED,
)
# "The Harbour Post on 3 May" is one, "April 2020 and updated since" is none.
_DAY = re.compile(r"\s(?:on|am|le|el|em|il|op|den|в|w)\s\d.*|\s\d{1,2}[./]\s?\d.*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def origin(body: str, authors: Sequence[str] = ()) -> Origin:
    """Where a text comes from, as far as its beginning, its end or its byline say so.

    >>> origin("PORT ELLISAN (Reuters) – Several hundred people have moved back.")
    Origin(wire='Reuters', first_published_by='')
    >>> origin("Die Brücke ist offen.\\nUrsprünglich erschienen in: Harbour Post.").first_published_by
    'Harbour Post'
    """
    start, end = _encodable(body[:_BEGINNING]).lstrip(), _encodable(body[-_END:])
    first = _first_published(f"{start}\n{end}" if len(body) > _BEGINNING else end)
    wire = _dateline(start) or _byline(authors) or _credit(end) or AGENCIES.get(first, "")
    return Origin(wire, first)


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _dateline(start: str) -> str:
    for pattern in (_BRACKETED, _OPENING, _LEADING, _XINHUA):
        found = pattern.match(start)
        if found:
            return AGENCIES[found["name"]]
    unknown = _UNKNOWN.match(start)
    return unknown["name"] if unknown and unknown["name"] not in _WORDS["no_agencies"] else ""


def _byline(authors: Iterable[str]) -> str:
    parts = (
        part.strip()
        for author in authors
        for part in re.split(r"[/,|]| with | mit | avec | con | und | and ", author[:200])
    )
    return next((AGENCIES[part] for part in parts if part in AGENCIES), "")


def _credit(end: str) -> str:
    for line in reversed(end.strip().split("\n")[-3:]):
        found = _CREDIT.match(line) if len(line) <= 60 else None
        if found is None:
            found = next((m for m in _MATERIAL.finditer(line) if m["name"] in AGENCIES), None)
        if found:
            return AGENCIES[found["name"]]
    return ""


def _first_published(text: str) -> str:
    found = _FIRST.search(text)
    name = _DAY.sub("", " ".join(found["name"].split())) if found else ""
    return "" if _YEAR.search(name) else name
