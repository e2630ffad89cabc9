"""What a query is anchored on: the rarest of what it requires, learned from the texts that come by."""

from monitor.matching.anchors import Frequencies, required
from monitor.matching.query import parse
from monitor.matching.text import Text
from monitor.matching.watchset import WatchSet
from monitor.watch import Watch


def anchors(query: str, frequencies: Frequencies) -> list[set[str]]:
    return [set(group) for group in required(parse(query).root, frequencies)]


def test_short_and_common_words_are_guessed_to_be_frequent() -> None:
    assert anchors("the AND quay AND lighthouse AND ferryman", Frequencies()) == [
        {"ferryman"},
        {"lighthouse"},
        {"quay"},
    ]


def test_what_was_counted_goes_before_what_was_guessed() -> None:
    frequencies = Frequencies()
    for _ in range(50):
        frequencies.count({"lighthouse", "keeper"}, lambda: {"lighthouse*"})
    assert anchors("lighthouse AND quay", frequencies) == [{"quay"}, {"lighthouse"}]
    assert frequencies.share("lighthouse*") > frequencies.share("ferryman*")


def test_a_pattern_that_nobody_asked_for_is_not_taken_for_rare() -> None:
    frequencies = Frequencies()
    before = frequencies.share("li*")
    for _ in range(90):
        frequencies.count({"lighthouse"}, tuple)
    assert frequencies.share("li*") == before
    assert frequencies.share("quay") < Frequencies().share("quay")


def test_a_set_of_watches_learns_also_words_that_no_watch_asks_for() -> None:
    watches = WatchSet([Watch("w", "", {"*": "quay"})])
    for _ in range(30):
        watches.matches(Text({"body": "the lighthouse"}))
    later = WatchSet([Watch("v", "", {"*": "lighthouse AND quay"})], watches)
    assert later.frequencies.share("lighthouse") > 0.7 > later.frequencies.share("quay")


def test_an_or_is_anchored_on_the_rarest_of_each_branch_and_not_at_all_where_one_has_none() -> None:
    assert anchors("(the AND quay) OR ferryman", Frequencies()) == [{"quay", "ferryman"}]
    assert anchors("quay OR /q.y/", Frequencies()) == []
