"""Which date wins, and how sure it is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from monitor.extract.dates.choice import Choice, choose
from monitor.extract.dates.support import agree
from monitor.items import Confidence, DateCandidate, Evidence, Precision

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
TENTH = date(2021, 3, 10)


def day(
    evidence: Evidence,
    value: date = TENTH,
    *,
    guessed: bool = False,
    precision: Precision = "day",
    labelled: bool = False,
    also_modified: bool = False,
) -> DateCandidate:
    return DateCandidate(
        evidence, value.isoformat(), value, precision, guessed_order=guessed, labelled=labelled,
        also_modified=also_modified,
    )  # fmt: skip


def at(evidence: Evidence, text: str, *, raw: str = "") -> DateCandidate:
    moment = datetime.fromisoformat(text)
    return DateCandidate(evidence, raw or text, moment.date(), "second", moment.astimezone(UTC), zone_known=True)


def chosen(*candidates: DateCandidate) -> Choice:
    choice = choose(candidates, NOW)
    assert choice is not None
    return choice


def confidence(*candidates: DateCandidate) -> Confidence:
    return chosen(*candidates).confidence


def test_nothing_gives_nothing() -> None:
    assert choose([], NOW) is None


def test_machine_evidence_alone_is_high_and_print_alone_medium() -> None:
    structured: tuple[Evidence, ...] = ("jsonld", "meta", "microdata", "feed", "api", "news-sitemap")
    printed: tuple[Evidence, ...] = ("time", "visible", "address", "listing")
    assert {confidence(day(evidence)) for evidence in structured} == {"high"}
    assert {confidence(day(evidence, labelled=True)) for evidence in printed} == {"medium"}
    assert {confidence(day(evidence)) for evidence in ("address", "listing")} == {"medium"}
    assert {confidence(day(evidence)) for evidence in ("time", "visible")} == {"low"}
    assert confidence(day("htmldate")) == "low"


def test_what_is_promised_in_print_outweighs_a_later_day_that_a_program_states() -> None:
    earlier, later = date(2021, 3, 10), date(2021, 3, 20)
    moved = [day("meta", later), day("visible", earlier, labelled=True)]
    assert (chosen(*moved).candidate.day, confidence(*moved)) == (earlier, "low")
    shown = [day("jsonld", later), day("meta", later), day("time", earlier), day("visible", earlier)]
    assert (chosen(*shown).candidate.day, confidence(*shown)) == (earlier, "low")
    assert chosen(*shown, day("time", later)).candidate.day == later
    assert chosen(day("jsonld", later), day("visible", earlier)).candidate.day == later
    assert chosen(day("meta", earlier), day("visible", later, labelled=True)).candidate.day == earlier


def test_two_independent_sources_are_high() -> None:
    assert confidence(day("address"), day("visible")) == "high"
    assert confidence(day("listing"), day("time")) == "high"


def test_markup_and_print_of_one_element_are_one_source() -> None:
    assert confidence(day("time", labelled=True), day("visible")) == "medium"
    assert confidence(day("time"), day("visible")) == "low"


def test_a_guess_is_low_until_something_else_says_the_same() -> None:
    assert confidence(day("jsonld", guessed=True)) == "low"
    assert confidence(day("visible", guessed=True), day("address")) == "medium"
    choice = chosen(day("meta", date(2021, 10, 3), guessed=True), day("address"))
    assert choice.candidate.day == TENTH


def test_a_contradiction_lowers_the_confidence_and_is_shown() -> None:
    other = day("visible", date(2021, 3, 20))
    choice = chosen(day("jsonld"), other)
    assert (choice.candidate.evidence, choice.confidence, choice.contradicting) == ("jsonld", "low", (other,))
    assert "the text by the headline says 2021-03-20" in choice.why
    assert confidence(day("jsonld"), day("meta"), other) == "medium"


def test_what_only_programs_say_against_an_earlier_print_is_doubtful() -> None:
    assert confidence(day("jsonld"), day("meta"), day("visible", date(2021, 3, 1))) == "low"
    assert confidence(day("jsonld"), day("meta"), day("address"), day("visible", date(2021, 3, 1))) == "medium"


def test_a_publication_that_is_the_last_change_gives_way_to_an_earlier_date_in_print() -> None:
    june = date(2021, 6, 1)
    printed = day("visible", labelled=True)
    choice = chosen(day("jsonld", june, also_modified=True), printed)
    assert (choice.candidate, choice.confidence) == (printed, "low")
    assert chosen(day("jsonld", june, also_modified=True), day("visible")).candidate.day == june
    assert chosen(day("jsonld", june), printed).candidate.day == june


def test_two_against_one_win() -> None:
    assert chosen(day("jsonld", date(2020, 1, 1)), day("time"), day("visible")).candidate.day == TENTH


def test_the_most_precise_of_those_that_agree_is_taken() -> None:
    moment = at("meta", "2021-03-10T09:30:00+01:00")
    choice = chosen(day("jsonld"), moment, day("address"))
    assert (choice.candidate, choice.confidence) == (moment, "high")
    assert choice.agreeing == (day("jsonld"), day("address"))


def test_what_zones_explain_is_no_contradiction() -> None:
    assert agree(at("jsonld", "2021-03-11T02:00:00+00:00"), day("address"))
    assert agree(at("jsonld", "2021-03-11T02:00:00+00:00"), at("meta", "2021-03-10T19:00:00-07:00"))
    assert not agree(day("jsonld", date(2021, 3, 11)), day("address"))
    assert not agree(at("jsonld", "2021-03-11T02:07:00+00:00"), at("meta", "2021-03-10T19:01:00-07:00"))
    assert not agree(at("jsonld", "2021-03-12T02:00:00+00:00"), day("address"))


def test_a_printed_time_must_fit_the_instant() -> None:
    moment = at("jsonld", "2021-03-10T13:23:00Z")
    assert not agree(moment, DateCandidate("visible", "20:49, 11 March 2021", date(2021, 3, 11), "day"))
    assert agree(moment, DateCandidate("visible", "00:23, 11 March 2021", date(2021, 3, 11), "day"))


def test_a_moment_in_utc_takes_the_day_that_the_page_prints() -> None:
    moment = at("jsonld", "2021-03-11T02:00:00+00:00")
    choice = chosen(moment, day("visible"), day("address"))
    assert choice.candidate.day == TENTH
    assert choice.candidate.instant == moment.instant
    assert choice.confidence == "high"
    assert chosen(at("jsonld", "2021-03-11T02:00:00+01:00"), day("visible")).candidate.day == date(2021, 3, 11)


def test_a_day_in_utc_that_one_print_denies_is_doubtful() -> None:
    moment = at("jsonld", "2021-03-11T02:00:00+00:00")
    choice = chosen(moment, day("time", labelled=True), day("visible"))
    assert (choice.candidate.day, choice.confidence) == (TENTH, "low")
    assert "printed as 2021-03-10, which is 2021-03-11 in UTC" in choice.why
    assert chosen(moment, day("visible", date(2021, 3, 11)), day("time")).candidate.day == date(2021, 3, 11)


def test_another_day_in_print_than_the_stated_zones_is_worth_a_look() -> None:
    evening, printed = "2021-03-10T20:35:00+01:00", day("visible", date(2021, 3, 11))
    assert confidence(at("microdata", evening), at("jsonld", evening), printed) == "medium"
    assert confidence(at("microdata", evening), at("jsonld", evening), day("visible")) == "high"


def test_a_bare_day_does_not_tie_two_moments_together() -> None:
    own, other = at("jsonld", "2021-03-11T03:00:00Z"), at("meta", "2021-03-10T20:07:25Z")
    shown = DateCandidate("visible", "11.03.2021, 05:00", date(2021, 3, 11), "day")
    assert chosen(own, other, day("microdata"), at("time", "2021-03-11T03:00:00Z"), shown).candidate.day == shown.day


def test_a_later_feed_date_is_a_reprint() -> None:
    choice = chosen(day("jsonld"), day("feed", date(2021, 8, 1)))
    assert (choice.candidate.day, choice.confidence, choice.contradicting) == (TENTH, "high", ())
    assert confidence(day("jsonld"), day("feed", date(2021, 1, 1))) == "low"


def test_the_minute_of_fetching_is_suspicious() -> None:
    generated = DateCandidate("meta", "now", NOW.date(), "second", NOW - timedelta(seconds=5), zone_known=True)
    assert confidence(generated) == "low"
    assert chosen(generated, day("visible")).candidate.day == TENTH


def test_what_is_told_from_now_loses_against_a_date() -> None:
    told = DateCandidate("time", "3 hours ago", NOW.date(), "day")
    assert (
        chosen(told, DateCandidate("visible", "3 hours ago", NOW.date(), "day"), day("jsonld")).candidate.day == TENTH
    )
    assert confidence(told) == "low"


def test_a_month_is_never_sure_and_confirms_a_day() -> None:
    month = day("address", date(2021, 3, 1), precision="month")
    assert confidence(month) == "low"
    assert chosen(month, day("htmldate")).candidate.day == TENTH
    assert confidence(month, day("jsonld")) == "high"
    assert confidence(day("address", date(2020, 3, 1), precision="month"), day("jsonld")) == "low"


def test_says_why_in_a_sentence() -> None:
    why = chosen(day("jsonld"), day("meta"), day("address")).why
    assert why == "From the page's JSON-LD; confirmed by the page's meta elements, the address."


def test_says_what_keeps_a_date_from_being_sure() -> None:
    told = DateCandidate("time", "3 hours ago", NOW.date(), "day")
    fetched = DateCandidate("meta", "now", NOW.date(), "second", NOW, zone_known=True)
    whys = {
        chosen(*candidates).why.rpartition("; ")[2]
        for candidates in (
            [day("visible")],
            [day("time"), day("visible", labelled=True)],
            [day("address")],
            [day("pdf")],
            [day("jsonld", precision="month")],
            [told],
            [fetched],
        )
    }
    assert whys == {
        "the page shows it and nothing calls it the publication.",
        "the page shows it and words or markup call it the publication.",
        "nothing else says so.",
        "a program may have set it anew.",
        "it names no day.",
        "it is told from now.",
        "it is the minute at which the page was fetched.",
    }
    assert chosen(day("address"), day("jsonld", date(2021, 3, 1))).why.count(";") == 1


def test_local_time_that_a_program_calls_utc_is_read_by_the_zone_that_the_page_prints() -> None:
    stated = at("jsonld", "2021-03-10T23:40:00Z")
    printed = replace(at("visible", "2021-03-10T23:40:00+03:00", raw="10 March 2021, 11:40 PM EAT"), precision="minute")
    choice = chosen(stated, printed)
    assert choice.candidate.instant == datetime(2021, 3, 10, 20, 40, tzinfo=UTC)
    assert choice.candidate.day == TENTH
    assert "calls local time UTC" in choice.why


def test_the_same_moment_in_utc_and_in_print_leaves_the_program_its_word() -> None:
    stated = at("jsonld", "2021-03-10T20:40:00Z")
    printed = replace(at("visible", "2021-03-10T23:40:00+03:00", raw="10 March 2021, 11:40 PM EAT"), precision="minute")
    assert chosen(stated, printed).candidate.evidence == "jsonld"


def test_the_day_on_which_a_page_was_made_gives_way_to_the_one_that_it_promises_alone() -> None:
    made = replace(day("meta"), only_created=True)
    promised = day("visible", TENTH + timedelta(days=2), labelled=True)
    assert chosen(made, promised).candidate == promised
    assert chosen(made, promised, day("time")).candidate.day == TENTH
    assert chosen(made, replace(promised, labelled=False)).candidate.day == TENTH
    assert chosen(day("meta"), promised).candidate.day == TENTH
