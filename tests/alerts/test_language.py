from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from monitor.alerts import language
from monitor.alerts.language import CATALOGUES, tongue
from monitor.alerts.letter import Nothing, write_letter
from monitor.alerts.pieces import Desk
from monitor.alerts.rendering import as_html, as_text
from monitor.settings import Environment
from monitor.store.store import Store
from monitor.watch import MAIL_LANGUAGES, Recipient
from tests.alerts.lab import AT_ONCE, NOON, files, insert, item, keep, part, settle_and_send, watch
from tests.alerts.letters import ALERTS, NEWS, WATCHES

KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "say": None, "count": (1, 2)}
METHODS = [("**.py", "python"), ("templates/**", "jinja2")]
UTC_NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_the_catalogue_holds_every_sentence() -> None:
    found = {message for _, _, message, _, _ in extract_from_dir(CATALOGUES.parent, METHODS, keywords=KEYWORDS)}
    with (CATALOGUES / "alerts.pot").open("rb") as file:
        kept = {message.id for message in read_po(file) if message.id}
    assert kept == found, "run pybabel as docs/alerts.md says"


def test_every_sentence_goes_through_the_catalogue(tmp_path: Path, environment: Environment) -> None:
    """A mail in a language whose every sentence is marked has no other words than those of the items."""
    with (CATALOGUES / "alerts.pot").open("rb") as file:
        catalogue = read_po(file, locale="ar")
    for message in catalogue:
        if not message.id:
            continue
        forms = [f"¤{form}¤" for form in ([message.id] if isinstance(message.id, str) else message.id)]
        message.string = forms[0] if isinstance(message.id, str) else (forms * 6)[: catalogue.num_plurals]
    with (tmp_path / "ar.po").open("wb") as file:
        write_po(file, catalogue)
    arabic = tongue("ar", "UTC", tmp_path)
    desk = Desk(environment, arabic, lambda name: "")
    nothing = [Nothing("ferries", UTC_NOON, UTC_NOON, visited) for visited in (0, 3)]
    letter = write_letter(desk, "a@b.example", WATCHES, NEWS, ALERTS, nothing, reason="cap", last=UTC_NOON)
    text, markup = as_text(letter, arabic), as_html(letter, arabic)
    for words in ("Review", "Article", "New since", "Nothing was found", "You receive this", "Also in", "date certain"):
        assert all(f"¤{words}" in said or words not in said for said in (text, markup)), words
    assert '<html lang="ar" dir="rtl">' in markup
    assert "مارس" in text
    assert letter.subject.startswith("¤")


def test_dates_say_how_sure_they_are() -> None:
    english = tongue("en", "Asia/Tokyo")
    moment = datetime(2026, 3, 1, 20, 5, tzinfo=UTC)
    known = {"published": moment, "published_day": "2026-03-01", "published_confidence": "high"}
    assert english.published({**known, "published_precision": "minute"}) == "2 March 2026, 05:05 (date certain)"
    assert english.published({**known, "published_precision": "day"}) == "1 March 2026 (date certain)"
    assert english.published({**known, "published_precision": "month", "published_confidence": "low"}) == (
        "March 2026 (date uncertain)"
    )
    assert english.published({"published_day": "no day"}) == "no date known"


def test_languages_without_a_catalogue_are_english() -> None:
    assert tongue("xx").language == tongue("../../etc").language == "en-GB"


def test_every_translation_can_be_asked_for_in_a_watch() -> None:
    assert {path.stem for path in CATALOGUES.glob("*.po")} <= set(MAIL_LANGUAGES)


async def test_each_recipient_reads_their_own_language(
    store: Store, environment: Environment, mails: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = Catalog(locale="ar")
    catalogue.add("Review", "مراجعة")
    (mails.parent / "locale").mkdir()
    with (mails.parent / "locale" / "ar.po").open("wb") as file:
        write_po(file, catalogue)
    monkeypatch.setattr(language, "CATALOGUES", mails.parent / "locale")
    recipients = (Recipient("ar@tidings.example", AT_ONCE, language="ar"), Recipient("en@tidings.example", AT_ONCE))
    await keep(store, watch(recipients=recipients))
    await insert(store, item(1))
    await settle_and_send(store, environment, NOON)
    await settle_and_send(store, environment, NOON + timedelta(minutes=3))
    markup = {mail["To"]: part(mail, "html") for mail in files(mails)}
    assert '<html lang="ar" dir="rtl">' in markup["ar@tidings.example"]
    assert "مراجعة" in markup["ar@tidings.example"]
    assert '<html lang="en-GB" dir="ltr">' in markup["en@tidings.example"]
