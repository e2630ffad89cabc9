"""Pages of many makes and languages give their text, and nothing of what stands around it."""

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bench.extraction.scores import body_f1
from monitor.extract.page import read_page
from monitor.extract.reading import ArticleReading
from monitor.items import Link, Page, Site

NOW = datetime(2024, 5, 10, tzinfo=UTC)
HERE = Path(__file__).parent
TEXTS: dict[str, Any] = tomllib.loads((HERE / "texts.toml").read_text(encoding="utf-8"))
LEAST = 0.97  # of the agreement with the text, as the bench measures it
RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}
STATED = "<meta property=og:type content=article><meta property=article:published_time content='2024-05-06T08:00:00Z'>"
LABELS = ("related", "comments", "newsletter", "share", "byline")


@dataclass(frozen=True)
class Layout:
    """One page, with marks around its text."""

    name: str
    language: str
    marked: str

    @property
    def page(self) -> str:
        return self.marked.replace("§", "").replace("¶", "")

    @property
    def text(self) -> str:
        parts = re.findall("§(.*?)¶", self.marked, re.DOTALL)
        return "\n".join(re.sub("<[^>]+>", "", part) for part in parts)


def layouts() -> list[Layout]:
    """The pages of the file, one for each of their languages."""
    parts = re.split(r"<!-- (\w+) (\w+)((?: \w+)*) -->\n", (HERE / "pages.html").read_text(encoding="utf-8"))[1:]
    return [
        Layout(name, language, whole(language, body, flags.split()))
        for name, of, flags, body in zip(*[iter(parts)] * 4, strict=True)
        for language in (TEXTS if of == "all" else [of])
    ]


def whole(language: str, body: str, flags: list[str]) -> str:
    """The page around a body, filled in."""
    attributes = f"lang={language}" + " dir=rtl" * (language in RIGHT_TO_LEFT) + " amp" * ("amp" in flags)
    head = f"<meta charset=utf-8><title>{{title}}</title>{STATED if 'stated' in flags else ''}"
    values = values_of(language)
    filled = re.sub(r"\{([\w.:]+)\}", lambda found: values[found[1]], f"<head>{head}</head><body>{body}</body>")
    return f"<!doctype html><html {attributes}>{filled}</html>"


def values_of(language: str) -> dict[str, str]:
    """What the names in braces stand for; those of another language have it in front."""
    own = texts_of(language)
    others = {f"{code}.{name}": value for code in TEXTS for name, value in texts_of(code).items()}
    return own | others | furniture(own)


def texts_of(language: str) -> dict[str, str]:
    texts = TEXTS[language]
    values = {f"p{number}": text for number, text in enumerate(texts["paragraphs"])}
    for number, other in enumerate(texts["others"]):
        values |= {f"other{number}": other["headline"], f"teaser{number}": other["teaser"]}
    return values | {name: texts[name] for name in ("title", *LABELS)}


def furniture(texts: dict[str, str]) -> dict[str, str]:
    """Lists of links and rows of cards to the other news, and a menu."""
    pairs = [(texts[f"other{number}"], texts[f"teaser{number}"]) for number in range(3)]
    links = "".join(f"<li><a href=/n/{number}>{headline}</a></li>" for number, (headline, _) in enumerate(pairs))
    menu = "".join(f"<li><a href=/s/{word}>{word}</a></li>" for word in texts["other0"].split()[:5])
    return {
        "links": f"<ul>{links}</ul>",
        "nav": f"<nav><ul>{menu}</ul></nav>",
        "cards": "".join(card("div", *pair) for pair in pairs),
        "cards:li": "".join(card("li", *pair) for pair in pairs),
    }


def card(tag: str, headline: str, teaser: str) -> str:
    picture = "<a href='/n/1'><img src=1.jpg alt=''></a>"
    return f"<{tag} class=css-9k2>{picture}<h3><a href='/n/1'>{headline}</a></h3><p>{teaser}</p></{tag}>"


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: f"{layout.name}-{layout.language}")
def test_the_text_of_a_page_and_nothing_else(layout: Layout) -> None:
    url = f"https://herald.example/news/{layout.name}"
    found = read_page(Page("herald", url, layout.page.encode(), "text/html", Link(url), Site(), NOW), NOW)
    assert isinstance(found, ArticleReading), found
    assert body_f1(found.body, layout.text) >= LEAST, found.body


def test_there_are_pages_of_many_makes_and_languages() -> None:
    assert len({layout.name for layout in layouts()}) > 50
    assert len({layout.language for layout in layouts()}) > 20
