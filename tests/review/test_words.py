"""Every string of the pages can be translated, and a translation is used."""

import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from monitor.review import words
from monitor.review.moments import Dates
from monitor.store.users import Habits
from tests.review.people import NOON

ROOT = Path(str(files("monitor.review")))
# What is no word of any language, and what is the same in all.
PLAIN = re.compile(r"[\W\d_]*|https://|JSONL?|CSV|Atom|Monitor|[a-z]|AND|OR|NOT|Keys")
CODE = re.compile(r"\{% block main_attributes %\}.*?\{% endblock %\}|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


class Texts(HTMLParser):
    """The texts of a template outside of its code."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within.append(tag)
        self.found += [value or "" for name, value in attrs if name in {"title", "aria-label", "placeholder", "alt"}]

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"code", "kbd"} & set(self.within):
            self.found += data.split("\n")


@pytest.mark.parametrize("template", sorted(path.name for path in (ROOT / "templates").glob("*.html")))
def test_no_text_stands_in_a_template_outside_of_a_translation(template: str) -> None:
    texts = Texts()
    texts.feed(CODE.sub("", (ROOT / "templates" / template).read_text()))
    bare = [text.strip() for text in texts.found if not PLAIN.fullmatch(text.strip())]
    assert [text for text in bare if '"press freedom"' not in text] == []


def test_strings_are_extracted_for_translators() -> None:
    methods = [("**.py", "python"), ("templates/**.html", "jinja2")]
    found = {
        message
        for _, _, message, _, _ in extract_from_dir(
            ROOT, methods, {}, keywords={"_": None, "N_": None, "ngettext": (1, 2)}
        )
    }
    assert {"Not relevant", "Nothing to judge.", "Name and passphrase do not fit."} <= found
    assert ("%(num)s outlet", "%(num)s outlets") in found


def test_a_catalogue_is_used_where_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    (folder / "messages.po").write_text(f'{head}\nmsgid "Alerts"\nmsgstr "Alertes"\n')
    monkeypatch.setattr(words, "CATALOGUES", tmp_path)
    words.languages.cache_clear()
    words.speak("fr")
    assert (words.gettext("Alerts"), words.gettext("Watches")) == ("Alertes", "Watches")
    words.speak("no such language")
    assert words.gettext("Alerts") == "Alerts"
    words.languages.cache_clear()


def test_dates_are_written_in_the_zone_and_the_habit_of_the_reader() -> None:
    paris = Dates(Habits(timezone="Europe/Paris", dates="fr_FR"), NOON).moment(NOON)
    assert paris is not None
    assert paris.short == "13:00"
    new_york = Dates(Habits(timezone="America/New_York", dates="en_US"), NOON.replace(day=9)).moment(NOON)
    assert new_york is not None
    assert new_york.short.replace("\u202f", " ") == "Mar 1, 7:00 AM"


def test_what_is_not_known_of_a_date_is_not_shown() -> None:
    dates = Dates(Habits(), NOON)
    day = dates.published({"published": None, "published_day": "2095-11-03", "published_precision": "day"})
    month = dates.published(
        {"published_day": "2095-11-01", "published_precision": "month", "published_confidence": "low"}
    )
    assert day is not None
    assert month is not None
    assert (day.short, month.short, month.doubt) == ("3 Nov 2095", "November 2095", "uncertain date")
    assert dates.published({"published_day": "no day"}) is None
