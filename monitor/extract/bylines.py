"""Who wrote an article, as a line by its headline says that nothing marks: "By Ada Bell | 12 March 2024"."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from monitor.extract.body import text_blocks
from monitor.extract.names import has_small_words, is_agency, is_person, split_names, without_places, without_profession
from monitor.extract.plain import fold
from monitor.extract.tree import following, text_of

_TAGS = ("p", "div", "span", "li", "td", "font", "small", "em", "i", "b", "strong", "h4", "h5", "address")
_NEAR = 60  # elements after the headline
_LONGEST = 120
_HEADINGS, _SHORTEST = 5, 12
_FURNITURE = frozenset({"nav", "aside", "figure", "figcaption", "form", "blockquote"})
# Words for "by", behind which a name stands with a capital where the script has them.
_BY = re.compile(
    r"^[(]?(?:(?:(?:written|posted|published|submitted|reported|reporting|words|story|text)\s+)?by"
    r"|(?:posted|published|veröffentlicht|publié|publicado|pubblicato|geplaatst|publicat)\s.{0,50}?\d{4}.{0,12}?"
    r"\s(?:by|von|par|por|da|door|de)"
    r"|(?:geschrieben |verfasst |kommentar |interview |gespeichert |eingereicht )?von"
    r"|(?:écrit |rédigé |soumis |publié |proposé |propos recueillis )?par|(?:escrito |texto |enviado |redactado )?por"
    r"|(?:geschreven |ingediend )?door|(?:scritto |inviato )?da|di|(?:scris )?de|per|av|af|(?:ditulis )?oleh|na|ni"
    r"|napisał[ao]?|piše|pise|írta"
    r"|του|της|των|γράφει|γράφουν|пише|пишет|yazan|penulis|tác giả|nga|shkruan|raporton"
    r"|โดย|द्वारा|מאת|بقلم|كتبت|كتب|በ|ጸሐፊ|ដោយ|ໂດຍ|pa)\s*[:：៖]?\s+(?:ο\s+|η\s+)?(?=(?-i:[^\Wa-zà-öø-ÿ]))"
    # Words for "author", "text", "reporter", with a colon.
    r"|^(?:authors?|autor(?:in|as?|es|i|ius|ė|s)?|auteure?s?|autore|autrice|author/s|writer|reporter|words|story|text"
    r"|texte?|texto|testo|tekst|teksti|tekstas|haber|yazar|yazı|pewarta|laporan|wartawan|bài|viết|tác giả|szerző"
    r"|írta|szöveg"
    r"|автор[ыи]?|текст|аўтар|мүәллиф|муаллиф|muallif|müəllif|зохиогч|сурвалжлагч|συντάκτης|συντάκτρια|κείμενο|ρεπορτάζ"
    r"|ავტორი|հեղինակ|mwandishi|na mwandishi|qore|waxaa qoray|w/d|w/q|marubuci|marubuciya|ekri pa|onkọwe"
    r"|کاتب|نویسنده|خبرنگار|گزارش|گزارشگر|تحریر|مصنف|رپورٹ|بقلم|كتب|كتبت|إعداد|تقرير|المحرر|תחקיר|מאת|כתב|כתבת"
    r"|लेखक|लेखिका|रिपोर्ट|রিপোর্ট|লেখক|প্রতিবেদক|எழுதியவர்|రచయిత|ലേഖകൻ|ผู้เขียน|เรื่อง|ผู้สื่อข่าว|ຜູ້ຂຽນ|ຂ່າວ|អត្ថបទ|អ្នកនិពន្ធ|ጸሐፊ|ዘጋቢ)\s*[:：՝፦៖]\s*"
    # A label that only those hear whom a page is read out to.
    r"|^(?:author|autore?|auteur|autora|marubuci|mwandishi|penulis|yazan|автор|tác giả|الكاتب|نویسنده|لیکوال|مصنف|लेखक"
    r"|எழுதியவர்|రచయిత|作者)\s*[,،、，]\s*(?=\S+\s+\S)"
    r"|^автор\s*[—–-]\s*",
    re.IGNORECASE,
)
# A Chinese, Japanese or Korean byline: the reporter's word before or behind names of two to four signs.
_HAN = r"[\u3040-\u30ff\u3400-\u9fff·]"
_HAN_NAMES = rf"({_HAN}(?:{_HAN}|[\s、，,]){{1,40}})(?=$|[）)】\]/／|]|\s*\d)"
_EAST_ASIAN = (
    re.compile(rf"^[（(【\[]?[\u3400-\u9fff]{{0,6}}记者[:：\s]\s*{_HAN_NAMES}"),
    re.compile(rf"^[（(【\[]?記者\s*({_HAN}{{2,4}}(?:、{_HAN}{{2,4}}){{0,3}})\s*[／/]"),
    # Two signs behind "author" are as often a department as a person.
    re.compile(rf"^(?:作者|撰文|文字|文)\s*[:：／/・|]\s*(?={_HAN}{{3}}){_HAN_NAMES}"),
    re.compile(rf"^({_HAN}{{3,6}})(?<![部社紙局性])\s?記者$"),
    re.compile(
        r"(?:^|[\s=\[(·])((?:[가-힣]{3}(?<![부팀국])\s?·\s?){0,3}[가-힣]{2,4})(?<!일보)(?<!신문)(?<!뉴스)(?<!방송)(?<!담당)(?<!취재)"
        r"\s?(?:선임|수석|전문|인턴|객원)?\s?(?:기자|특파원|논설위원)(?=$|[\s\])\.,/·=])"
    ),
)
_REPORTER = re.compile("记者|記者|作者|撰文|文|기자|특파원|논설위원")
_REPORTING = re.compile(rf"\s{_HAN}{{0,6}}(?:报道|報導|報道)$")
_PHOTO = re.compile(r"사진|撮影|摄|攝|写真|图|圖")
_DATE_BEFORE = re.compile(r"^[\d\s.:/|,–-]+")
_PARTS = re.compile(r"\s[|•·⋅]\s")
# What parts a name from the date, the place and the outlet beside it.
_END = re.compile(
    r"\s*(?:[|•·⋅/]|\s\(|[;,]\s(?:additional|editing|edited|writing)\b|\s[–—-]\s|\n|\d|,\s*\d|\s(?:on|am|le|el|il|op|em|den|for|in|für|pour|para)\s)"
    r"|,?\s+(?:photograph|photo|foto|illustration|video)s?\b"
    r"|,?\s+(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+"
    r"(?=\S*\d|\w+ \d)",
    re.IGNORECASE,
)


def find_headline(tree: HtmlElement, title: str) -> HtmlElement | None:
    """The heading that the window title carries, else the first of the first order, else of the second or third."""
    said, headings = fold(title), list[HtmlElement]()
    for tag in ("h1", "h2", "h3"):
        found = list(islice(tree.iter(tag), _HEADINGS))
        headings += found
        if carried := [one for one in found if _is_carried(one, said)]:
            return carried[0]
    return next((one for one in headings if _is_outside_menus(one)), next(iter(headings), None))


def _is_carried(heading: HtmlElement, title: str) -> bool:
    text = fold(text_of(heading, 300))
    return len(text) >= _SHORTEST and text in title and _is_outside_menus(heading)


def _is_outside_menus(heading: HtmlElement) -> bool:
    return next(heading.iterancestors("nav"), None) is None


def printed_names(headline: HtmlElement) -> Iterator[str]:
    """What stands behind a word for "by" in the lines around the headline, nearest below it first.

    >>> from monitor.extract.tree import parse
    >>> page = parse("<h1>Prison closes</h1><p>By Ada Bell | Tuesday, 12 March</p><p>By noon all had left.</p>")
    >>> list(printed_names(page.find(".//h1"))) if page is not None else []
    ['Ada Bell']
    """
    around = set(headline.iterancestors())
    for element in islice(following(headline, *_TAGS), _NEAR):
        text = _DATE_BEFORE.sub("", text_of(element, _LONGEST + 1))
        speaks = len(text) <= _LONGEST and (_behind_label(text) or _REPORTER.search(text))
        above = (one.tag for one in element.iterancestors() if one not in around) if speaks else ()
        if speaks and _FURNITURE.isdisjoint(above):
            yield from names_in_line(_DATE_BEFORE.sub("", text_blocks(element)))


def names_in_line(text: str) -> Iterator[str]:
    """The names behind a word for "by", or beside a word for a reporter."""
    if labelled := _behind_label(text):
        names = without_profession(_END.split(labelled, maxsplit=1)[0]).strip(" ,)")
        people = [name for name in without_places(split_names(names)) if not is_agency(name)]
        if " " in names and people and all(map(is_person, people)) and not has_small_words(names):
            yield names
    lines = [line for line in text.split("\n") if not _PHOTO.search(line)]
    reporters = [_REPORTING.sub("", name) for line in lines for byline in _EAST_ASIAN for name in byline.findall(line)]
    yield from ["、".join(" ".join(reporters).split())] if reporters else []


def _behind_label(text: str) -> str:
    """What stands behind a word for "by" at the start of a line or, with a colon, of a part of it; else ""."""
    if label := _BY.match(text):
        return text[label.end() :]
    labels = ((part, _BY.match(part)) for part in _PARTS.split(text)[1:])
    return next((part[label.end() :] for part, label in labels if label and label[0].rstrip().endswith((":", "៖"))), "")
