"""Who wrote an article, where no program states it."""

import pytest

from monitor.extract.authors import read_authors
from monitor.extract.head import read_head
from monitor.extract.tree import parse

URL = "https://www.herald.example/news/two-writers"


def authors(body: str, head: str = "") -> list[str]:
    tree = parse(f"<html><head>{head}</head><body><h1>Two writers walk free</h1>{body}</body></html>")
    assert tree is not None
    return read_authors(tree, read_head(tree, URL), None, {})


@pytest.mark.parametrize("label", ["Written by", "Verfasst von", "Écrit par", "Автор", "投稿者"])
def test_the_label_of_a_card_that_is_shared(label: str) -> None:
    head = f'<meta name="twitter:label1" content="{label}"><meta name="twitter:data1" content="Ada Bell">'
    assert authors("", head) == ["Ada Bell"]
    assert authors("", head.replace(label, "Reading time")) == []


@pytest.mark.parametrize(
    "line",
    [
        "<span class=authorname>Ada Bell </span>",
        "<div class=post__author>By: <a href=/x>Ada Bell</a></div>",
        "<p>Text by <a href=/contributor/ada-bell/>Ada Bell</a></p>",
        "<a href=https://www.herald.example/authors/ada-bell>Ada Bell</a>",
        "<div class=recipe-author>Recipe by Ada Bell</div>",
        "<div class=autor>Ada Bell, 12.03.2021</div>",
        "<p>Texte : <a href=/auteurs/ada-bell>Ada Bell</a></p>",
        "<div class=info__author>Ada Bell</div><div class=author-box><p class=author__name>Ada Bell writes</p></div>",
    ],
)
def test_elements_named_for_an_author(line: str) -> None:
    assert authors(line) == ["Ada Bell"]


@pytest.mark.parametrize(
    "line",
    [
        "<form><p class=comment-form-author>Name required</p></form>",
        "<aside><a href=/author/ada-bell>Ada Bell</a></aside>",
        "<div class=author-headline>Ada Bell, Cy Dorn</div>",
        "".join(
            f"<a class=card-author href=/authors/{name}>Ada {name}</a>" for name in ("Bell", "Cole", "Dorn", "Eck")
        ),
        "<h5 class=post-author>About the author</h5>",
    ],
)
def test_what_names_no_author_of_the_page(line: str) -> None:
    assert authors(line) == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p>By Ada Bell | 12 March 2021</p>", ["Ada Bell"]),
        ("<font size=1>By Ada Bell<br>Friday, March 12, 2021</font>", ["Ada Bell"]),
        ("<p>By Ada van der Bell and Cy Dorn, 12 March 2021</p>", ["Ada van der Bell", "Cy Dorn"]),
        ("<div>Submitted by <a href=/user/4>Ada Bell</a> on Fri, 03/12/2021 - 09:15</div>", ["Ada Bell"]),
        ("<dd>Geschrieben von: Eva Fink</dd><div>Von: Eva Fink</div>", ["Eva Fink"]),
        ("<div>Por Rosa Pino</div>", ["Rosa Pino"]),
        ("<p>12.03.2021 09:15 door Jan Bos</p>", ["Jan Bos"]),
        ("<span>كتب: سامي حداد</span>", ["سامي حداد"]),
        ("<div>作者：李明</div>", []),  # two signs are as often a department as a person
        ("<p>By noon the town was quiet.</p>", []),
        ("<h4>Von Jagd bis Wald</h4>", []),
        ("<p>By Ada Bell, who was there when the first of the prisoners walked out.</p>", []),
        ("<figure><figcaption>By Ada Bell</figcaption></figure>", []),
    ],
)
def test_a_line_by_the_headline_that_nothing_marks(line: str, names: list[str]) -> None:
    assert authors(line) == names


def test_two_who_wrote_together() -> None:
    assert authors("<a class=post-author>Ada Bell</a><a class=post-author>Cy Dorn</a>") == ["Ada Bell", "Cy Dorn"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("كتبت ليلى منصور", ["ليلى منصور"]),
        ("بقلم: سامي حداد و ليلى منصور", ["سامي حداد", "ليلى منصور"]),
        ("خبرنگار: رضا کریمی", ["رضا کریمی"]),
        ("מאת: דוד לוין ורות כהן", ["דוד לוין", "רות כהן"]),
        ("โดย สมชาย ใจดี", ["สมชาย ใจดี"]),
        ("लेखक: रमेश वर्मा", ["रमेश वर्मा"]),
        ("লেখক: করিম হাসান", ["করিম হাসান"]),
        ("本报记者 王小明 李大海 北港报道", ["王小明", "李大海"]),
        ("記者王小明／北港報導", ["王小明"]),
        ("文／王小明", ["王小明"]),
        ("山田太郎記者", ["山田太郎"]),
        ("社会部記者", []),
        ("북항=홍길동 특파원", ["홍길동"]),
        ("홍길동 기자 hong@herald.example", ["홍길동"]),
        ("북항일보 기자", []),
        ("사진=홍길동 기자", []),
        ("Текст: Анна Смирнова", ["Анна Смирнова"]),
        ("Автор — Олена Коваль", ["Олена Коваль"]),
        ("Του Γιώργου Παππά", ["Γιώργου Παππά"]),
        ("Γράφει η Μαρία Παππά", ["Μαρία Παππά"]),
        ("Yazan: Ayşe Demir", ["Ayşe Demir"]),
        ("በ አበበ ከበደ", ["አበበ ከበደ"]),
        ("ავტორი: ნინო ბერიძე", ["ნინო ბერიძე"]),
        ("Հեղինակ՝ Արամ Պետրոսյան", ["Արամ Պետրոսյան"]),
        ("Tác giả: Trần Văn Minh", ["Trần Văn Minh"]),
        ("Oleh: Budi Santoso", ["Budi Santoso"]),
        ("Na Juma Mwangi", ["Juma Mwangi"]),
        ("Írta: Nagy Péter", ["Nagy Péter"]),
        ("Scris de Ion Popescu", ["Ion Popescu"]),
        ("Av Karin Berg", ["Karin Berg"]),
        ("Propos recueillis par Claire Dubois", ["Claire Dubois"]),
        ("Von Eva Fink und Gus Hall, dpa", ["Eva Fink", "Gus Hall", "dpa"]),
        ("Von Eva Fink, Northhaven", ["Eva Fink"]),
        ("By Ada Bell, Courts correspondent", ["Ada Bell"]),
        ("By Ada Bell for the Herald", ["Ada Bell"]),
        ("By Ada Bell, photographs by Cy Dorn", ["Ada Bell"]),
        ("Na zahradě je klid", []),
        ("Von dpa", []),
    ],
)
def test_words_for_by_in_many_languages(line: str, names: list[str]) -> None:
    assert authors(f"<p>{line}</p>") == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By <a rel=author href=/a/1>Ada Bell</a> and <a rel=author href=/a/2>Cy Dorn</a>", ["Ada Bell", "Cy Dorn"]),
        ("<div class=byline><i>Ada Bell</i><i>Cy Dorn</i></div>", ["Ada Bell", "Cy Dorn"]),
        ("<div class=author><div>Ada Bell</div><div>Political editor</div></div>", ["Ada Bell"]),
        ("<div class=author><span>Ada Bell</span><span>News Reporter</span></div>", ["Ada Bell"]),
        ("<div itemprop=author><b itemprop=name>Ada Bell</b> <i itemprop=jobTitle>Chair</i></div>", ["Ada Bell"]),
        ("<div class=author-name>Northhaven - Ada Bell</div>", ["Ada Bell"]),
        ("<p class=StoryByline__author>Ada Bell (special envoy), 12 May 2024</p>", ["Ada Bell"]),
        ("<div data-testid=author-name>Ada Bell</div>", ["Ada Bell"]),
        ("<a href=/profile/ada-bell-77>Ada Bell</a>", ["Ada Bell"]),
        ("<div class=autor>王小明</div>", ["王小明"]),
        ("<span class=byline>Von dpa</span>", ["dpa"]),
        ("<div class=byline>Ada Bell</div><p>Edited by</p><div class=byline>Cy Dorn</div>", ["Ada Bell"]),
        ("<div class=byline>Ada Bell<span>Published 12 May</span></div>", ["Ada Bell"]),
        ("<div class=byline>Ada Bell<br>More articles</div>", ["Ada Bell"]),
        ("<p class=byline><a href=/author/ada>Ada Bell</a><a href=/author/ada>View More Posts</a></p>", ["Ada Bell"]),
        ("<div class=byline>Ada Bell1</div>", ["Ada Bell"]),
        ("<p class=byline><b class=byline__name><i class=byline-name>Ada Bell</i></b></p>", ["Ada Bell"]),
        (f"<p>{'They were held for a year. ' * 20} <a href=/profile/cy-dorn>Cy Dorn</a> said so.</p>", []),
        ("<figure><p class=author>Cy Dorn</p></figure><p class=byline>Ada Bell</p>", ["Ada Bell"]),
        ("<ol class=comments><li><cite class=author>Cy Dorn</cite></ol>", []),
        ("<div><a href=/tags/ada-bell>Ada Bell</a></div>", []),
    ],
)  # fmt: skip
def test_what_is_marked_for_authors(line: str, names: list[str]) -> None:
    assert authors(line) == names


def test_authors_of_other_articles_are_not_the_pages() -> None:
    cards = "".join(
        f"<div><h3>Rain in {name}</h3><p class=byline>{name} Dorn</p></div>" for name in ("Aby", "Bo", "Cy", "Di")
    )
    assert authors(cards) == []
    assert authors(f"<p class=byline>Ada Bell</p>{cards}") == ["Ada Bell"]
    points = "".join(
        f"<li><a href=/{name}>The old harbour of {name}</a> <i class=author>{name} Dorn</i>" for name in ("Bo", "Cy")
    )
    assert authors(f"<ul>{points}</ul><ul><li class=byline><a href=/by/ada>Ada Bell</a></li></ul>") == ["Ada Bell"]
    box = "<div><h3>Ada Bell</h3><p class=byline>Ada Bell</p></div>"
    assert authors(f"{box}{cards}") == ["Ada Bell"]


@pytest.mark.parametrize(
    ("stated", "line", "names"),
    [
        ("Herald", "<p class=byline>By Ada Bell</p>", ["Ada Bell"]),
        ("Herald", "<p class=byline>red/ab</p>", ["Herald"]),
        ("Herald", "", ["Herald"]),
        ("Herald, Ada Bell", "<p class=byline>By Cy Dorn</p>", ["Ada Bell"]),
        ("https://social.example/herald", "<p class=byline>By Ada Bell</p>", ["Ada Bell"]),
        ("Ada Bell (ada@herald.example)", "", ["Ada Bell"]),
    ],
)
def test_a_person_goes_before_the_house(stated: str, line: str, names: list[str]) -> None:
    tree = parse(f"<html><head><meta name=author content='{stated}'></head><body><h1>Rain</h1>{line}</body></html>")
    assert tree is not None
    assert read_authors(tree, read_head(tree, URL), None, {}, frozenset({"herald"})) == names


def test_catalogues_put_the_last_name_first() -> None:
    assert authors("", "<meta name=dc.creator content='Bell, Ada'><meta name=dc.creator content='Dorn, Cy'>") == [
        "Ada Bell",
        "Cy Dorn",
    ]
    assert authors("", "<meta name=author content='Ada Bell, Cy Dorn'>") == ["Ada Bell", "Cy Dorn"]


def test_short_first_names_are_no_words_for_by() -> None:
    assert authors("", "<meta name=author content='Di Wu'>") == ["Di Wu"]
    assert authors("", "<meta name=author content='di Marco Bianchi'>") == ["Marco Bianchi"]


def test_of_two_spellings_the_one_that_does_not_shout() -> None:
    assert authors("", "<meta name=author content='ADA BELL'><meta name=author content='Ada Bell'>") == ["Ada Bell"]


def test_a_form_or_box_around_the_headline_too_holds_the_article() -> None:
    page = (
        "<form><div class='page comments open'><h1>Rain</h1><p class=byline>Ada Bell</p><p>By Cy Dorn</p></div></form>"
    )
    tree = parse(page)
    assert tree is not None
    assert read_authors(tree, read_head(tree, URL), None, {}) == ["Ada Bell"]
    tree = parse(page.replace("class=byline", ""))
    assert tree is not None
    assert read_authors(tree, read_head(tree, URL), None, {}) == ["Cy Dorn"]
