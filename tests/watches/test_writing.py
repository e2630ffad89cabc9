"""A watch written as a file, or as a table, reads back as the same watch, whatever is in it."""

from datetime import UTC, datetime, time

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.watch import MAIL_LANGUAGES, Channel, Recipient, Rhythm, Watch
from monitor.watches.reading import read_table, read_watch
from monitor.watches.writing import to_table, to_toml

SECRET = "hold-this-for-me-2026"
lines = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30)
queries = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(str.strip)
clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))
moments = st.none() | st.integers(10**9, 2 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
quiet = st.none() | st.tuples(clocks, clocks).filter(lambda hours: hours[0] != hours[1])
rhythms = st.builds(
    Rhythm,
    st.sampled_from(["at once", "hourly", "daily", "weekly"]),
    clocks,
    st.sampled_from(["monday", "sunday"]),
    st.sampled_from(["UTC", "Asia/Tehran"]),
    quiet,
    st.integers(1, 60),
    st.booleans(),
)
people = st.builds(
    Recipient,
    st.sampled_from(["a@quill.example", "b+c@quill.example", "büro@quill.example"]),
    st.just(Rhythm()) | rhythms,
    moments,
    st.sampled_from(MAIL_LANGUAGES),
)
channels = st.sampled_from(
    [Channel("atom", "atom", "", SECRET), Channel("webhook", "desk", "https://quill.example/hook?a=1", SECRET)]
)
watches = st.builds(
    Watch,
    st.just("ferries"),
    lines,
    st.dictionaries(st.sampled_from(["*", "fr", "pt-BR", "zh-Hant"]), queries, min_size=1),
    st.just("") | lines,
    st.lists(people, max_size=3, unique_by=lambda one: one.address).map(tuple),
    st.lists(channels, max_size=2, unique_by=lambda one: one.name).map(tuple),
    st.sampled_from([(), ("quill_tidings",)]),
    st.sampled_from([(), ("own", "demo")]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    moments,
    st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(watches)
def test_round_trip(watch: Watch) -> None:
    assert read_watch(to_toml(watch, secrets=True), "ferries") == watch
    assert read_table(to_table(watch), "ferries") == watch


def test_secrets_are_left_out_unless_asked_for() -> None:
    watch = Watch("ferries", "Ferries", {"*": "ferry"}, channels=(Channel("atom", "atom", "", SECRET),))
    assert SECRET not in to_toml(watch)
    assert "left out" in to_toml(watch)


def test_a_query_keeps_its_own_quotation_marks() -> None:
    watch = Watch("ferries", "Ferries", {"*": '"the ferry" NOT {Quill}'})
    assert """query = '"the ferry" NOT {Quill}'""" in to_toml(watch)
