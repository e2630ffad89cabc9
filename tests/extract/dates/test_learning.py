"""What a source's items teach about its dates, and what they never change."""

import json
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.extract.dates.choice import Choice, choose
from monitor.extract.dates.learned import NOTHING, Learned
from monitor.extract.dates.learning import apply, from_stored, learn, settled_order, to_stored
from monitor.items import DateCandidate, Evidence, Site
from tests.extract.dates.pages import NOW, TEXT, candidates, ld

UNKNOWN = Site(languages=("en",))
HEAD = "<h1>Harbour workers of Northford released</h1>"


class Source:
    """A site whose pages come in one after the other, as in a crawl."""

    def __init__(self, site: Site = UNKNOWN, now: datetime = NOW) -> None:
        self.site, self.now, self.learned = site, now, NOTHING

    def read(self, shown: str = "", stated: str = "", url_day: str = "") -> Choice | None:
        """One page with a printed date, JSON-LD, and a date in its address."""
        head = ld(json.dumps({"@type": "NewsArticle", "datePublished": stated})) if stated else ""
        url = f"https://example.org/{url_day}/harbour-workers" if url_day else "https://example.org/harbour-workers"
        body = f'{HEAD}<p class="date">{shown}</p>{TEXT}' if shown else f"{HEAD}{TEXT}"
        found = candidates(body, head, url=url, site=apply(self.site, self.learned, self.now))
        choice = choose(found, self.now, self.learned)
        if choice is not None:
            self.learned = learn(self.learned, found, choice, self.now)
        return choice


def day_of(choice: Choice | None) -> date | None:
    return choice.candidate.day if choice else None


def test_numbers_above_twelve_settle_which_of_day_and_month_comes_first() -> None:
    european, american = Source(), Source()
    before = american.read("03/04/2026")
    assert before is not None
    assert before.confidence == "low"
    for number in range(14, 18):
        european.read(f"{number}/04/2026")
        american.read(f"04/{number}/2026")
    assert (settled_order(european.learned), settled_order(american.learned)) == ("DMY", "MDY")
    settled = american.read("03/04/2026")
    assert day_of(settled) == date(2026, 3, 4)
    assert settled is not None
    assert settled.confidence == "medium"
    assert day_of(european.read("03/04/2026")) == date(2026, 4, 3)


def test_a_date_stated_beside_it_settles_the_order_too() -> None:
    source = Source()
    for number in range(1, 5):
        source.read(f"03/0{number}/2026", f"2026-03-0{number}T09:30:00Z")
    assert day_of(source.read("03/04/2026")) == date(2026, 3, 4)


def test_dates_in_both_orders_settle_nothing() -> None:
    source = Source()
    for shown in ("14/04/2026", "04/15/2026", "16/04/2026", "04/17/2026"):
        source.read(shown)
    assert settled_order(source.learned) == ""


def test_the_source_file_outweighs_what_was_learned() -> None:
    site = Site(date_order="YMD", timezone="Asia/Kathmandu")
    taught = Learned(orders={"DMY": 9}, clocks={"2026-05-02 120": 9})
    assert apply(site, taught, NOW) == site


def test_a_printed_time_beside_a_stated_moment_tells_the_missing_zone() -> None:
    source = Source()
    for number in range(10, 14):
        source.read(f"{number} May 2026, 14:05", f"2026-05-{number}T08:20:00Z")
    choice = source.read("15 May 2026, 02:30")
    assert choice is not None
    assert choice.candidate.instant == datetime(2026, 5, 14, 20, 45, tzinfo=UTC)
    assert (choice.candidate.day, choice.candidate.zone_known) == (date(2026, 5, 15), False)


def test_zones_that_programs_state_count_and_utc_does_not() -> None:
    source, silent = Source(), Source()
    for month in ("01", "02", "04", "05"):
        offset = "+01:00" if month < "03" else "+02:00"
        source.read(stated=f"2026-{month}-10T10:00:00{offset}")
        silent.read(stated=f"2026-{month}-10T10:00:00+00:00")
    assert apply(UNKNOWN, source.learned, NOW).timezone == "Europe/Paris"
    assert apply(UNKNOWN, silent.learned, NOW).timezone == ""


def test_zones_that_differ_today_settle_nothing() -> None:
    source = Source()
    for number in range(10, 15):
        source.read(stated=f"2026-01-{number}T10:00:00+01:00")
    assert apply(UNKNOWN, source.learned, NOW).timezone == ""
    assert apply(UNKNOWN, source.learned, datetime(2026, 1, 20, tzinfo=UTC)).timezone == "Europe/Paris"


def test_a_day_that_stands_in_every_item_belongs_to_the_template() -> None:
    source = Source()
    for number in range(10, 16):
        source.read(f"{number} May 2026", "2019-03-01T00:00:00Z")
    choice = source.read("17 May 2026", "2019-03-01T00:00:00Z")
    assert choice is not None
    assert choice.candidate.day == date(2026, 5, 17)
    assert "2019-03-01 is left out" in choice.why


def test_a_template_day_alone_is_low() -> None:
    source = Source()
    first = source.read(stated="2019-03-01T00:00:00Z")
    assert first is not None
    assert first.confidence == "high"
    for _ in range(10):
        choice = source.read(stated="2019-03-01T00:00:00Z")
    assert choice is not None
    assert choice.confidence == "low"


def test_many_items_of_one_fresh_day_are_news() -> None:
    source = Source()
    for _ in range(20):
        choice = source.read("20 May 2026", "2026-05-20T09:00:00Z")
    assert choice is not None
    assert choice.confidence == "high"


def test_evidence_that_independent_voices_keep_denying_loses_its_weight() -> None:
    source = Source()
    for number in range(10, 20):
        choice = source.read(f"{number} April 2026", f"2026-05-{number}T09:00:00Z", f"2026/04/{number}")
        assert day_of(choice) == date(2026, 4, number)
    choice = source.read("21 April 2026", "2026-05-19T23:00:00Z")
    assert day_of(choice) == date(2026, 4, 21)
    alone = source.read(stated="2026-05-18T09:00:00Z")
    assert alone is not None
    assert alone.confidence == "low"


def test_print_that_was_always_right_is_believed_more() -> None:
    source = Source()
    for number in range(1, 13):
        source.read(f"{number} May 2026", f"2026-05-{number:02}T09:00:00Z")
    choice = source.read("14 May 2026")
    assert choice is not None
    assert choice.confidence == "high"


def test_what_was_learned_survives_storing() -> None:
    source = Source()
    source.read("14/04/2026", "2026-04-14T09:00:00+02:00")
    assert from_stored(json.loads(json.dumps(to_stored(source.learned)))) == source.learned
    assert from_stored({"days": 3, "right": {"meta": "many"}, "x": None}) == NOTHING
    assert apply(UNKNOWN, Learned(clocks={"tomorrow 7": 9, "2026-05-02 x": 3}), NOW) == UNKNOWN


def test_what_is_kept_stays_small() -> None:
    learned = NOTHING
    for number in range(3000):
        day = date(2015, 1, 1) + timedelta(days=number)
        one = DateCandidate("jsonld", f"{day}T10:00:00+02:00", day, "day")
        learned = learn(learned, [one], Choice(one, "high", ""), NOW)
    assert sum(map(len, to_stored(learned).values())) < 1000


EVIDENCE: tuple[Evidence, ...] = ("jsonld", "meta", "microdata", "time", "visible", "address", "feed", "htmldate")
DAYS = st.dates(min_value=date(2026, 5, 1), max_value=date(2026, 5, 6))
CANDIDATES = st.builds(
    DateCandidate,
    evidence=st.sampled_from(EVIDENCE),
    raw=st.sampled_from(["03/05/2026", "2026-05-03T10:00:00Z", "3 May 2026, 10:00"]),
    day=DAYS,
    precision=st.sampled_from(["day", "day", "month"]),
    guessed_order=st.booleans(),
    labelled=st.booleans(),
    also_modified=st.booleans(),
)
COUNTS = st.dictionaries(st.sampled_from(EVIDENCE), st.integers(0, 50))
BY_DAY = st.dictionaries(
    st.builds(lambda evidence, day: f"{evidence} {day}", st.sampled_from(EVIDENCE), DAYS), st.integers(0, 50)
)
TAUGHT = st.builds(Learned, right=COUNTS, wrong=COUNTS, days=BY_DAY, denied=BY_DAY)


@settings(max_examples=300, deadline=None)
@given(found=st.lists(CANDIDATES, min_size=1, max_size=6), taught=TAUGHT)
def test_learning_never_turns_a_day_on_which_independent_voices_agree(
    found: list[DateCandidate], taught: Learned
) -> None:
    plain, after = choose(found, NOW), choose(found, NOW, taught)
    assert plain is not None
    assert after is not None
    if plain.is_corroborated:
        assert after.candidate == plain.candidate
    learn(taught, found, after, NOW)


def test_one_page_settles_nothing_however_often_it_says_it() -> None:
    printed: tuple[Evidence, ...] = ("time", "visible", "listing")
    written = [DateCandidate(kind, "04/14/2026", date(2026, 4, 14), "day") for kind in printed]
    moments: dict[Evidence, datetime] = {
        "jsonld": datetime(2026, 4, 13, 23, tzinfo=UTC),
        "meta": datetime(2026, 4, 14, 12, tzinfo=UTC),
        "feed": datetime(2026, 4, 15, 1, tzinfo=UTC),
    }
    stated = [
        DateCandidate(kind, f"{moment:%Y-%m-%dT%H:%M}+05:45", moment.date(), "minute", moment, zone_known=True)
        for kind, moment in moments.items()
    ]
    learned = NOTHING
    for candidates_of_page in (written, stated):
        choice = choose(candidates_of_page, NOW)
        assert choice is not None
        learned = learn(learned, candidates_of_page, choice, NOW)
    assert apply(UNKNOWN, learned, NOW) == UNKNOWN


def test_a_site_that_turns_its_dates_around_is_learned_anew() -> None:
    source = Source()
    for number in range(100):
        source.read(f"{13 + number % 14}/04/2026")
    sure_and_wrong = 0
    for number in range(300):
        source.read(f"04/{13 + number % 14}/2026")
        choice = source.read("03/04/2026")
        assert choice is not None
        sure_and_wrong += choice.candidate.day != date(2026, 3, 4) and choice.confidence != "low"
    assert settled_order(source.learned) == "MDY"
    assert sure_and_wrong <= 2
