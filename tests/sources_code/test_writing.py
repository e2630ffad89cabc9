"""A source written as a file reads back as the same source, whatever is in it."""

import dataclasses
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.sources.model import Entry, Source
from monitor.sources.reading import read_source
from monitor.sources.writing import to_toml

LAGOON = Source("lagoon", "own", "Lagoon", "https://lagoon.example/")
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).map(str.strip).filter(bool)
rules = st.sampled_from([(), ("article a",), ("/news/[0-9]+", "re:\\?id=\\d+"), ('a[title="Été \\201C"]',)])
kinds: st.SearchStrategy[Literal["feed", "sitemap"]] = st.sampled_from(["feed", "sitemap"])
seconds = st.one_of(st.none(), st.integers(0, 86400).map(float), st.floats(0, 1000))


@settings(max_examples=80, deadline=None)
@given(
    title=texts, note=texts, kind=kinds, item_links=rules, delay=seconds, interval=seconds, comment=st.text(max_size=40)
)
def test_round_trip(
    title: str,
    note: str,
    kind: Literal["feed", "sitemap"],
    item_links: tuple[str, ...],
    delay: float | None,
    interval: float | None,
    comment: str,
) -> None:
    entry = Entry(kind, "https://lagoon.example/x", "inferred", item_links=item_links, ignore=("/tag/",))
    source = dataclasses.replace(
        LAGOON, title=title, note=note, entries=(entry,), item_links=item_links, delay=delay, interval=interval,
        active=False, article={"body": "main p"}, expect_every=1.5, concurrency=2, calendar="jalali", spider="lagoon",
    )  # fmt: skip
    text = to_toml(source, {"title": comment, "https://lagoon.example/x": comment})
    assert read_source(text, "lagoon", "own") == source


def test_lone_surrogates_are_replaced() -> None:
    text = to_toml(dataclasses.replace(LAGOON, title="bad \ud800 end"), {"title": "\udfff\x00\x0b"})
    assert read_source(text, "lagoon", "own").title == "bad ? end"
