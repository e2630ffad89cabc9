"""Watches on the pages: made, checked as they are typed, tried, changed by two, ended."""

from monitor.store.store import Store
from monitor.watch import Recipient, Rhythm, Watch
from tests.review.alerts import many
from tests.review.people import NOON, Visitor


async def test_a_watch_is_made_changed_and_ended(store: Store, visitor: Visitor) -> None:
    ada = await visitor("researcher", "ada")
    form = {"name": "harbour", "title": "Harbour", "language": "*", "query": "harbour OR dock*"}
    made = await ada.post("/watches", **form, version="0", recipients="desk@section.example at once\n")
    assert made.headers["location"] == "/watches/harbour"
    stored = await store.watches.load("harbour")
    assert stored is not None
    assert (stored.by, stored.watch.recipients[0].rhythm.cadence) == ("ada", "at once")
    changed = await ada.post("/watches/harbour", **(form | {"query": "harbour"}), version="1", edits="on")
    assert changed.status_code == 303
    late = await ada.post("/watches/harbour", **(form | {"query": "docks"}), version="1")
    assert (late.status_code, "changed meanwhile" in late.text) == (409, True)
    assert (await ada.post("/watches/harbour/end", version="2")).status_code == 303
    again = await store.watches.load("harbour")
    assert again is not None
    assert again.archived


async def test_what_the_form_does_not_show_stays(store: Store, visitor: Visitor) -> None:
    rhythm = Rhythm("daily", timezone="Africa/Nairobi", most_per_hour=2)
    watch = Watch("ferry", "Ferry", {"*": "ferry", "fr": "bac"}, recipients=(Recipient("a@section.example", rhythm),))
    await store.watches.save(watch, expected=0, by="x", at=NOON)
    ada = await visitor("researcher", "ada")
    fields: dict[str, str | list[str]] = {
        "title": "Ferries",
        "language": ["*", "fr", ""],
        "query": ["ferry", "bac OR traversier", ""],
    }
    await ada.post("/watches/ferry", **fields, version="1", recipients="a@section.example weekly")
    stored = await store.watches.load("ferry")
    assert stored is not None
    assert stored.watch.queries == {"*": "ferry", "fr": "bac OR traversier"}
    assert stored.watch.recipients[0].rhythm == Rhythm("weekly", timezone="Africa/Nairobi", most_per_hour=2)


async def test_the_form_shows_and_takes_the_language_of_mails(store: Store, visitor: Visitor) -> None:
    watch = Watch("ferry", "Ferry", {"*": "ferry"}, recipients=(Recipient("a@section.example", language="fr"),))
    await store.watches.save(watch, expected=0, by="x", at=NOON)
    ada = await visitor("researcher", "ada")
    assert "a@section.example daily fr" in (await ada.get("/watches/ferry")).text
    fields: dict[str, str | list[str]] = {"title": "Ferry", "language": "*", "query": "ferry"}
    lines = "a@section.example at once ar\nb@section.example hourly\n\nc@section.example"
    await ada.post("/watches/ferry", **fields, version="1", recipients=lines)
    stored = await store.watches.load("ferry")
    assert stored is not None
    told = [(one.address[0], one.rhythm.cadence, one.language) for one in stored.watch.recipients]
    assert told == [("a", "at once", "ar"), ("b", "hourly", "en"), ("c", "daily", "en")]
    answer = await ada.post("/watches/ferry", **fields, version="2", recipients="a@section.example daily xx")
    assert "no cadence" in answer.text
    assert "en, fr, es, ar" in answer.text


async def test_a_query_with_errors_is_shown_underlined_and_not_stored(store: Store, visitor: Visitor) -> None:
    ada = await visitor("researcher", "ada")
    fields = {"name": "a", "title": "A", "language": "*", "query": "(ferry OR <script>"}
    answer = await ada.post("/watches", **fields)
    assert answer.status_code == 422
    assert '<u class="wrong">(</u>ferry' in answer.text
    assert "<script>alert" not in answer.text
    assert await store.watches.load("a") is None
    ada.client.headers["hx-request"] = "true"
    piece = await ada.post("/watches/check", language="*", query="ferry OR")
    assert "<html" not in piece.text
    assert "Character" in piece.text


async def test_a_trial_says_what_would_have_been_found(store: Store, visitor: Visitor) -> None:
    await many(store, 30)
    ada = await visitor("researcher", "ada")
    fields = {"language": "*", "query": "eviction OR detention OR wages OR ban OR unicorn"}
    answer = await ada.post("/watches/trial", **fields, days="7")
    assert answer.status_code == 200
    assert "in the last 7 days" in answer.text
    assert "unicorn" in answer.text


async def test_a_watch_that_a_file_keeps_is_only_shown(store: Store, visitor: Visitor) -> None:
    watch = Watch("ferry", "Ferry", {"*": "ferry"})
    await store.watches.save(watch, expected=0, by="file", at=NOON, file="/srv/watches/ferry.toml")
    ada = await visitor("researcher", "ada")
    assert "/srv/watches/ferry.toml" in (await ada.get("/watches/ferry")).text
    answer = await ada.post("/watches/ferry", title="X", language="*", query="x", version="1")
    assert answer.status_code == 422
