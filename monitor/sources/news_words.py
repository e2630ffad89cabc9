"""How sites call the page where their news stand, in the languages of the catalogue and some more."""

import re
import unicodedata

# One line for each language or family; words as they stand in menus and in addresses.
_PLAIN = """
news latest newsroom headlines press press-release press-releases press-room press-centre media-centre newswire
actualite actualites actu actus communique communiques presse infos nouvelles espace-presse
noticias noticia prensa comunicados actualidad novedades sala-de-prensa noticies novas albisteak
imprensa notas-de-imprensa comunicados-de-imprensa
notizie notizia comunicati comunicati-stampa attualita stampa
nachrichten aktuell aktuelles neuigkeiten pressemitteilungen medienmitteilungen meldungen
nieuws actueel persberichten nuus
nyheder nyhed nyheter nyhetslista nyhedsliste aktuelt aktuellt pressmeddelanden pressemeldinger frettir tidindi
uutiset ajankohtaista tiedotteet uudised zinas jaunumi naujienos
aktualnosci wiadomosci aktuality zpravy novinky spravy novice novosti vijesti vesti lajme
hirek sajto stiri noutati comunicate
haberler haber basin basin-aciklamalari duyurular xeberler yangiliklar nuce
tin-tuc thoi-su berita siaran-pers balita habari wararka labarai nuacht newyddion ahbarijiet
новости новость пресса пресс-релизы новини новина навіны вести новинки жаңалықтар жаңылыктар хабарҳо мэдээ
νεα ειδησεις ανακοινωσεις δελτια-τυπου δελτιο-τυπου
أخبار الأخبار بيانات مستجدات اخبار خبر بیانیه تازه‌ها خبریں هەواڵ
חדשות הודעות עדכונים
სიახლეები նորություններ ዜና
"""
# Scripts that set no spaces: found anywhere in a short text.
_INSIDE = """
新闻 新聞 最新消息 新闻稿 ニュース プレスリリース お知らせ 뉴스 보도자료 소식
ข่าว သတင်း ព័ត៌មាន ຂ່າວ समाचार ख़बरें খবর সংবাদ செய்திகள் පුවත්
"""
_WEAK = "blog stories articles publications reports updates statements documents actualizaciones informes rapports"


def _fold(text: str) -> str:
    """Lower case without accents on Latin letters, words joined by hyphens."""
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(_LATIN_MARKS)
    return re.sub(r"[\s_'’./]+", "-", unicodedata.normalize("NFC", folded)).strip("-")


_LATIN_MARKS = dict.fromkeys(range(0x300, 0x370)) | {ord("ı"): "i", ord("ł"): "l", ord("ð"): "d"}
_STRONG_WORDS = frozenset(_fold(word) for word in _PLAIN.split())
_INSIDE_WORDS = tuple(_fold(word) for word in _INSIDE.split())
_WEAK_WORDS = frozenset(_WEAK.split())


def news_weight(text: str) -> int:
    """How much a link's text, or one step of its path, promises news: 0 to 3.

    >>> news_weight("Actualités"), news_weight("All news"), news_weight("Blog"), news_weight("Contact")
    (3, 2, 1, 0)
    """
    if len(text) > 60:
        return 0
    folded = _fold(text)
    words = folded.split("-")
    if folded in _STRONG_WORDS or folded in _INSIDE_WORDS:
        return 3
    if len(words) <= 4 and (_STRONG_WORDS.intersection(words) or any(word in folded for word in _INSIDE_WORDS)):
        return 2
    return 1 if _WEAK_WORDS.intersection(words) and len(words) <= 3 else 0
