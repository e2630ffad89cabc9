"""Stories that look like something else, and pages that look like stories, where no program reads a date or type."""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from monitor.extract.page import read_page
from monitor.extract.reading import NotAnArticle
from monitor.items import Link, Page, Site

NOW = datetime(2024, 5, 10, tzinfo=UTC)
ITEM = "an item"
STORY = {
    "en": "The ferry court of Osterholm cleared two pilots on Friday after hearings that had filled nine weeks. ",
    "fr": "Le tribunal d'Osterholm a relaxé vendredi deux pilotes du bac après neuf semaines d'audience publique. ",
    "es": "El tribunal de Osterholm absolvió el viernes a dos pilotos del ferri tras nueve semanas de audiencias. ",
    "de": "Das Fährgericht von Osterholm sprach am Freitag zwei Lotsen nach neun Wochen Verhandlung frei. ",
    "ru": "Суд Остерхольма в пятницу оправдал двух лоцманов парома после девяти недель слушаний по делу. ",
    "ar": "برأت محكمة أوسترهولم يوم الجمعة اثنين من ربابنة العبارة بعد جلسات استمرت تسعة أسابيع كاملة. ",
    "zh": "奥斯特霍姆法院星期五在历时九周的审理之后宣告两名渡轮领航员无罪。",
    "hi": "ओस्टरहोम की अदालत ने शुक्रवार को नौ सप्ताह की सुनवाई के बाद नौका के दो चालकों को बरी कर दिया। ",
}
HEADLINES = {
    "en": "Two ferry pilots of Osterholm are cleared",
    "fr": "Deux pilotes du bac d'Osterholm sont relaxés",
    "es": "Absueltos los dos pilotos del ferri de Osterholm",
    "de": "Zwei Lotsen der Fähre von Osterholm freigesprochen",
    "ru": "Двух лоцманов парома в Остерхольме оправдал суд",
    "ar": "براءة ربان العبارة وزميله في أوسترهولم بعد تسعة أسابيع",
    "zh": "奥斯特霍姆两名渡轮领航员被判无罪",
    "hi": "ओस्टरहोम की नौका के दोनों चालक अदालत से बरी हुए",
}


def text(lang: str = "en", count: int = 3) -> str:
    return "".join(f"<p>{STORY[lang]}</p>" for _ in range(count))


def rows(lang: str = "en", count: int = 8, *, address: str = "/r/{}-row", teaser: int = 90) -> str:
    """Linked headlines with a line or two of text each."""
    card = "<h2><a href='{}'>{} {}</a></h2><p>{}</p>"
    return "".join(
        f"<div class=row>{card.format(address.format(n), HEADLINES[lang], n, (STORY[lang] * 3)[:teaser])}</div>"
        for n in range(count)
    )


def links(lang: str = "en", count: int = 12) -> str:
    return "<ul>" + "".join(f"<li><a href='/r/{n}'>{HEADLINES[lang]} {n}</a></li>" for n in range(count)) + "</ul>"


def form(button: str, fields: int = 3, words: str = "") -> str:
    names = "<input name=n>" * (fields - 1)
    return f"<div><form action='/go'>{words}{names}<input type=email name=mail><button>{button}</button></form></div>"


PASSWORD = "<form action=/in><input name=user><input type=password name=word><button>OK</button></form>"


def judged(path: str, title: str, main: str, *, before: str = "", asked: str = "", heading: str | None = None) -> str:
    """The reason why a page is none, or that it is an item."""
    h1 = f"<h1>{title if heading is None else heading}</h1>"
    html = (
        f"<html><head><title>{title} - Osterholm Post</title></head><body>{before}<nav><a href=/>Post</a></nav>"
        f"<main>{h1}{main}</main><footer>Osterholm Post</footer></body></html>"
    )
    url = f"https://post.example{quote(path, safe='/?=&')}"
    link = Link(f"https://post.example{asked}" if asked else url)
    found = read_page(Page("post", url, html.encode(), "text/html", link, Site(), NOW), NOW)
    return found.reason if isinstance(found, NotAnArticle) else ITEM


@pytest.mark.parametrize("lang", STORY)
@pytest.mark.parametrize(
    "section", ["topics", "people", "staff", "events", "actions-of-others", "themen", "eventos", "فعاليات"]
)
def test_a_short_story_lies_in_a_section_of_any_name(lang: str, section: str) -> None:
    path = f"/{section}/what-the-ferry-court-said-of-two-pilots"
    assert judged(path, HEADLINES[lang], f"{text(lang, 2)}{links(lang, 6)}") == ITEM


@pytest.mark.parametrize(
    ("path", "name", "expected"),
    [
        ("/topics/human-rights-defenders-at-risk", "Human rights defenders at risk", "tag or topic page"),
        ("/people/maria-del-carmen-ruiz", "Maria del Carmen Ruiz", "author page"),
        ("/events/2024", "Events 2024", "calendar or event list"),
        ("/events", "Events", "calendar or event list"),
        ("/series/4412", "Ferries", "listing"),
        ("/2024/05/06", "6 May 2024", "listing"),
        ("/ferries", "Ferries", "listing"),
    ],
)
def test_a_section_with_a_sentence_about_itself_is_none(path: str, name: str, expected: str) -> None:
    assert judged(path, name, f"<p>{STORY['en']}</p>{rows()}") == expected


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/digest/press-review-of-6-may-2024", "Press review of 6 May 2024"),
        ("/revista/revista-presei-din-6-mai-2024", "Revista presei din 6 mai 2024"),
        ("/dajdzhest/obzor-pressy-za-6-maya-2024", "Обзор прессы за 6 мая 2024 года"),
        ("/صحف/جولة-في-صحف-يوم-الاثنين", "جولة في صحف يوم الاثنين 6 مايو 2024"),
        ("/n/20240506", "2024年5月6日报摘"),
    ],
)
def test_a_digest_of_one_day_is_a_story_of_linked_headlines(path: str, title: str) -> None:
    digest = rows(address="https://paper{}.example/story", teaser=200)
    assert judged(path, title, digest) == ITEM
    assert judged("/digest", "Press reviews", digest) == "listing"


@pytest.mark.parametrize("lang", STORY)
def test_a_film_or_talk_with_a_sentence_beside_many_links_is_a_story(lang: str) -> None:
    assert judged("/watch?id=88213", HEADLINES[lang], f"<video></video><p>{STORY[lang]}</p>{links(lang)}") == ITEM
    assert judged("/ferries", "Ferry", f"<p>{STORY[lang][:80]}</p>{links(lang, 20)}") == "listing"


def test_a_board_that_keeps_what_was_searched_for_in_its_addresses() -> None:
    story = f"{text(count=2)}{links()}"
    assert judged("/board/view.php?id=21873&keyword=ferry", HEADLINES["en"], story) == ITEM
    assert judged("/board/view.php?keyword=ferry", HEADLINES["en"], story) == "search results"


BUTTONS = ["Sign now", "Je signe", "Firma ahora", "Unterschreiben", "Подписать", "وقّع", "签署", "हस्ताक्षर करें"]


@pytest.mark.parametrize(("lang", "button"), list(zip(STORY, BUTTONS, strict=True)))
def test_a_form_to_sign_is_a_guest_in_news_and_the_point_elsewhere(lang: str, button: str) -> None:
    page = f"{text(lang, 3)}{form(button)}{text(lang, 2)}"
    assert judged("/news/8213-ferry", HEADLINES[lang], page) == ITEM
    assert judged("/ferry-pilots", HEADLINES[lang], page) == "petition or action form"
    dated = f"<time datetime=2024-05-03>3.5.2024</time>{text(lang, 7)}{form(button)}"
    assert judged("/ferry-pilots", HEADLINES[lang], dated) == ITEM


def test_news_that_calls_to_sign_in_its_headline_is_a_petition() -> None:
    title = "Sign the petition for the two pilots of Osterholm"
    assert judged("/news/8213-ferry", title, f"{text()}{form('Send')}") == "petition or action form"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Three pilots suspended", ITEM),
        ("Donations for jailed pilots are frozen by the central bank", ITEM),
        ("Comune spendere", ITEM),
        ("Donate for the pilots", "donation page"),
        ("Jetzt spenden", "donation page"),
        ("Пожертвовать", "donation page"),
    ],
)
def test_a_form_for_gifts_is_a_guest_below_news_of_gifts(title: str, expected: str) -> None:
    assert judged("/n/ferry", title, f"{text()}{form('OK', words='Donate today')}") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("'Page not found': ferry archive vanishes overnight", ITEM),
        ("Article was removed on police orders, editor says", ITEM),
        ("«Страница удалена»: суд лишился архива за девять лет", ITEM),
        ("Sorry, page not found", "page not found"),
        ("Страница удалена", "page not found"),
    ],
)
def test_news_about_a_missing_page_has_a_day_and_other_words(title: str, expected: str) -> None:
    assert judged("/n/ferry", title, f"<p class=date>6 May 2024</p>{text()}") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Nine weeks", ITEM),
        ("'Checking your browser': how a shield keeps readers out", ITEM),
        ("Pardon Our Interruption", "challenge page"),
        ("Just a moment...", "challenge page"),
    ],
)
def test_news_that_speaks_of_a_shield_is_not_one(title: str, expected: str) -> None:
    assert judged("/n/ferry", title, f"<p>Just a moment, said the guard.</p>{text()}") == expected


@pytest.mark.parametrize("lang", STORY)
def test_a_shield_leaves_its_scripts_on_short_stories_too(lang: str) -> None:
    watching = "<script>a='/cdn-cgi/challenge-platform/scripts/jsd/main.js'</script>"
    asking = "<script src='https://challenges.cloudflare.com/turnstile/v0/api.js'></script>"
    for script in (watching, asking):
        assert judged("/n/ferry", HEADLINES[lang], f"{text(lang, 2)}{script}") == ITEM
    stopped = "<script src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray=8'></script>"
    assert judged("/n/ferry", "Un instant…", f"<p>post.example</p>{stopped}", heading="post.example") == (
        "challenge page"
    )


WALLS = {
    "en": "We value your privacy",
    "fr": "Nous respectons votre vie privée",
    "es": "Valoramos tu privacidad",
    "de": "Cookies zustimmen",
    "ru": "Мы ценим вашу конфиденциальность",
    "ar": "نحن نحترم خصوصيتك",
    "zh": "我们重视您的隐私",
}


@pytest.mark.parametrize("lang", WALLS)
def test_a_question_about_cookies_is_a_wall_alone_and_a_box_before_a_story(lang: str) -> None:
    for count in (1, 4):
        assert judged("/n/ferry", WALLS[lang], f"{text(lang, count)}<button>OK</button>") == "challenge page"
    for name in (WALLS[lang], "Cookies", "Privacy"):
        box = f"<div><h1>{name}</h1><p>{STORY[lang]}</p></div>"
        assert judged("/n/ferry", HEADLINES[lang], text(lang), before=box) == ITEM
    untitled = judged("/n/ferry", "Post", text(lang), before=f"<h1>{WALLS[lang]}</h1>", heading=HEADLINES[lang])
    assert untitled == ITEM


@pytest.mark.parametrize(
    "name",
    ["Datenschutzerklärung", "Politique de confidentialité", "Política de privacidad", "Polityka prywatności",
     "Политика конфиденциальности", "Πολιτική απορρήτου", "سياسة الخصوصية", "隐私政策", "プライバシーポリシー",
     "개인정보처리방침", "นโยบายความเป็นส่วนตัว", "Kebijakan privasi", "מדיניות פרטיות"],
)  # fmt: skip
def test_what_a_site_does_with_data_is_no_story(name: str) -> None:
    assert judged("/p/17", name, text(count=6)) == "about or contact page"


@pytest.mark.parametrize("lang", STORY)
def test_a_log_in_in_the_head_of_the_page_leaves_a_short_story_alone(lang: str) -> None:
    story = f"<p>{STORY[lang]}</p>"
    assert judged("/n/two-pilots-are-free", HEADLINES[lang], story, before=PASSWORD) == ITEM
    assert judged("/n/two-pilots-are-free", "Log in to read on", story, before=PASSWORD) == "login page"
    assert judged("/members", "Members", f"<p>{STORY['en'][:70]}</p>", before=PASSWORD) == "login page"


def test_a_story_whose_teller_says_who_it_is_and_a_page_about_it() -> None:
    own = (
        "<p>The Osterholm League is an independent organisation. It was founded in 1990, and is funded by donations "
        "from many. Our members meet in spring.</p>"
    )
    assert judged("/node/7", "The League asks the court of Osterholm for its files", f"{own}{text(count=6)}") == ITEM
    assert judged("/node/7", "The League", f"{own}{text(count=1)}") == "about or contact page"


@pytest.mark.parametrize(("asked", "expected"), [("/n/ferry", ITEM), ("", "print or AMP twin")])
def test_an_ordinary_page_that_leads_to_its_twin_has_no_other(asked: str, expected: str) -> None:
    canonical = "<link rel=canonical href='https://post.example/n/ferry'>"
    assert judged("/n/ferry/amp/", HEADLINES["en"], f"{canonical}{text()}", asked=asked) == expected
