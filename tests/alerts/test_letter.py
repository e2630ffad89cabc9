import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

from monitor.alerts.language import tongue
from monitor.alerts.letter import MOST_IN_FULL, MOST_LISTED, write_letter
from monitor.alerts.pieces import Desk
from monitor.alerts.rendering import as_html, as_text
from monitor.settings import Environment
from tests.alerts.lab import DESK, NOON
from tests.alerts.letters import ALERTS, ARABIC, CHINESE, NEWS, WATCHES, alert

HOSTILE = [
    "",
    "\0\x1b[2J\ud800",
    "\u202e\u2066\u2069" * 50,
    "a\u0301" + "\u0301" * 5_000,
    "x" * 10_000,
    "渡" * 10_000,
    "</h2><script src=//evil.example></script><img src=x onerror=alert(1)>",
    '" onmouseover="x" {{ 1 / 0 }} {% include "/etc/passwd" %}',
    "%(watch)s %s %% \r\nSubject: other",
]


def desk(environment: Environment) -> Desk:
    return Desk(environment, tongue(), lambda name: name.title())


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_nothing_is_fetched_and_nobody_is_followed(environment: Environment) -> None:
    letter = write_letter(desk(environment), DESK, WATCHES, NEWS, ALERTS)
    markup = as_html(letter, tongue())
    elements = Elements(markup)
    harmless = {
        "html", "head", "meta", "title", "style", "body", "div", "p", "h1", "h2", "a", "bdi", "span", "mark", "ul",
        "li",
    }  # fmt: skip
    assert {tag for tag, _ in elements.found} <= harmless
    assert all("src" not in attributes and "background" not in attributes for _, attributes in elements.found)
    assert "url(" not in markup
    assert "@import" not in markup
    links = {str(attributes["href"]) for tag, attributes in elements.found if tag == "a"}
    assert all(link.startswith(("https://post.example/", "https://monitor.tidings.example/")) for link in links)


def test_styles_stand_at_their_elements_and_know_the_dark(environment: Environment) -> None:
    markup = as_html(write_letter(desk(environment), DESK, WATCHES, NEWS, ALERTS), tongue())
    assert "prefers-color-scheme: dark" in markup
    for tag, attributes in Elements(markup).found:
        assert tag in ("html", "head", "meta", "title", "style", "bdi", "ul") or attributes.get("style"), tag


def test_every_headline_has_its_language_and_direction(environment: Environment) -> None:
    letter = write_letter(desk(environment), DESK, WATCHES, NEWS, ALERTS)
    headlines = [attributes for tag, attributes in Elements(as_html(letter, tongue())).found if tag == "h2"]
    assert {(one["lang"], one["dir"]) for one in headlines} == {("en", "ltr"), ("ar", "rtl"), ("zh", "ltr")}
    text = as_text(letter, tongue())
    assert f"\u2068{ARABIC}\u2069" in text
    assert CHINESE in text


def test_a_right_to_left_headline_keeps_to_itself_in_the_subject(environment: Environment) -> None:
    letter = write_letter(desk(environment), DESK, WATCHES, NEWS[1:2], ALERTS)
    assert letter.subject == f"Ferries that do not sail – 1 alert: \u2068{ARABIC}\u2069"


def test_digests_are_grouped_and_ranked(environment: Environment) -> None:
    letter = write_letter(desk(environment), DESK, WATCHES, NEWS, ALERTS, last=NOON)
    assert [(section.watch, section.count) for section in letter.sections] == [("ferries", 2), ("harbours", 1)]
    # Two outlets tell it, so it comes first.
    assert letter.sections[0].full[0].title == ARABIC
    assert letter.sections[1].full[0].news == "Now also in \u2068Wire\u2069"
    assert letter.subject.startswith("Ferries that do not sail and 1 more watch – 3 alerts: ")
    assert letter.words == ("New since the last mail of 2 March 2026, 12:00.",)


def test_an_outlet_that_joined_is_named_once(environment: Environment) -> None:
    joined = NEWS[2]
    told = {joined.alert: {**ALERTS[joined.alert], "outlets": ["harbour_post", "wire", "quill"]}}
    letter = write_letter(desk(environment), DESK, WATCHES, [joined], told)
    piece = letter.sections[0].full[0]
    assert piece.news == "Now also in \u2068Wire\u2069"
    assert piece.others == "Also in \u2068Quill\u2069"


def test_ten_thousand_alerts_are_a_mail_of_bearable_size(environment: Environment) -> None:
    many = {f"{number:024x}": ALERTS[f"{1:024x}"] | {"id": f"{number:024x}"} for number in range(10_000)}
    news = [replace(NEWS[0], alert=name) for name in many]
    letter = write_letter(desk(environment), DESK, WATCHES, news, many)
    (section,) = letter.sections
    assert (len(section.full), len(section.brief)) == (MOST_IN_FULL, MOST_LISTED - MOST_IN_FULL)
    assert section.count == 10_000
    assert "9,928 more on the review pages" in as_text(letter, tongue())
    assert len(as_html(letter, tongue())) < 100_000


def test_hostile_texts_stay_texts(environment: Environment) -> None:
    for field in ("headline", "source", "language", "url", "body"):
        found = {}
        for number, text in enumerate(HOSTILE, 1):
            one = alert(number, **{field: text})
            one["leading"]["language"] = text if field == "language" else "en"
            found[one["id"]] = one
        news = [replace(NEWS[0], alert=name) for name in found]
        letter = write_letter(desk(environment), DESK, WATCHES, news, found)
        assert letter.errors == {}
        text, markup = as_text(letter, tongue()), as_html(letter, tongue())
        assert "<script" not in markup
        assert not re.search(r"<[^>]*(onerror|onmouseover)=", markup)
        for said in (text, markup, letter.subject):
            said.encode()
            assert "\0" not in said
            assert "\u202e" not in said
        assert "\n" not in letter.subject
        assert len(text) < 30_000


def test_an_alert_that_breaks_costs_only_itself(environment: Environment) -> None:
    broken: dict[str, Any] = {**ALERTS[f"{1:024x}"], "leading": {"extract": [{"field": 7}], "published": "never"}}
    found = {**ALERTS, broken["id"]: broken}
    letter = write_letter(desk(environment), DESK, WATCHES, NEWS, found)
    assert list(letter.errors) == [broken["id"]]
    text = as_text(letter, tongue())
    assert "An alert whose text cannot be shown here" in text
    assert f"/alerts/{broken['id']}" in text
    assert ARABIC in text
