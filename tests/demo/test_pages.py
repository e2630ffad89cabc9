"""Saved pages served by host, with the oddities that real collections have."""

import gzip
import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

from monitor.demo.pages import collect, pages_web
from monitor.demo.web import Answer, Web
from monitor.errors import UsageError
from monitor.extract.feeds import read_feed
from monitor.sources.model import Source

Rows = dict[str, tuple[dict[str, object], bytes]]


def page(title: str, head: str = "") -> bytes:
    return f"<html><head><title>{title}</title>{head}</head><body><p>{title} text</p></body></html>".encode()


def save(folder: Path, rows: Rows) -> Path:
    """A folder of the form `pages/*.html.gz` + truth.jsonl."""
    (folder / "pages").mkdir(parents=True)
    lines = []
    for name, (row, body) in rows.items():
        (folder / "pages" / name).write_bytes(gzip.compress(body))
        lines.append(json.dumps({"file": f"pages/{name}", "published": "2020-01-01", "body": "secret", **row}))
    (folder / "truth.jsonl").write_text("\n".join(lines))
    return folder


def at(web: Web, url: str) -> Answer:
    parts = urlsplit(url)
    host = parts.netloc.encode("idna").decode()
    return web.answer(host, parts.path + (f"?{parts.query}" if parts.query else ""))


def addresses(web: Web, source: Source) -> list[str]:
    """What the source's one entry leads to."""
    [entry] = source.entries
    body = at(web, entry.url).content
    if entry.kind == "feed":
        return [link.url for link in read_feed(body, entry.url).links]
    found = html.fromstring(body).cssselect(entry.item_links[0])
    return [str(link.get("href")) for link in found]


ODD = [
    "https://a.example/story",
    "http://a.example/plain?id=1&b=%C3%A9#part",
    "https://a.example/plain?id=2",
    "https://a.example:8443/port",
    " https://b.example/café au lait/ ",
    "https://bücher.example/",
    "https://c.example/%E4%B8%AD%E6%96%87?x[]=1|2",
]


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    rows: Rows = {f"{n}.html.gz": ({"url": url, "language": "de"}, page(f"Page {n}")) for n, url in enumerate(ODD)}
    return save(tmp_path, rows)


def test_every_odd_address_is_served_and_offered(odd: Path) -> None:
    web, sources = pages_web(odd)
    offered = [address.strip() for source in sources for address in addresses(web, source)]
    for number, url in enumerate(ODD):
        assert f"Page {number} ".encode() in at(web, url.strip().partition("#")[0]).content
    assert len(offered) == len(ODD)
    assert all(at(web, address).status == 200 for address in offered)


def test_sources_know_what_a_site_would_say_of_itself(odd: Path) -> None:
    sources = pages_web(odd)[1]
    assert [source.name for source in sources] == [
        "pages_a_example",
        "pages_a_example_8443",
        "pages_b_example",
        "pages_c_example",
        "pages_xn_bcher_kva_example",
    ]
    assert {source.languages for source in sources} == {("de",)}
    assert {source.group for source in sources} == {"pages"}
    assert {entry.kind for source in sources for entry in source.entries} == {"feed", "listing"}


def test_no_truth_leaks_into_feeds_and_lists(odd: Path) -> None:
    web, sources = pages_web(odd)
    for source in sources:
        body = at(web, source.entries[0].url).content
        assert b"2020" not in body
        assert b"secret" not in body


def test_what_stands_there_twice_or_is_broken_is_counted(tmp_path: Path) -> None:
    one: Rows = {"1.html.gz": ({"url": "https://a.example/x"}, page("First"))}
    two: Rows = {
        "1.html.gz": ({"url": "https://a.example/x#top"}, page("Second")),
        "2.html.gz": ({"url": "mailto:someone"}, page("No address")),
        "3.html.gz": ({"url": "https://a.example/y", "file": "../../outside.html"}, page("Outside")),
        "4.html.gz": ({"url": "https://a.example/z"}, page("Cut short")),
    }
    save(tmp_path / "one", one)
    cut = save(tmp_path / "two", two) / "pages" / "4.html.gz"
    cut.write_bytes(cut.read_bytes()[:-9])
    collection = collect(tmp_path)
    assert at(collection.web, "https://a.example/x").content == page("First")
    assert (collection.repeated, collection.unreadable["has no web address"]) == (1, 1)
    assert collection.unreadable["cannot be read"] == 1
    assert collection.unreadable["lies outside its folder"] == 1
    assert collection.pages == collection.served + collection.repeated + collection.unreadable.total()
    assert "served once" in collection.sentence()


def test_addresses_that_differ_by_a_slash_are_both_served_and_counted(tmp_path: Path) -> None:
    rows: Rows = {f"{n}.html.gz": ({"url": f"https://a.example/x{'/' * n}"}, page(f"Page {n}")) for n in (0, 1)}
    collection = collect(save(tmp_path, rows))
    assert (collection.served, collection.alike, collection.repeated) == (2, 1, 0)
    assert at(collection.web, "https://a.example/x/").content == page("Page 1")


def test_plain_files_take_the_address_they_give_themselves(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page("A", '<link rel="canonical" href="https://a.example/own">'))
    (tmp_path / "b.html").write_bytes(page("B", '<meta property="og:url" content="https://b.example/own?x=1">'))
    (tmp_path / "c d.html.gz").write_bytes(gzip.compress(page("C")))
    web, _ = pages_web(tmp_path)
    assert at(web, "https://a.example/own").status == 200
    assert at(web, "https://b.example/own?x=1").status == 200
    assert at(web, "https://pages.example/c%20d.html").status == 200


def test_titles_are_plain_text(tmp_path: Path) -> None:
    head = '<meta property="og:title" content="Rain &amp;\x0b shine &lt; 5">'
    save(tmp_path, {"1.html.gz": ({"url": "https://a.example/x"}, page("Ignored", head))})
    web, sources = pages_web(tmp_path)
    entry = sources[0].entries[0]
    assert [link.title for link in read_feed(at(web, entry.url).content, entry.url).links] == ["Rain & shine < 5"]


def test_charset_is_named_only_where_it_is_sure(tmp_path: Path) -> None:
    rows: Rows = {
        "1.html.gz": ({"url": "https://a.example/1"}, page("Größe")),
        "2.html.gz": ({"url": "https://a.example/2"}, "<title>Größe</title>".encode("latin-1")),
    }
    web, _ = pages_web(save(tmp_path, rows))
    types = [at(web, f"https://a.example/{number}").content_type for number in (1, 2)]
    assert types == ["text/html; charset=utf-8", "text/html"]


def test_broken_lines_of_truth_cost_nothing(tmp_path: Path) -> None:
    folder = save(tmp_path, {"1.html.gz": ({"url": "https://a.example/1"}, page("One"))})
    with (folder / "truth.jsonl").open("a") as truth:
        truth.write("\n{broken\n[1]\n" + "[" * 100_000)
    assert collect(folder).served == 1


def test_an_empty_folder_says_what_belongs_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no saved page"):
        collect(tmp_path)
    with pytest.raises(UsageError, match="is no directory"):
        collect(tmp_path / "nothing")
