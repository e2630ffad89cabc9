"""What the script of a text says about its language."""

import re

_SURE = {
    "th": "\u0e00-\u0e7f", "lo": "\u0e80-\u0eff", "ko": "\uac00-\ud7a3\u1100-\u11ff",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "ka": "\u10a0-\u10ff\u2d00-\u2d2f", "hy": "\u0530-\u058f", "km": "\u1780-\u17ff", "my": "\u1000-\u109f",
    "si": "\u0d80-\u0dff", "ta": "\u0b80-\u0bff", "te": "\u0c00-\u0c7f", "kn": "\u0c80-\u0cff", "ml": "\u0d00-\u0d7f",
    "gu": "\u0a80-\u0aff", "pa": "\u0a00-\u0a7f", "or": "\u0b00-\u0b7f", "dv": "\u0780-\u07bf", "bo": "\u0f00-\u0fff",
}  # fmt: skip
# Where none of these stands the text is in Latin or Cyrillic letters, which many languages share.
_OTHER = re.compile(
    "[\u0370-\u03ff\u0530-\u1c7f\u1cc0-\u1cff\u1f00-\u1fff\u2d00-\u2d2f\u2d80-\u2ddf\u3000-\ua63f\ua6a0-\ud7ff\uf900-\U0010ffff]"
)
_COUNTERS = {language: re.compile(f"[{letters}]") for language, letters in _SURE.items()}
_KANA = re.compile("[\u3041-\u30ff]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_ARABIC = re.compile("[\u0620-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_ETHIOPIC = re.compile("[\u1200-\u137f]")
_HEBREW = re.compile("[\u05d0-\u05ea]")

# Letters that only one language of the Arabic script uses, or uses so often; first hit wins.
_ARABIC_LETTERS = (
    ("ps", re.compile("[ټډړښځڅڼۍ]"), 0.008),
    ("sd", re.compile("[ڄڪڻٿڀڌڙ]"), 0.02),
    ("ug", re.compile("[ۇۈۋې]"), 0.03),
    ("ckb", re.compile("[ڵۆێڕە]"), 0.03),
    ("ur", re.compile("[ٹڈڑںےہھ]"), 0.02),
    ("fa", re.compile("[پچژگکی]"), 0.03),
)
_TIGRINYA = re.compile("[ኣቕኽዀ]|ናይ|እዩ")
_YIDDISH = re.compile("[ײױװ]|אַ|אָ")

# The most frequent characters that differ between the two ways of writing Chinese.
_SIMPLIFIED = re.compile(
    "[们这说时对国过为会来个后还样经发问现间东车书见长门马话语议记论让认证关无进动战权报员义务产业实应级总统检狱决书称织结约给维网联罗职与从举传伤协单卫厅压叶听启员团围图场坚处复头夺奖妇孙宁审宪对导将师带帮广庆库开张强录彻态忧怀总恶惩愿戏扩抢护拥择损换据断旧显条极构标树样桥检楼欢残毁气汇汉沟泽济测浓涉温湾灭灯灵灾炉点烧热爱爷状独环现电疗盖监盘确础禁离种积称稳穷竞笔签简类紧纪纯纲纳纵纷组细终绍绝绩续绿编缺罚罢罪]"
)
_TRADITIONAL = re.compile(
    "[們這說時對國過為會來個後還樣經發問現間東車書見長門馬話語議記論讓認證關無進動戰權報員義務產業實應級總統檢獄決書稱織結約給維網聯羅職與從舉傳傷協單衛廳壓葉聽啟團圍圖場堅處復頭奪獎婦孫寧審憲導將師帶幫廣慶庫開張強錄徹態憂懷惡懲願戲擴搶護擁擇損換據斷舊顯條極構標樹橋樓歡殘毀氣匯漢溝澤濟測濃溫灣滅燈靈災爐點燒熱愛爺狀獨環電療蓋監盤確礎離種積穩窮競筆簽簡類緊紀純綱納縱紛組細終紹絕績續綠編罰罷]"
)


def by_script(sample: str) -> tuple[str, float] | None:
    """Language and score where most letters are of a script that settles it; else None.

    >>> by_script("สิทธิมนุษยชน"), by_script("حقوق بشر در گفت‌وگو با یک پژوهشگر")
    (('th', 0.99), ('fa', 0.95))
    """
    if not _OTHER.search(sample):
        return None
    letters = sum(map(str.isalpha, sample)) or 1
    kana, han = _count(_KANA, sample), _count(_HAN, sample)
    if (kana + han) * 2 > letters:
        return ("ja", 0.99) if kana * 20 > han else (chinese_script(sample), 0.95)
    if _count(_ARABIC, sample) * 2 > letters:
        return _arabic(sample, letters)
    if _count(_ETHIOPIC, sample) * 2 > letters:
        return ("ti", 0.9) if len(_TIGRINYA.findall(sample)) * 60 > letters else ("am", 0.9)
    if _count(_HEBREW, sample) * 2 > letters:
        return ("yi", 0.9) if len(_YIDDISH.findall(sample)) * 40 > letters else ("he", 0.99)
    return next(((name, 0.99) for name, counter in _COUNTERS.items() if _count(counter, sample) * 2 > letters), None)


def _count(pattern: re.Pattern[str], sample: str) -> int:
    return len(pattern.findall(sample))


def _arabic(sample: str, letters: int) -> tuple[str, float]:
    for language, own, share in _ARABIC_LETTERS:
        if _count(own, sample) > share * letters:
            return language, 0.95
    return "ar", 0.95 if letters > 20 else 0.7


def chinese_script(sample: str) -> str:
    """ "zh-Hans" or "zh-Hant", whichever has more characters of its own; "zh" where neither has.

    >>> chinese_script("人权组织"), chinese_script("人權組織"), chinese_script("人")
    ('zh-Hans', 'zh-Hant', 'zh')
    """
    simplified, traditional = set(_SIMPLIFIED.findall(sample)), set(_TRADITIONAL.findall(sample))
    only_simplified, only_traditional = len(simplified - traditional), len(traditional - simplified)
    if only_simplified == only_traditional:
        return "zh"
    return "zh-Hans" if only_simplified > only_traditional else "zh-Hant"
