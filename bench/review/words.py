"""Headlines and sentences about places that do not exist, in several scripts; the same ones for the same seed."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Tongue:
    """Parts of sentences in one language; each sentence takes one of each."""

    code: str
    who: tuple[str, ...]
    did: tuple[str, ...]
    where: tuple[str, ...]
    marked: tuple[str, ...]


TONGUES = (
    Tongue(
        "en",
        ("Dockworkers", "Three teachers", "The harbour court", "Village elders", "A ferry crew"),
        ("protest against", "are released after", "reject", "await an answer on", "describe"),
        ("in Lower Quill", "at the Marrow Gate", "on the island of Tessel Rock", "in the Valley of Orn"),
        ("the detention order", "a forced eviction", "the travel ban", "unpaid wages"),
    ),
    Tongue(
        "fr",
        ("Des dockers", "Trois institutrices", "Le tribunal du port", "Les anciens du village"),
        ("dénoncent", "obtiennent la fin de", "contestent", "racontent"),
        ("à Bas-Quille", "à la Porte-aux-Moelles", "dans la vallée d’Orne-la-Haute"),
        ("la détention sans procès", "l’expulsion forcée", "l’interdiction de voyager"),
    ),
    Tongue(
        "es",
        ("Estibadores", "Tres maestras", "El tribunal del puerto"),
        ("denuncian", "logran el fin de", "rechazan"),
        ("en Bajo Quila", "en el valle de Orno"),
        ("la detención sin juicio", "el desalojo forzoso", "la prohibición de viajar"),
    ),
    Tongue(
        "ar",
        ("عمال الميناء", "ثلاث معلمات", "محكمة المرفأ", "شيوخ القرية"),
        ("يحتجون على", "ينتظرون قرارا بشأن", "يرفضون"),
        ("في كويلا السفلى", "عند بوابة مارو", "في وادي أورن"),
        ("الاحتجاز دون محاكمة", "الإخلاء القسري", "منع السفر"),
    ),
    Tongue(
        "ru",
        ("Портовые рабочие", "Три учительницы", "Портовый суд"),
        ("протестуют против", "добились отмены", "ждут решения о"),
        ("в Нижней Квилле", "в долине Орн"),
        ("содержание под стражей", "принудительное выселение", "запрет на выезд"),
    ),
    Tongue(
        "ja",
        ("港湾労働者が", "三人の教師が", "村の長老たちが"),
        ("抗議する", "説明を求める", "訴える"),
        ("下クイルで", "オルン谷で"),
        ("裁判なしの拘束", "強制立ち退き", "渡航禁止"),
    ),
)


def sentence(random: Random, tongue: Tongue) -> tuple[str, int, int]:
    """A sentence, and where in it the words stand that a watch would find."""
    marked = random.choice(tongue.marked)
    before = f"{random.choice(tongue.who)} {random.choice(tongue.did)} "
    return f"{before}{marked} {random.choice(tongue.where)}", len(before), len(before) + len(marked)


def text(random: Random, tongue: Tongue, sentences: int) -> str:
    """Some paragraphs."""
    made = [f"{sentence(random, tongue)[0]}. " for _ in range(sentences)]
    return "\n".join("".join(made[start : start + 4]).strip() for start in range(0, len(made), 4))
