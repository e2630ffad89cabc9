"""A Source -> the text of its file, which reads back as the same Source."""

import re
from collections.abc import Iterator, Mapping

from monitor.sources.durations import write_number, write_seconds
from monitor.sources.model import Entry, Source
from monitor.sources.toml_values import storable, toml_list, toml_text

_TEXTS = ("title", "organisation", "country")
_RULES = ("item_links", "follow", "ignore")
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


def to_toml(source: Source, comments: Mapping[str, str] | None = None) -> str:
    """The file of a source. `comments` are lines to stand above a key, or above the entry of an address.

    >>> print(to_toml(Source("example", "own", "Example", "https://example.org/"), {"home": "Seen in May."}), end="")
    title = "Example"
    # Seen in May.
    home = "https://example.org/"
    """
    comments = comments or {}
    lines: list[str] = []
    for key, value in _keys(source):
        lines += [*_comment(comments.get(key, "")), f"{key} = {value}"]
    if source.article:
        lines += ["", "[article]", *(f"{key} = {toml_text(value)}" for key, value in source.article.items())]
    for entry in source.entries:
        lines += ["", *_comment(comments.get(entry.url, "")), "[[entry]]", *_entry(entry)]
    return "\n".join(lines) + "\n"


def _keys(source: Source) -> Iterator[tuple[str, str]]:
    yield from ((key, toml_text(getattr(source, key))) for key in _TEXTS if getattr(source, key))
    if source.languages:
        yield "languages", toml_list(source.languages)
    if source.timezone:
        yield "timezone", toml_text(source.timezone)
    if source.home:
        yield "home", toml_text(source.home)
    if source.confidence != "seen":
        yield "confidence", toml_text(source.confidence)
    if source.note:
        yield "note", toml_text(source.note)
    if not source.active:
        yield "active", "false"
    yield from _reading_keys(source)
    yield from _pace_keys(source)


def _reading_keys(source: Source) -> Iterator[tuple[str, str]]:
    if source.date_order:
        yield "date_order", toml_text(source.date_order)
    if source.calendar:
        yield "calendar", toml_text(source.calendar)
    yield from _rules(source)
    if source.spider:
        yield "spider", toml_text(source.spider)


def _pace_keys(source: Source) -> Iterator[tuple[str, str]]:
    if source.concurrency is not None:
        yield "concurrency", str(source.concurrency)
    if source.delay is not None:
        yield "delay", write_seconds(source.delay)
    if source.interval is not None:
        yield "interval", write_seconds(source.interval)
    if source.cron:
        yield "cron", toml_text(source.cron)
    if source.expect_every is not None:
        yield "expect_every", write_number(source.expect_every)
    if source.revisit is not None:
        yield "revisit", write_seconds(source.revisit)


def _entry(entry: Entry) -> Iterator[str]:
    yield f"kind = {toml_text(entry.kind)}"
    yield f"url = {toml_text(entry.url)}"
    if entry.confidence != "seen":
        yield f"confidence = {toml_text(entry.confidence)}"
    yield from (f"{key} = {value}" for key, value in _rules(entry))


def _rules(holder: Source | Entry) -> Iterator[tuple[str, str]]:
    for key in _RULES:
        rules: tuple[str, ...] = getattr(holder, key)
        if rules:
            yield key, toml_text(rules[0]) if len(rules) == 1 else toml_list(rules)


def _comment(text: str) -> list[str]:
    lines = (_CONTROLS.sub("", line).strip() for line in storable(text).splitlines())
    return [f"# {line}" for line in lines if line]
