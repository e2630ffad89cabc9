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
