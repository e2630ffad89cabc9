"""Who wrote an article, where a program states the outlet, a desk, an account, or one of two."""

import pytest

from monitor.extract.authors import read_authors
from monitor.extract.head import read_head
from monitor.extract.nobody import is_nobody
from monitor.extract.tree import parse

URL = "https://www.herald.example/news/two-writers"
PROSE = "The two writers walked out of the gate of the old prison at noon, and their friends were waiting there."
TEXT = "".join(f"<p>{PROSE}</p>" for _ in range(4))


def authors(stated: object, body: str, head: str = "", around: str = "main") -> list[str]:
    title = "<title>Two writers walk free | Northhaven Herald</title>"
    body = f"<{around}><h1>Two writers walk free</h1>{body}</{around}>"
    tree = parse(f"<html><head>{title}{head}</head><body>{body}</body></html>")
    assert tree is not None
    return read_authors(tree, read_head(tree, URL), {"author": stated}, {}, frozenset({"herald"}))


def organisation(name: str) -> dict[str, str]:
    return {"@type": "NewsMediaOrganization", "name": name}


@pytest.mark.parametrize(
    "stated",
    [
        "abell",
        "ada.bell7",
        "Northhaven Herald",
        "Herald",
        "Herald Newsroom",
        organisation("House of News"),
        "Web Editor",
    ],
)
@pytest.mark.parametrize(
    "body",
    [
        f"<p class=byline>By <a href=/by/ada>Ada Bell</a></p>{TEXT}",
        f"<p>By Ada Bell, Northhaven</p>{TEXT}",
        f"<p>Posted on 12 March 2021 by <a href=/u/3>Ada Bell</a></p>{TEXT}",
        f"<div>{TEXT}<p><em>Ada Bell</em></p></div>",
        f"<div>{TEXT}<p class=end>Ada Bell</p></div>",
        f"<div>{TEXT}<p>(Ada Bell)</p></div>",
        f"<div>{TEXT}<p>(Reporting by Ada Bell in Northhaven; Editing by Cy Dorn)</p></div>",
        f"<div>{TEXT}<p><b>Text: Ada Bell</b><br>Herald, Northhaven</p></div>",
    ],
)
def test_a_printed_person_goes_before_what_is_nobody(stated: object, body: str) -> None:
    assert authors(stated, body) == ["Ada Bell"]


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("abell", ["abell"]),
        ("Herald Newsroom", ["Herald Newsroom"]),
        (organisation("The House of News"), ["The House of News"]),
        ("Online Editor", []),
        ("Herald Webmaster", []),
        ("admin2", []),
        ("Redacção", []),
    ],
)
def test_what_stays_where_nobody_is_printed(stated: object, names: list[str]) -> None:
    assert authors(stated, f"<div>{TEXT}</div>") == names


def test_a_stated_person_or_agency_stays() -> None:
    other = f"<p>By Cy Dorn</p>{TEXT}<p>Bo Eck</p>"
    assert authors("Ada Bell", other) == ["Ada Bell"]
    assert authors(organisation("dpa"), other) == ["dpa"]


@pytest.mark.parametrize(
    "body",
    [
        "<p class=byline>Ada Bell and Cy Dorn</p>",
        "<h4 class=author-name><a href=/author/ada>Ada Bell</a>, <a href=/author/cy>Cy Dorn</a></h4>",
        "<p itemprop=author><b itemprop=name>Ada Bell</b></p><p itemprop=author><b itemprop=name>Cy Dorn</b></p>",
        "<i class=post-author><a class=x href=/by/ada>Ada Bell</a></i><a class=x href=/by/cy>Cy Dorn</a>",
    ],
)
def test_who_wrote_with_the_one_that_is_stated(body: str) -> None:
    assert authors({"@type": "Person", "name": "Ada Bell"}, f"<div>{body}</div>{TEXT}") == ["Ada Bell", "Cy Dorn"]


@pytest.mark.parametrize(
    "body",
    [
        "<p class=byline>Ada Bell, Lower Northhaven</p>",
        "<p class=byline><i>Ada Bell</i><i>Human Rights Watch</i></p>",
        "<p class=byline>Ada Bell, photographs by Cy Dorn</p>",
        "<p class=byline><a href=/author/ada>Ada Bell</a> Foto: <a href=/author/cy>Cy Dorn</a></p>",
        "<p class=byline>Bo Eck and Cy Dorn</p>",
    ],
)
def test_what_stands_beside_the_one_that_is_stated(body: str) -> None:
    assert authors("Ada Bell", f"<div>{body}</div>{TEXT}") == ["Ada Bell"]


def test_the_footer_of_the_article_is_its_own() -> None:
    footer = "<footer><b class=Author__name>Ada Bell</b></footer>"
    assert authors("Herald", f"{TEXT}{footer}", around="article") == ["Ada Bell"]
    assert authors("Herald", f"{TEXT}{footer}", around="div") == ["Herald"]


def test_a_second_author_stated_in_another_place() -> None:
    assert authors("Ada Bell", TEXT, "<meta name=author content='Ada Bell, Cy Dorn'>") == ["Ada Bell", "Cy Dorn"]
    assert authors("Ada Bell", TEXT, "<meta name=author content='Bo Eck, Cy Dorn'>") == ["Ada Bell"]


def test_who_checked_or_edited_did_not_write_it() -> None:
    checked = "<div class=byline><a href=/author/ada>Ada Bell</a> Fact checked by <a href=/author/cy>Cy Dorn</a></div>"
    assert authors("Ada Bell", checked + TEXT) == ["Ada Bell"]
    assert authors("Herald", checked + TEXT) == ["Ada Bell"]


@pytest.mark.parametrize(
    "end",
    [
        "<p>Ada Bell</p>",
        "<p><b>Read More</b></p>",
        "<p><b>THE LAST</b></p>",
        "<p><b>Port Northhaven</b></p>",
        "<p><b>Human Rights Watch</b></p>",
        "<p><b>Übersetzung: Ada Bell</b></p>",
        "<p><b>Translated by Ada Bell</b></p>",
        "<p><a href=/tags/northhaven>Port Northhaven</a></p>",
        "<p>Ada Bell is the mayor of the town.</p>",
        "<ul><li>Ada Bell</li></ul>",
        "<p>Bo</p><p><b>Ada Bell</b></p>",
        "<p><b>Ada Bell, Bo Eck, Cy Dorn, Di Fink</b></p>",
    ],
)
def test_last_lines_that_name_no_author(end: str) -> None:
    assert authors("Herald", f"<div>{TEXT}{end}</div>") == ["Herald"]


def test_last_lines_in_scripts_without_capitals_need_a_label() -> None:
    assert authors("Herald", f"<div>{TEXT}<p>ຂ່າວ: ບຸນມີ ສີສຸວັນ</p></div>") == ["ບຸນມີ ສີສຸວັນ"]
    assert authors("Herald", f"<div>{TEXT}<p><b>ບຸນມີ ສີສຸວັນ</b></p></div>") == ["Herald"]


@pytest.mark.parametrize(
    "name",
    ["Online Editor", "The Web Desk", "Our Correspondent", "Herald Admin", "user17", "redaksi", "编辑部", "डिजिटल डेस्क"],
)
def test_names_of_nobody(name: str) -> None:
    assert is_nobody(name)


@pytest.mark.parametrize("name", ["Ada Bell", "Herald Newsroom", "team", "Desk Bell", "ada", "王小明", "News Corp"])
def test_names_of_somebody(name: str) -> None:
    assert not is_nobody(name)
