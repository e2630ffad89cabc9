import pytest

from bench.crawl.access_log import Traffic
from bench.crawl.measure import Cost
from bench.crawl.reading import Reading, last_line, reading
from bench.crawl.rounds import turns
from bench.crawl.summary import Verdict, compared, middle, verdicts

NO_TRAFFIC = Traffic()


def run(contestant: str, cpu: float, seconds: float = 10.0, fault: str = "", traffic: Traffic = NO_TRAFFIC) -> Reading:
    return Reading(contestant, 1000, 1000, seconds, cpu, 50_000_000, traffic, fault)


def test_the_median_ignores_one_busy_round() -> None:
    rows = middle([run("scrapy", cpu) for cpu in (3.0, 90.0, 2.0, 4.0, 3.5)])
    assert rows["scrapy"].cpu_ms_per_page == 3.5
    assert rows["scrapy"].pages_per_second == 100
    assert rows["scrapy"].memory_mb == 50
    assert rows["scrapy"].rounds == 5


def test_a_round_with_a_fault_is_told_and_left_out() -> None:
    row = middle([run("monitor", 1.0), run("monitor", 0.1, fault="read 3 of 1000 pages")])["monitor"]
    assert (row.rounds, row.cpu_ms_per_page, row.fault) == (1, 1.0, "read 3 of 1000 pages")


def test_a_contestant_that_never_worked_has_no_numbers() -> None:
    rows = middle([run("scrapy+trafilatura", 1.0), run("monitor", 1.0, fault="ended with code 1: no server")])
    assert rows["monitor"].rounds == 0
    assert compared(rows, "monitor", "scrapy+trafilatura") is None
    assert all(verdict.met is None for verdict in verdicts(rows))


def test_ratios_stand_beside_their_targets() -> None:
    rows = middle(
        [
            run("scrapy", 2.0, 4.0),
            run("scrapy+trafilatura", 15.0),
            run("news-please", 75.0),
            run("monitor", 10.0, traffic=Traffic(1000, 10_000_000)),
            run("monitor again", 0.5, traffic=Traffic(40, 8_000)),
            run("monitor, fetch+store", 4.0, 5.0),
            run("pool, 1 worker", 9.0, 9.0),
            run("pool, 2 workers", 9.0, 5.0),
        ]
    )
    values = [verdict.value for verdict in verdicts(rows)]
    assert values == pytest.approx([0.8, 10 / 15, 7.5, 1.8, 0.04, 0.0008])
    assert [verdict.met for verdict in verdicts(rows)] == [False, True, True, True, True, True]
    assert compared(rows, "monitor", "scrapy") == pytest.approx((5.0, 0.4, 1.0))


def test_a_target_is_reached_at_its_bound() -> None:
    assert Verdict("at least", 0.9, True, 0.9).met
    assert Verdict("at most", 0.9, False, 0.9).met


def test_lost_pages_and_failed_commands_are_faults() -> None:
    nothing = Cost(0.0, 0.0, 0)
    lost = reading("monitor", 10, 9, Cost(1.0, 1.0, 1), Traffic(), nothing)
    failed = reading("monitor", 10, 0, Cost(1.0, 1.0, 1, exit_code=1, message="no such command"), Traffic(), nothing)
    assert lost.fault == "read 9 of 10 pages"
    assert failed.fault == "ended with code 1: no such command"


def test_what_starting_up_cost_is_left_out() -> None:
    taken = reading("news-please", 10, 10, Cost(9.0, 12.0, 1), Traffic(), Cost(1.0, 2.0, 0))
    assert (taken.seconds, taken.cpu, taken.fault) == (8.0, 10.0, "")


@pytest.mark.parametrize("output", ["", "no json", "[1, 2]", '{"broken": '])
def test_output_without_an_object_at_its_end_says_nothing(output: str) -> None:
    assert last_line(output) == {}


def test_every_contestant_runs_once_a_round_and_begins_in_turn() -> None:
    order = turns(["a", "b", "c"], 3)
    assert [order[at : at + 3] for at in (0, 3, 6)] == [["a", "b", "c"], ["b", "c", "a"], ["c", "a", "b"]]
