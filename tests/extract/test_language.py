"""The language of texts, and whose word counts when texts and pages disagree."""

import subprocess
import sys

import pytest

from monitor.extract.language import decide, detect, tag

SENTENCES = {
    "en": "The police must release the detained journalist at once",
    "fr": "La police doit libérer immédiatement la journaliste détenue",
    "es": "La policía debe liberar de inmediato a la periodista detenida",
    "de": "Die Polizei muss die festgenommene Journalistin sofort freilassen",
    "pt": "A polícia deve libertar imediatamente a jornalista detida",
    "tr": "Polis gözaltındaki gazeteciyi derhal serbest bırakmalıdır",
    "ru": "Полиция должна немедленно освободить задержанную журналистку",
    "uk": "Поліція має негайно звільнити затриману журналістку",
    "ar": "على الشرطة الإفراج فوراً عن الصحفية المحتجزة",
    "fa": "پلیس باید فوراً خبرنگار بازداشت‌شده را آزاد کند",
    "ur": "پولیس کو گرفتار صحافی کو فوراً رہا کرنا چاہیے",
    "ps": "پولیس باید نیول شوې خبریاله سمدستي خوشې کړي",
    "ckb": "پێویستە پۆلیس ڕۆژنامەنووسە دەستگیرکراوەکە ئازاد بکات",
    "he": "על המשטרה לשחרר מיד את העיתונאית העצורה",
    "am": "ፖሊስ የታሰረችውን ጋዜጠኛ ወዲያውኑ መልቀቅ አለበት",
    "th": "ตำรวจต้องปล่อยตัวนักข่าวที่ถูกควบคุมตัวทันที",
    "ja": "警察は拘束した記者をただちに釈放すべきだ",
    "ko": "경찰은 구금된 기자를 즉시 석방해야 한다",
    "zh-Hans": "警方必须立即释放被拘留的记者",
    "zh-Hant": "警方必須立即釋放被拘留的記者",
    "el": "Η αστυνομία πρέπει να απελευθερώσει αμέσως τη δημοσιογράφο",
    "vi": "Cảnh sát phải trả tự do ngay cho nhà báo bị giam giữ",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_one_sentence_is_enough(language: str) -> None:
    assert detect(SENTENCES[language])[0] == language


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "\ud800", "12:30", "…", "https://example.org/a", "😀" * 9, "x" * 10_000_000]
)
def test_any_text_has_an_answer(text: str) -> None:
    language, score = detect(text)
    assert 0 <= score <= 1
    assert language == "" or score > 0


@pytest.mark.parametrize(
    ("said", "expected"),
    [("EN-us", "en"), ("zh-CN", "zh-Hans"), ("zh_HK", "zh-Hant"), ("no", "nb"), ("pt-BR", "pt"), ("english", ""),
     ("", ""), ("en_US.UTF-8", "en"), ("*", ""), ("x" * 99, "")],
)  # fmt: skip
def test_tags(said: str, expected: str) -> None:
    assert tag(said) == expected


@pytest.mark.parametrize(
    ("detected", "score", "page", "link", "site", "expected"),
    [
        ("fr", 0.97, "en", "", ["en"], "fr"),  # a template with the wrong language
        ("sr", 0.9, "hr", "", ["hr"], "hr"),
        ("id", 0.7, "ms", "", [], "ms"),
        ("nb", 0.8, "nn-NO", "", [], "nn"),
        ("zh", 0.9, "zh-TW", "", [], "zh-Hant"),
        ("fi", 0.2, "so", "", [], "so"),
        ("", 0.0, "", "", ["th"], "th"),
        ("", 0.0, "", "", ["th", "en"], ""),
        ("en", 0.65, "fr", "fr", ["fr"], "fr"),
        ("de", 0.9, "", "", [], "de"),
    ],
)
def test_whose_word_counts(detected: str, score: float, page: str, link: str, site: list[str], expected: str) -> None:
    assert decide(detected, score, page, link, site) == expected


WATCHED = """
import sys
def watch(event, arguments):
    if event.startswith("socket.") and event != "socket.gethostname":
        raise SystemExit(f"used the network: {event} {arguments}")
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        raise SystemExit(f"wrote {arguments}")
    if event in ("os.mkdir", "urllib.Request"):
        raise SystemExit(f"{event} {arguments}")
sys.dont_write_bytecode = True
from monitor.extract.language import detect
sys.addaudithook(watch)
print(detect("Die Polizei muss die Journalistin freilassen")[0])
"""


def test_the_model_is_in_the_package_and_nothing_is_written() -> None:
    done = subprocess.run([sys.executable, "-c", WATCHED], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout.strip(), done.stderr) == ("de", "")
