"""Names under which programs publish that are nobody's: accounts, roles, desks."""

import re

from monitor.extract.plain import fold

_NOBODY = frozenset(map(fold, (
    "admin", "administrator", "administrador", "administrateur", "администратор", "админ", "adminsite", "siteadmin",
    "webmaster", "webmestre", "superuser", "root", "user", "guest", "anonymous", "moderator", "wordpress", "test",
    "author", "autor", "auteur", "editor", "redacteur", "redactor", "redaktor", "redaktör", "redaktør", "редактор",
    "editör", "unknown", "none", "null", "undefined", "default", "online", "staff", "editorial", "byline", "writtenby",
    "postedby", "abouttheauthor", "newsroom", "newsdesk", "webdesk", "redaktion", "webredaktion", "redaktionen",
    "redaksjonen", "redaksi", "redactie", "redacción", "redacció", "redacção", "redação", "redazione", "rédaction",
    "la rédaction", "la redacción", "redakcja", "redakce", "redakcia", "redakcija", "redacția", "toimitus",
    "szerkesztőség", "редакция", "редакція", "редакцията", "рэдакцыя", "σύνταξη", "yönetici", "haber merkezi",
    "quản trị", "مدير", "المحرر", "محرر", "التحرير", "هيئة التحرير", "ادمین", "مدیر", "تحریریہ",
    "संपादक", "সম্পাদক", "প্রতিনিধি", "管理员", "管理員", "编辑部", "編輯部", "编辑", "編輯", "編集部", "小编", "편집부",
    "관리자", "온라인뉴스팀",
)))  # fmt: skip
# What says nothing of who it is, in whatever order: "Online Editor", "The Web Desk".
_GENERIC = frozenset({
    "the", "our", "a", "web", "online", "digital", "news", "main", "site", "website", "blog", "super", "content",
    "media",
    "editor", "editors", "desk", "newsdesk", "newsroom", "staff", "team", "admin", "administrator", "reporter",
    "correspondent", "writer", "special", "bureau", "central", "editorial", "board", "press", "office", "publisher",
    "डिजिटल", "वेब", "न्यूज", "न्यूज़", "डेस्क", "ब्यूरो", "संवाददाता", "নিজস্ব", "প্রতিবেদক", "প্রতিনিধি", "ডেস্ক", "রিপোর্ট",
    "ویب", "نیوز", "ڈیسک", "رپورٹ", "غرفة", "الأخبار", "قسم", "التحرير",
})  # fmt: skip
# Those who run a site's program: "Herald Admin".
_ADMIN = frozenset({
    "admin", "administrator", "administrador", "administrateur", "webmaster", "webmestre", "webadmin", "админ",
    "администратор", "адміністратор", "أدمن", "ادمین",
})  # fmt: skip
# A part of an outlet, with the outlet's name before or behind it: "Herald Newsroom", "Redacción Norte".
_DESKS = frozenset({
    "desk", "newsdesk", "newsroom", "bureau", "staff", "team", "editors", "redaktion", "redaktionen", "redaksjonen",
    "redaksi", "redacción", "redacció", "redacção", "redação", "redazione", "rédaction", "redactie", "redakcja",
    "redakce", "redakcia", "redakcija", "redacția", "toimitus", "редакция", "редакція", "ब्यूरो", "डेस्क", "ডেস্ক",
    "ڈیسک", "تحریریہ", "merkezi", "servisi", "编辑部", "編輯部", "編集部",
})  # fmt: skip
# Words of what is no person, though each of its words has a capital: "Human Rights Watch", "New York", "Read More".
_NO_PERSON = re.compile(
    r"\b(?:watch|international|amnesty|press|release|offices?|ministry|council|union|committee|commission|nations|rights"
    r"|news|media|agency|foundation|association|network|university|institute|group|cent(?:er|re)|society|court|department"
    r"|new|port|san|santa|regards|sincerely|conditions|read|more|related|share|the|all|end|photos?|fotos?|editing|herald"
    r"|times|post|daily|radio|tv|organi[sz]a(?:tion|ción|ção|zione)|internacional|ministerio|ministère|ministério"
    r"|fundación|fundação|universidad|université|universität|instituto|institut|prensa|presse|imprensa|stiftung|verband"
    r"|совет|комитет|центр|агентство|новости|министерство|вести|вісті)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?:admin|user|editor|desk|author|redactor|web|news)[._-]?\d{1,4}$")
_LOGIN = re.compile(r"^[a-z][a-z0-9._-]*$")


def is_nobody(name: str) -> bool:
    """Whether a name is of no one, nor of an outlet: a role, an account that all of an outlet write under.

    >>> [name for name in ("admin", "Online Editor", "Herald Webmaster", "desk1", "Ada Bell") if not is_nobody(name)]
    ['Ada Bell']
    """
    words = name.lower().split()
    if not words or fold(name) in _NOBODY or words[-1] in _ADMIN:
        return True
    return (len(words) > 1 and _GENERIC.issuperset(words)) or _NUMBERED.match(name.lower()) is not None


def is_desk(name: str) -> bool:
    """Whether a name is that of an outlet's desk.

    >>> [name for name in ("Herald Newsroom", "Redacción Norte", "Ada Bell") if is_desk(name)]
    ['Herald Newsroom', 'Redacción Norte']
    """
    words = name.lower().split()
    return bool(words) and (words[0] in _DESKS or words[-1] in _DESKS)


def is_login(name: str) -> bool:
    """Whether a name is such as programs ask for: one word in small Latin letters.

    >>> is_login("abell"), is_login("ada.bell7"), is_login("Ada"), is_login("dpa")
    (True, True, False, True)
    """
    return _LOGIN.match(name) is not None


def is_office(name: str) -> bool:
    """Whether words of a name are those of organisations, towns or invitations rather than of people.

    >>> [name for name in ("Human Rights Watch", "New York", "Ada Bell") if not is_office(name)]
    ['Ada Bell']
    """
    return _NO_PERSON.search(name) is not None
