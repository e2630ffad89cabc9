"""What links of lists say in many languages: "read more", "next page", "older"."""

import re

from monitor.extract.plain import tidy

_READ_MORE = """
read more|more|more info|continue reading|full story|full article|read the article|read article|details|view
|view more|learn more|see more|find out more|read on|read the full .{1,20}|lire la suite|lire plus
|lire l['’]article|lire|en savoir plus|voir plus|la suite|suite|plus|plus d['’]infos|leer más|leer mas
|seguir leyendo|sigue leyendo|ver más|más información|más|saiba mais|leia mais|ler mais|continuar lendo|continua
|continua a leggere|leggi|leggi tutto|leggi di più|scopri di più|llegir més|weiterlesen|mehr|mehr erfahren
|mehr lesen|zum artikel|lees meer|lees verder|meer|læs mere|les mer|läs mer|lesa meira|lue lisää|czytaj dalej
|czytaj więcej|więcej|číst dál|číst více|celý článek|čítať ďalej|tovább|bővebben|citește mai mult
|citeşte mai mult|mai mult|opširnije|više|preberi več|прочети още|прочети повече|виж още|читать далее
|читать дальше|читать полностью|подробнее|далее|читати далі|детальніше|докладніше|прочитај повеќе
|διαβάστε περισσότερα|περισσότερα|devamı|devamını oku|daha fazla|اقرأ المزيد|اقرأ أكثر|المزيد|التفاصيل
|تابع القراءة|للمزيد|ادامه مطلب|ادامه|بیشتر|بیشتر بخوانید|مزید پڑھیں|קרא עוד|קראו עוד|עוד|המשך קריאה|और पढ़ें
|पूरा पढ़ें|विस्तार से|আরও পড়ুন|বিস্তারিত|மேலும் படிக்க|อ่านต่อ|อ่านเพิ่มเติม|xem thêm|đọc tiếp|xem chi tiết
|selengkapnya|baca selengkapnya|続きを読む|もっと見る|詳細|詳しく|詳しくはこちら|阅读更多|阅读全文|更多|查看详情
|繼續閱讀|閱讀更多|더보기|자세히|자세히 보기|ተጨማሪ ያንብቡ|soma zaidi|download|download pdf|pdf|télécharger|descargar
|baixar|herunterladen|скачать|تحميل
"""
_NEXT = """
next|next page|older|older posts|older entries|older articles|older news|load more|show more|more news
|more articles|suivant|suivante|page suivante|suivants|articles plus anciens|plus anciens|articles précédents
|siguiente|página siguiente|siguientes|entradas anteriores|más antiguos|más noticias|próximo|próxima
|próxima página|seguinte|página seguinte|mais antigos|posts mais antigos|anteriores|successivo|successiva
|pagina successiva|avanti|articoli più vecchi|següent|weiter|nächste|nächste seite|ältere|ältere beiträge
|ältere artikel|volgende|volgende pagina|oudere berichten|næste|ældre|neste|eldre|eldre innlegg|nästa|nästa sida
|äldre|äldre inlägg|næsta|seuraava|seuraava sivu|vanhemmat|następna|następna strona|następne|starsze
|starsze wpisy|další|další stránka|starší|ďalšia|ďalej|következő|régebbi|régebbi bejegyzések|următoarea|următor
|înainte|mai vechi|sljedeća|следваща|по-стари|следующая|следующая страница|вперед|вперёд|дальше|старые записи
|наступна|наступна сторінка|далі|старіші|следна|επόμενη|επόμενο|παλαιότερα|sonraki|sonraki sayfa|sonrakı
|önceki yazılar|التالي|الصفحة التالية|التالية|الأقدم|مقالات أقدم|بعدی|صفحه بعد|صفحه بعدی|قدیمی‌تر|اگلا|اگلا صفحہ
|הבא|העמוד הבא|לדף הבא|ישן יותר|अगला|अगला पृष्ठ|পরবর্তী|அடுத்த|ถัดไป|หน้าถัดไป|tiếp|tiếp theo|trang sau
|berikutnya|selanjutnya|seterusnya|次|次へ|次のページ|下一页|下一頁|下页|다음|다음 페이지|ቀጣይ|inayofuata
"""


def _pattern(words: str) -> str:
    choices = sorted((word.strip() for word in words.replace("\n", "").split("|")), key=len, reverse=True)
    return "|".join(choice.replace(" ", r"\s+") for choice in choices if choice)


_EDGE = r"[\s\W_]*"
_MORE = re.compile(rf"{_EDGE}(?:{_pattern(_READ_MORE)}){_EDGE}", re.IGNORECASE)
_MORE_ABOUT = re.compile(
    r"\W*(?:read more|continue reading|learn more|more|lire la suite|en savoir plus|leer más|seguir leyendo|leia mais|"
    r"weiterlesen|mehr|"
    r"lees meer|læs mere|läs mer|les mer|czytaj (?:dalej|więcej)|читать далее|подробнее|اقرأ المزيد|ادامه مطلب)"
    r"\s*(?:about|on|of|sur|de|sobre|über|zu|over|om|o|об?|про|عن|حول|:|–|-|\"|“|«|„|‘|\.\.\.|…)\s*(.{10,300}?)[\s»”→›>]*",
    re.IGNORECASE,
)
_FURTHER = re.compile(rf"[\s\W_]*(?:{_pattern(_NEXT)})(?:\s*\(?\d*\)?){_EDGE}|\s*(?:[›»→>]{{1,2}})\s*", re.IGNORECASE)


def is_read_more(text: str) -> bool:
    """Whether a link's text only says that there is more.

    >>> is_read_more("Lire la suite »"), is_read_more("More rights for renters")
    (True, False)
    """
    return len(text) <= 40 and _MORE.fullmatch(text) is not None


def title_behind(text: str) -> str:
    """The title inside "Read more about …"; "" where the text is not of that form.

    >>> title_behind("Read more about The court sits again")
    'The court sits again'
    """
    found = _MORE_ABOUT.fullmatch(text[:400])
    return tidy(found[1]) if found else ""


def is_next(text: str) -> bool:
    """Whether a link's text leads to the next, older page of a list.

    >>> is_next("Older posts →"), is_next("التالي"), is_next("Next steps for the court")
    (True, True, False)
    """
    return len(text) <= 40 and _FURTHER.fullmatch(text) is not None
