"""Lists of feed readers, taken in and given out."""

import dataclasses

import pytest

from monitor.errors import CatalogueError
from monitor.sources.model import Entry, Source
from monitor.sources.opml import has_feed, read_opml, write_opml

LIST = b"""<?xml version="1.0" encoding="utf-8"?>
<opml version="1.1"><head><title>My list</title></head><body>
  <outline text="Coast &amp; Sea">
    <outline type="rss" text="Lagoon" xmlUrl="https://lagoon.example/feed" htmlUrl="https://lagoon.example/"/>
    <outline type="rss" text="Lagoon" xmlUrl="https://lagoon.example/fr/feed" htmlUrl="https://lagoon.example/"/>
    <outline text="Islands"><outline text="Reef" XMLURL="https://reef.example/rss" language="pt-br"/></outline>
  </outline>
  <outline text="Lagoon" xmlUrl="http://other.example/atom" />
  <outline text="A page" type="link" url="https://lagoon.example/about"/>
  <outline text="Broken" xmlUrl="feed://broken.example/"/>
</body></opml>"""


def test_outlines_become_sources_and_their_outlines_groups() -> None:
    found = read_opml(LIST, "list.opml")
    assert [(source.group, source.name) for source in found.sources] == [
        ("coast_sea", "lagoon"),
        ("islands", "reef"),
        ("own", "lagoon_2"),
    ]
    assert len(found.sources[0].entries) == 2
    assert found.sources[1].languages == ("pt-BR",)
    assert found.sources[2].home == "http://other.example/atom"


def test_what_cannot_be_taken_is_told_with_its_line() -> None:
    told = [str(problem) for problem in read_opml(LIST, "list.opml").problems]
    assert any(line.startswith("list.opml:10: Broken: ") and "https://" in line for line in told)


def test_an_outline_without_a_feed_is_a_warning() -> None:
    (warning,) = [problem for problem in read_opml(LIST, "list.opml").problems if problem.warning]
    assert str(warning) == "list.opml:9: warning: A page: left out, it names no feed (xmlUrl)"


def test_a_title_in_another_script_takes_its_name_from_the_address() -> None:
    text = '<opml><body><outline text="新聞" xmlUrl="https://www.lagoon.tw/rss"/></body></opml>'
    assert read_opml(text.encode(), "list.opml").sources[0].name == "lagoon_tw"


def test_writing_reads_back_the_same() -> None:
    entries = (Entry("feed", "https://lagoon.example/a?b=1&c=2"), Entry("feed", "https://lagoon.example/z"))
    lagoon = Source("lagoon", "coast", "Lagoon <1>", "https://lagoon.example/", languages=("fr",), entries=entries)
    reef = Source("reef", "own", "Reef", "https://reef.example/")
    found = read_opml(write_opml([lagoon, reef]), "list.opml")
    assert found.problems == []
    assert found.sources == [dataclasses.replace(lagoon, name="lagoon_1")]
    assert not has_feed(reef)


@pytest.mark.parametrize("raw", [b"", b"<html><body>no</body></html>", b"\x00\x01", b"<opml", b"{}"])
def test_other_files_are_refused(raw: bytes) -> None:
    try:
        found = read_opml(raw, "list.opml")
    except CatalogueError as error:
        assert "OPML" in str(error)
    else:
        assert found.sources == []


def test_entities_are_neither_read_nor_multiplied() -> None:
    raw = b"""<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
    <!ENTITY file SYSTEM "file:///etc/passwd">]>
    <opml><body><outline text="&file;&b;" xmlUrl="https://lagoon.example/feed?&b;"/></body></opml>"""
    found = read_opml(raw, "list.opml")
    told = repr(found)
    assert "root:" not in told
    assert "aaaaaaaaaa" not in told


def test_bottomless_nesting_and_large_files_are_bounded() -> None:
    deep = b"<opml><body>" + b'<outline text="x">' * 5000
    assert read_opml(deep, "deep.opml").sources == []
    with pytest.raises(CatalogueError, match="larger than 10 MiB"):
        read_opml(b" " * 11_000_000, "large.opml")


def test_a_source_too_large_to_load_is_told() -> None:
    feeds = "".join(
        f'<outline text="L" htmlUrl="https://l.example/" xmlUrl="https://l.example/{n:0>1000}"/>' for n in range(300)
    )
    found = read_opml(f"<opml><body>{feeds}</body></opml>".encode(), "list.opml")
    assert found.sources == []
    assert "too many entries" in str(found.problems[0])
