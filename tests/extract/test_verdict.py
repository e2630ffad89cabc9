"""What is an item and what is not, on pages of the shapes that real sites have."""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from monitor.extract.page import read_page
from monitor.extract.reading import ArticleReading, NotAnArticle, Reading, Reason
from monitor.items import Link, Page, Site

NOW = datetime(2024, 5, 10, tzinfo=UTC)
PROSE = {
    "en": "The court in Northhaven freed two writers on Monday after a year in prison without any trial at all. ",
    "fr": "Le tribunal de Port-Nord a libéré lundi deux écrivains après une année de prison sans aucun procès. ",
    "es": "El tribunal de Puerto Norte liberó el lunes a dos escritores tras un año de cárcel sin juicio alguno. ",
    "ru": "Суд Нордхейвена в понедельник освободил двух писателей, которые год провели в тюрьме без суда. ",
    "ar": "أفرجت محكمة نورث هيفن يوم الاثنين عن كاتبين بعد أن قضيا سنة كاملة في السجن من دون محاكمة. ",
    "fa": "دادگاه بندر شمالی روز دوشنبه دو نویسنده را پس از یک سال زندان بدون محاکمه آزاد کرد. ",
    "zh": "北港法院星期一释放了两名作家，他们未经审判已经在监狱里度过了整整一年的时间。",
    "th": "ศาลเมืองท่าเหนือปล่อยตัวนักเขียนสองคนเมื่อวันจันทร์หลังจากถูกคุมขังเป็นเวลาหนึ่งปีโดยไม่มีการพิจารณาคดี ",
}  # fmt: skip
NAV = "".join(f"<li><a href='/section/{n}'>Section {n}</a></li>" for n in range(6))


def document(title: str, main: str, lang: str = "en", head: str = "") -> str:
    return (
        f"<!doctype html><html lang={lang}><head><title>{title} | Example Rights</title>"
        f"<meta property=og:site_name content='Example Rights'>{head}</head>"
        f"<body><nav><ul>{NAV}</ul></nav><main>{main}</main><footer>© 2024 Example Rights</footer></body></html>"
    )


def prose(lang: str, paragraphs: int = 6) -> str:
    return "".join(f"<p>{n}. {PROSE[lang] * 2}</p>" for n in range(paragraphs))


def teasers(count: int = 12, lang: str = "en") -> str:
    return "".join(
        f"<div class=teaser><h3><a href='/news/{n}'>{PROSE[lang][:60]} {n}</a></h3><p>{PROSE[lang][:80]}</p></div>"
        for n in range(count)
    )


def read(html: str, path: str, link: Link | None = None) -> Reading:
    url = f"https://rights.example{path}"
    return read_page(Page("example", url, html.encode(), "text/html", link or Link(url), Site(), NOW), NOW)


def reason(html: str, path: str) -> str:
    found = read(html, path)
    return found.reason if isinstance(found, NotAnArticle) else "an item"


@pytest.mark.parametrize("lang", PROSE)
def test_articles_in_many_languages_are_items(lang: str) -> None:
    headline = PROSE[lang][:50].strip()
    found = read(document(headline, f"<h1>{headline}</h1>{prose(lang)}", lang), "/news/two-writers")
    assert isinstance(found, ArticleReading)
    assert found.headline == headline
    assert "3. " in found.body
    assert found.detected_language.split("-")[0] == lang


@pytest.mark.parametrize("lang", PROSE)
def test_short_notices_are_items(lang: str) -> None:
    headline = PROSE[lang][:40].strip()
    found = read(document(headline, f"<h1>{headline}</h1><p>{PROSE[lang] * 3}</p>", lang), "/notices/7")
    assert isinstance(found, ArticleReading)
    assert PROSE[lang].strip()[:30] in found.body


def test_a_report_with_its_languages_and_no_date_is_an_item() -> None:
    languages = "".join(
        f"<a href='/reports/{code}/annual-2013'>{name}</a>"
        for code, name in [("fr", "Français"), ("es", "Español"), ("ar", "اللغة العربية")]
    )
    text = "".join(
        f"<p>{one}</p>"
        for one in (
            "Example Rights is a movement of people in many countries who want rights for all.",
            "It is independent of any government, economic interest or religion.",
            "It began in 1961, when a lawyer wrote about forgotten prisoners in a newspaper.",
            "Our members and supporters take part in campaigns. It is funded by donations from them.",
        )
    )
    found = read(
        document("Annual Report 2013", f"<h1>Annual Report 2013</h1>{languages}{text}"), "/reports/en/annual-2013"
    )
    assert isinstance(found, ArticleReading)
    assert found.alternates == {
        "fr": "https://rights.example/reports/fr/annual-2013",
        "es": "https://rights.example/reports/es/annual-2013",
        "ar": "https://rights.example/reports/ar/annual-2013",
    }


ABOUT_FR = """<h1>Un mouvement pour tous</h1>
<p>Notre association est une organisation non gouvernementale, présente dans plus de cent pays du monde.</p>
<p>Elle est indépendante de tout gouvernement, de toute puissance économique et de toute croyance.</p>
<h2>Tout a commencé le 28 mai 1961</h2><p>Deux étudiants portent un toast à la liberté, et un avocat prend la plume.</p>
<p>La section a été fondée en 1997. Nos membres élisent un comité lors de l'assemblée générale.</p>
<p>Son financement est assuré par les cotisations de ses membres.</p>"""


def test_an_about_page_is_recognised_by_what_it_says_of_itself() -> None:
    assert reason(document("Un mouvement pour tous", ABOUT_FR, "fr"), "/fr/un-mouvement") == "about or contact page"


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/about-us", "About us"),
        ("/fr/qui-sommes-nous/", "Qui sommes-nous"),
        ("/de/ueber-uns.html", "Über uns"),
        ("/es/contacto", "Contacto"),
        ("/node/12", "О нас"),
        ("/page/3f", "من نحن"),
        ("/info/9", "关于我们"),
    ],
)
def test_about_and_contact_pages(path: str, title: str) -> None:
    assert reason(document(title, f"<h1>{title}</h1>{prose('en', 2)}"), path) == "about or contact page"


@pytest.mark.parametrize(
    ("path", "title", "expected"),
    [
        ("/about", "About", "about or contact page"),
        ("/fr/contact", "Contact", "about or contact page"),
        ("/spenden/", "Spenden", "donation page"),
        ("/about", "About two writers who were freed in Northhaven", "an item"),
        ("/news/about-the-writers", "About us", "an item"),
    ],
)
def test_a_date_in_an_interface_makes_no_article_of_a_standing_page(path: str, title: str, expected: str) -> None:
    html = document(title, f"<h1>{title}</h1>{prose('en')}")
    link = Link(f"https://rights.example{path}", title, "2024-05-03T10:00:00", "api")
    found = read(html, path, link)
    assert (found.reason if isinstance(found, NotAnArticle) else "an item") == expected


def test_a_topic_with_one_or_two_teasers() -> None:
    assert reason(document("Prisons", f"<h1>Prisons</h1>{teasers(1)}{teasers(1)}"), "/tag/17") == "tag or topic page"
    html = document("Two writers freed", f"<h1>Two writers freed</h1>{prose('en', 3)}{teasers(1)}")
    assert reason(html, "/topics/two-writers-of-northhaven-freed") == "an item"


def test_a_short_text_under_its_own_headline_among_many_links() -> None:
    links = "".join(f"<li><a href=/o/{n}>The league of the islands, round {n} in full</a></li>" for n in range(20))
    title = "Northhaven signs a keeper from the islands for two years"
    html = document(title, f"<h1>{title}</h1><p>By the sports desk.</p>{links}")
    assert reason(html, "/o.red/news-1-139353.html") == "an item"
    assert reason(html, "/o.red/sports") == "listing"


@pytest.mark.parametrize("path", ["/", "/fr/", "/en", "/index.html", "/de/home", "/?lang=fr"])
def test_home_pages(path: str) -> None:
    assert reason(document("Example Rights", teasers()), path) == "home page"


def test_an_address_with_a_query_is_no_home_page() -> None:
    assert reason(document("Two writers freed", f"<h1>Two writers freed</h1>{prose('en')}"), "/?p=123") == "an item"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/news", "listing"),
        ("/fr/actualites/page/3", "listing"),
        ("/ar/الأخبار", "listing"),
        ("/tag/prisons", "tag or topic page"),
        ("/es/temas/carceles", "tag or topic page"),
        ("/ru/рубрика/суды", "tag or topic page"),
        ("/author/ada-bell", "author page"),
        ("/?tag=prisons", "tag or topic page"),
        ("/?cat=7", "tag or topic page"),
        ("/index.php?author=2", "author page"),
        ("/?s=prison", "search results"),
        ("/de/suche", "search results"),
        ("/events", "calendar or event list"),
        ("/fr/agenda/", "calendar or event list"),
    ],
)
def test_lists_of_other_pages(path: str, expected: str) -> None:
    assert reason(document("A list", f"<h1>A list</h1>{teasers()}"), path) == expected


FORM = "<form action='/go'><input name=first><input name=last><input type=email name=mail>{}</form>"


@pytest.mark.parametrize(
    ("title", "button"),
    [
        ("Free the writers", "Sign now"),
        ("Libérez les écrivains", "Je signe"),
        ("Freiheit für Autoren", "Jetzt unterschreiben"),
        ("Libertad", "Firma ahora"),
        ("Свободу писателям", "Подписать"),
        ("أفرجوا عن الكاتبين", "أضف اسمك"),
        ("自由", "签名"),
    ],
)
def test_petitions_to_sign(title: str, button: str) -> None:
    html = document(title, f"<h1>{title}</h1>{prose('en', 2)}{FORM.format(f'<button>{button}</button>')}")
    assert reason(html, "/free-them") == "petition or action form"


def test_an_article_with_a_newsletter_form_stays_an_item() -> None:
    form = FORM.format("<button>Sign up for our newsletter</button>")
    html = document("Two writers freed", f"<h1>Two writers freed</h1>{prose('en')}{form}")
    assert reason(html, "/news/two-writers") == "an item"


def test_donations_and_logins() -> None:
    give = FORM.format("<button>Spenden</button>")
    login = "<form><input name=user><input type=password name=pass><button>Enter</button></form>"
    assert reason(document("Jetzt spenden", give), "/spenden") == "donation page"
    assert reason(document("Members", f"<h1>Members</h1>{login}"), "/members-area") == "login page"


@pytest.mark.parametrize(
    "title",
    ["Page not found", "404", "Error 404", "Page introuvable", "Seite nicht gefunden", "Página no encontrada",
     "Страница не найдена", "الصفحة غير موجودة", "صفحه یافت نشد", "Sayfa bulunamadı", "ไม่พบหน้า", "页面不存在"],
)  # fmt: skip
def test_pages_not_found_with_status_200(title: str) -> None:
    html = document(title, f"<h1>{title}</h1><p>Try the search, or go back.</p>")
    assert reason(html, "/news/two-writers-freed") == "page not found"


def test_an_article_about_missing_pages_is_an_item() -> None:
    title = "Page not found: how an archive vanished"
    assert reason(document(title, f"<h1>{title}</h1>{prose('en', 9)}"), "/news/archive") == "an item"


def test_challenge_pages() -> None:
    html = "<title>Just a moment...</title><h1>rights.example</h1><p>Verifying you are human. Please wait.</p>"
    assert reason(html, "/news/two-writers") == "challenge page"


def test_empty_shells() -> None:
    html = "<html><head><title>Example Rights</title></head><body><div id=app></div><script src=a.js></script></body>"
    assert reason(html, "/news/two-writers") == "empty shell"
    assert reason("", "/news/two-writers") == "empty shell"


@pytest.mark.parametrize("path", ["/news/two-writers/amp/", "/print/news/two-writers", "/news/two-writers?print=1"])
def test_twins_lead_to_the_page_they_repeat(path: str) -> None:
    head = "<link rel=canonical href='/news/two-writers'>"
    found = read(document("Two writers freed", prose("en"), head=head), path)
    assert found == NotAnArticle("print or AMP twin", follow="https://rights.example/news/two-writers")


def test_a_twin_without_another_page_is_the_page() -> None:
    head = "<link rel=canonical href='/news/two-writers/amp/'>"
    assert reason(document("Two writers freed", prose("en"), head=head), "/news/two-writers/amp/") == "an item"


def test_what_the_entry_says_is_an_article_is_one() -> None:
    link = Link(
        "https://rights.example/news", title="Two writers freed", published="2024-05-03", published_evidence="feed"
    )
    html = document("Two writers freed", f"<h1>Two writers freed</h1>{prose('en')}{teasers()}")
    assert isinstance(read(html, "/topics/prisons", link), ArticleReading)


NO_PAGES: list[tuple[bytes, Reason]] = [
    (b"\x89PNG\r\n\x1a\n", "not a document: image"),
    (b"GIF89a", "not a document: image"),
    (b"PK\x03\x04 word/document.xml", "not a document: office file"),
    (b"PK\x03\x04 photos", "not a document: archive"),
    (b"%PDF-1.7 and no more", "not a document: broken PDF"),
    (b'{"a": 1}', "not a document: data"),
]


@pytest.mark.parametrize(("body", "expected"), NO_PAGES)
def test_what_is_no_page(body: bytes, expected: Reason) -> None:
    url = "https://rights.example/files/1"
    kind = "application/json" if body.startswith(b"{") else "text/html"
    assert read_page(Page("example", url, body, kind, Link(url), Site(), NOW), NOW) == NotAnArticle(expected)


TEASERS = {
    "en": "Families of those held say that conditions are cruel and ask for an inquiry into all of it.",
    "fr": "Les familles des détenus dénoncent des conditions indignes et demandent une enquête indépendante.",
    "ru": "Родственники задержанных сообщают о жестоких условиях и требуют независимого расследования.",
    "el": "Οι οικογένειες των κρατουμένων καταγγέλλουν τις συνθήκες κράτησης και ζητούν έρευνα.",
    "ar": "قالت عائلات المحتجزين إن ظروف الاحتجاز غير إنسانية وطالبت بإجراء تحقيق مستقل في ما حدث.",
    "zh": "被拘押者的家属表示拘押条件恶劣，要求对过去几个月发生的事情进行独立调查。",
}  # fmt: skip


def cards(lang: str, count: int = 6, card: str = "<li>{}</li>") -> str:
    inner = "<h3><a href='/x/{0}-story'>{1} {0}</a></h3><time>{0}.05.2024</time><p>{2}</p>"
    return "".join(card.format(inner.format(n, TEASERS[lang][:45], TEASERS[lang])) for n in range(1, count + 1))


@pytest.mark.parametrize("count", [6, 20])
@pytest.mark.parametrize(
    ("lang", "path", "title", "expected"),
    [
        ("ru", "/novosti", "Новости", "listing"),
        ("en", "/press-room/2026", "Press room 2026", "listing"),
        ("fr", "/mot-cle/prison", "prison", "tag or topic page"),
        ("el", "/nea", "Νέα", "listing"),
        ("zh", "/dongtai-2", "动态", "listing"),
        ("ar", "/%D9%85%D8%A7-%D8%A7%D9%84%D8%AC%D8%AF%D9%8A%D8%AF", "ما الجديد", "listing"),
        ("en", "/what-the-islands-say", "From the islands", "listing"),
    ],
)
def test_a_row_of_linked_headlines_is_a_listing_whatever_it_is_called(
    lang: str, path: str, title: str, expected: str, count: int
) -> None:
    html = document(title, f"<h1>{title}</h1><ul>{cards(lang, count)}</ul>", lang)
    assert reason(html, path) == expected


@pytest.mark.parametrize(
    ("path", "name", "expected"),
    [
        ("/press-freedom", "Press freedom", "listing"),
        ("/en/countries/northland", "Northland", "listing"),
        ("/tag/prisons", "Prisons", "tag or topic page"),
        ("/news", "News", "listing"),
        ("/press-freedom/17", "Press freedom", "an item"),
        ("/press-freedom", "Press freedom in Northland, and who pays for it", "an item"),
    ],
)
def test_a_section_that_introduces_itself_at_length_is_a_listing(path: str, name: str, expected: str) -> None:
    intro = f"<h1>{name}</h1><p>{PROSE['en'] * 2}</p><p>{PROSE['en'] * 2}</p>"
    assert reason(document(name, f"{intro}<ul>{cards('en', 12)}</ul>", "en"), path) == expected


@pytest.mark.parametrize("card", ["{}", "<div>{}</div>", "<article class=c>{}</article>", "<tr><td>{}</td></tr>"])
def test_cards_in_other_markup_and_in_a_flat_row(card: str) -> None:
    rows = cards("en", 8, card)
    main = f"<table>{rows}</table>" if card.startswith("<tr") else f"<div>{rows}</div>"
    assert reason(document("What is new", f"<h1>What is new</h1>{main}"), "/whats-new-here") == "listing"


@pytest.mark.parametrize("lang", PROSE)
def test_an_article_with_related_cards_at_its_end_is_an_item(lang: str) -> None:
    title = PROSE[lang][:40].strip()
    related = f"<h2>More</h2><ul>{cards(lang if lang in TEASERS else 'en', 12)}</ul>"
    assert reason(document(title, f"<h1>{title}</h1>{prose(lang)}{related}", lang), "/nea/17") == "an item"
    short = f"<h1>{title}</h1><p>{PROSE[lang] * 3}</p>{related}"
    assert reason(document(title, short, lang), "/notices/7") == "an item"


def test_paragraphs_with_a_link_in_each_are_no_cards() -> None:
    linked = "".join(
        f"<p>The court said <a href=/c/{n}>in its decision of that day</a> that all of them are free.</p>"
        for n in range(9)
    )
    assert reason(document("Nine decisions", f"<h1>Nine decisions</h1>{linked}"), "/nine-decisions") == "an item"


SHORT_FORM = "<form action='/go'><input name=name><input type=email name=mail>{}</form>"


@pytest.mark.parametrize(
    "button",
    ["Υπόγραψε", "Sign", "Sign the petition", "Signer", "Unterschreiben", "Firmar", "Firma ora", "Assinar", "Teken nu",
     "Underteckna", "Skriv under", "Allekirjoita", "Podpisz", "Podepsat", "Подписать", "Підписати", "İmzala", "وقّع",
     "وقع الآن", "امضا کنید", "署名", "署名する", "签名", "簽署", "서명", "ลงชื่อ"],
)  # fmt: skip
def test_a_short_form_with_a_button_to_sign(button: str) -> None:
    note = "<label>Send me the newsletter</label>"
    for pressed in (f"<button>{button}</button>", f"<input type=submit value='{button}'>{note}"):
        html = document("Free them", f"<h1>Free them</h1>{prose('en', 2)}{SHORT_FORM.format(pressed)}")
        assert reason(html, "/free-the-writers") == "petition or action form"


@pytest.mark.parametrize(
    "button",
    ["Sign up", "Sign me up", "Subscribe", "Send", "Inscription", "Anmelden", "Suscribirme", "Подписаться", "اشترك",
     "Підписатися", "Εγγραφή", "订阅", "登録", "구독"],
)  # fmt: skip
def test_a_button_of_a_newsletter_is_not_one_to_sign(button: str) -> None:
    form = SHORT_FORM.format(f"<button>{button}</button>")
    html = document("Two writers freed", f"<h1>Two writers freed</h1>{prose('en', 3)}{form}")
    assert reason(html, "/news/two-writers") == "an item"


def test_a_headline_that_calls_to_sign_above_a_form() -> None:
    html = document("Act", f"<h1>Sign the petition for the writers</h1>{prose('en', 2)}{SHORT_FORM.format('')}")
    assert reason(html, "/free-the-writers") == "petition or action form"
    assert reason(document("Act", prose("en", 2)), "/drasi/ypograpse") == "petition or action form"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/contact", "about or contact page"),
        ("/kontakt", "about or contact page"),
        ("/es/contacto", "about or contact page"),
        ("/contactez-nous", "about or contact page"),
        ("/support-us/monthly", "donation page"),
        ("/spenden", "donation page"),
        ("/some-story", "empty shell"),
        ("/news", "empty shell"),
    ],
)
def test_an_address_says_more_than_a_lack_of_words(path: str, expected: str) -> None:
    assert reason(document("Example", "<h1>Example</h1><p>office@rights.example</p>"), path) == expected


@pytest.mark.parametrize(
    ("path", "lang", "head", "expected"),
    [
        ("/el", "el", "", "home page"),
        ("/en-gb", "en", "", "home page"),
        ("/ckb", "ckb", "", "home page"),
        ("/ast", "es", "<link rel=alternate hreflang=ast href='/ast'>", "home page"),
        ("/nea", "el", "", "listing"),
        ("/ast", "es", "", "listing"),
        ("/om-os", "da", "", "about or contact page"),
    ],
)
def test_a_language_in_an_address_is_one_that_the_page_names(path: str, lang: str, head: str, expected: str) -> None:
    assert reason(document("Example Rights", cards("el", 8), lang, head), path) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/autor/ana-luz", "author page"),
        ("/كاتب/منى", "author page"),
        ("/автор/иванка", "author page"),
        ("/作者/李", "author page"),
        ("/نویسنده/مینا", "author page"),
        ("/συντάκτης/νίκος", "author page"),
        ("/search?q=prison", "search results"),
        ("/archive-of-all?q=prison", "search results"),
        ("/بحث?q=x", "search results"),
        ("/поиск?q=x", "search results"),
        ("/搜索?q=x", "search results"),
        ("/fr/recherche?mot=x", "search results"),
        ("/الفعاليات", "calendar or event list"),
        ("/мероприятия", "calendar or event list"),
        ("/活动", "calendar or event list"),
        ("/fr/agenda/2024/05", "calendar or event list"),
        ("/εκδηλώσεις", "calendar or event list"),
    ],
)
def test_lists_in_many_languages_with_escaped_addresses(path: str, expected: str) -> None:
    html = document("Liste", f"<h1>Liste</h1><ul>{cards('en', 8)}</ul>")
    assert reason(html, quote(path, safe="/?=")) == expected


@pytest.mark.parametrize("path", ["/вход", "/تسجيل-الدخول", "/登录", "/connexion", "/ورود", "/ログイン", "/members"])
def test_logins_in_many_languages(path: str) -> None:
    form = "<form><input name=user><input type=password name=pass><button>→</button></form>"
    assert reason(document("Zone", f"<h1>Zone</h1>{form}"), quote(path)) == "login page"


@pytest.mark.parametrize(
    "title",
    ["Такой страницы нет", "Запрашиваемая страница не существует", "عذرا، لم نعثر على الصفحة", "您要找的页面已被删除",
     "الصفحة التي تبحث عنها غير موجودة", "抱歉，找不到该页面", "Esta página ya no existe", "Cette page a disparu",
     "Η σελίδα δεν βρέθηκε", "존재하지 않는 페이지입니다", "ページが存在しません"],
)  # fmt: skip
def test_pages_not_found_above_the_latest_news(title: str) -> None:
    assert reason(document(title, f"<h1>{title}</h1><ul>{cards('en')}</ul>"), "/x/y-z") == "page not found"


@pytest.mark.parametrize(
    "title",
    ["Sorry, we couldn't find that page", "This article is no longer available", "Content not available",
     "The page you requested is gone", "Dieser Artikel ist nicht mehr verfügbar", "Cet article n'est plus disponible",
     "Este artículo ya no está disponible", "Материал удалён", "المقال الذي تبحث عنه لم يعد متاحا",
     "این مطلب حذف شده است", "抱歉，该文章已被删除", "この記事は掲載期間が終了しました", "삭제된 기사입니다",
     "পৃষ্ঠাটি খুঁজে পাওয়া যায়নি", "Artikkelen er fjernet", "Το άρθρο δεν βρέθηκε", "Bài viết không tồn tại"],
)  # fmt: skip
def test_articles_taken_down_above_the_latest_news(title: str) -> None:
    assert reason(document(title, f"<h1>{title}</h1><ul>{cards('en')}</ul>"), "/x/y-z") == "page not found"


PASSWORD = '<form method="post" action="/in"><input name="mail"><input name="word" type="password"></form>'


@pytest.mark.parametrize(
    "title",
    ["Log in to continue", "Bitte melden Sie sich an", "Connectez-vous", "Inicia sesión", "Войдите на сайт",
     "تسجيل الدخول", "ログインしてください", "请登录", "เข้าสู่ระบบ"],
)  # fmt: skip
def test_a_log_in_above_the_latest_news(title: str) -> None:
    page = f"<h1>{title}</h1>{PASSWORD}<ul>{cards('en')}</ul>"
    assert reason(document(title, page), "/news/two-writers-freed") == "login page"


@pytest.mark.parametrize(
    "title",
    ["The story that shook the harbour is told again", "L'article n'est pas signé, dit le juge",
     "Missing page of the treaty not found for eighty years", "Login required: how a ministry hid its files"],
)  # fmt: skip
def test_an_article_whose_headline_sounds_like_one_of_these_is_an_item(title: str) -> None:
    assert reason(document(title, f"<h1>{title}</h1>{prose('en', 9)}"), "/news/archive") == "an item"
