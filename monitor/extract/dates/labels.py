"""What the words before a date say of it: published, updated, or something else altogether."""

from collections.abc import Sequence
from typing import Literal

from monitor.extract.dates.tokens import Token, tokens

Role = Literal["published", "updated", "other", ""]

# Beginnings of folded words. A date after one of these is not when the text came out.
_UPDATED = tuple(
    "updat modifi aktualis aktualiz geander gewijzigd bijgewerkt mise actualiz actualis aggiorn atualiz modific"
    " oppdater opdater uppdater endret andrad muokattu paivit uuend uuendat atnaujint atjaun zaktualiz aktualiza"
    " zmienion upraven izmenj azurir azhurn обновл измен оновл актуал ажурир промен абноўл жаңарт жаңыл"
    " guncelle yenilen ενημερ τροποπ revis frissit modosit modificat editat eguner berrit kamaroli diperbarui dikemaskini"
    " diubah cap nhật capnhat تحديث محدث التعديل تعديل بروزرساني بهروزرساني ويرايش اپڈيٹ اپديت עודכן עדכון עדכנ अपडेट अद्यतन"
    " আপডেট সম্পাদিত புதுப்பிக்க แก้ไข อัปเดต อัพเดต อัพเดท ปรับปรุง 更新 修改 最終 수정 업데이트 მოდიფიც განახლ թարմաց"
    " imesasishwa last_modified datemodified".split()
)
_PUBLISHED = tuple(
    "publi veroffentl erschien posted post released issued date fecha datum data dato datatum dated opublik objav izdan"
    " zverejn vydan udgivet publicer udgiv skrevet lagt julkaistu megjelen kozzetet közzét paskelb ievietot avaldat"
    " опублик публик дата создан надрук апублік жариял chiqar joylasht yayin yayim δημοσι αναρτ ngay dang dang diterbitkan dipublikasikan tayang"
    " نشر تاريخ التاريخ انتشار منتشر شائع تاریخ פורסם תאריך प्रकाशित পোস্ট প্রকাশ வெளியிடப்பட்ட เผยแพร่ วันที่เผยแพร่ 发布 發布 发表 發表 公開 掲載 配信 投稿 등록 입력 게시 작성 기사입력 승인"
    " გამოქვეყ հրապարակ ilichapishwa imechapishwa".split()
)
_OTHER = tuple(
    "deadline expir expires until copyright © event events starts begin born died consulted accessed retrieved checked reviewed"
    " anmeldeschluss frist termin veranstaltung jusqu limite plazo scadenza scade evento prazo vence abgerufen"
    " consulte consultado besok hamtad bewerbungsschluss visit joined registered since depuis seit desde срок".split()
)


def roles(words: Sequence[Token]) -> list[tuple[int, Role]]:
    """Places at which the words of a text change what the next date is about.

    >>> roles(tokens("posted 3 may 2024, updated 4 may"))
    [(0, 'published'), (19, 'updated')]
    """
    found: list[tuple[int, Role]] = []
    for word in words:
        role = "" if word.is_number else role_of(word.text)
        if role:
            found.append((word.start, role))
    return found


def role_of(word: str) -> Role:
    """What one folded word says of the date after it, "" for nothing.

    >>> role_of("aktualisiert"), role_of("publie"), role_of("friday")
    ('updated', 'published', '')
    """
    if word.startswith(_UPDATED) or word.endswith("更新"):
        return "updated"
    if word.startswith(_OTHER):
        return "other"
    return "published" if word.startswith(_PUBLISHED) else ""


def after_update(text: str) -> str:
    """What a folded text says after a word for "updated"; "" where it has none.

    >>> after_update("posted 3 may 2024, updated 4 may 2024")
    '4 may 2024'
    """
    for word in tokens(text):
        if not word.is_number and role_of(word.text) == "updated":
            return text[word.end :].strip(" :.,-|")
    return ""


def role_at(place: int, changes: Sequence[tuple[int, Role]]) -> Role:
    """The role of a date that starts at that place: that of the nearest word before it."""
    role: Role = ""
    for start, name in changes:
        if start > place:
            break
        role = name
    return role
