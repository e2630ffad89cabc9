"""What watchdogs, Prometheus and people are told of a system, from what its parts said."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from monitor.schedule.part import Work, write_facts
from monitor.schedule.status import answer
from monitor.settings import Environment

PID = os.getpid()


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return Work("status", Environment(home=tmp_path))


def told(work: Work, path: str, now: datetime | None = None) -> tuple[int, str]:
    """Status and body."""
    head, _, body = answer(work, f"GET {path} HTTP/1.1\r\n", now or datetime.now(UTC)).decode().partition("\r\n\r\n")
    return int(head.split()[1]), body


def test_a_system_whose_parts_run_is_well(work: Work) -> None:
    write_facts(work.environment.home, "supervisor", {"pid": PID, "sender.pid": PID, "sender.deaths": 2})
    write_facts(
        work.environment.home,
        "sender",
        {"process": "vm/1", "sent_total": 7, "trouble": "", "notice": "none <b>", "pid": 1},
    )
    assert told(work, "/healthz") == (200, json.dumps({"well": True, "troubles": {}, "hindered": {}}))
    assert "<td>sent total 7, notice none &lt;b&gt;</td>" in told(work, "/")[1]
    assert "<h1>All parts are well</h1>" in told(work, "/")[1]
    samples = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(told(work, "/metrics")[1])
        for sample in family.samples
    }
    assert samples["monitor_part_up", "sender"] == 1
    assert samples["monitor_part_deaths_total", "sender"] == 2
    assert samples["monitor_part_memory_bytes", "sender"] > 1_000_000
    assert samples["monitor_sender_sent_total",] == 7
    assert samples["monitor_part_hindered", "sender"] == 0
    assert not [key for key in samples if "trouble" in key[0]]


def test_a_mail_server_that_is_away_stands_in_the_headline_but_asks_no_watchdog_to_act(work: Work) -> None:
    write_facts(work.environment.home, "supervisor", {"sender.pid": PID, "sender.deaths": 0})
    write_facts(work.environment.home, "sender", {"database": 1, "trouble": "The mail server <b> is away."})
    code, body = told(work, "/healthz")
    assert (code, json.loads(body)["hindered"]) == (200, {"sender": "The mail server <b> is away."})
    page = told(work, "/")[1]
    assert "<h1>All parts run, but something outside is in their way</h1>" in page
    assert "<p>sender: The mail server &lt;b&gt; is away.</p>" in page
    assert 'monitor_part_hindered{part="sender"} 1.0' in told(work, "/metrics")[1]


@pytest.mark.parametrize(
    ("pid", "facts", "later", "words"),
    [
        (0, {}, 0, "is being started again"),
        (PID, {"database": 0}, 0, "waits for the database"),
        (PID, {"database": 1}, 400, "has said nothing for 400 s"),
    ],
    ids=["dead", "no database", "silent"],
)
def test_each_trouble_is_told_with_503(work: Work, pid: int, facts: dict[str, int], later: int, words: str) -> None:
    write_facts(work.environment.home, "supervisor", {"sender.pid": pid, "sender.deaths": 0})
    write_facts(work.environment.home, "sender", facts)
    code, body = told(work, "/healthz", datetime.now(UTC) + timedelta(seconds=later))
    assert (code, json.loads(body)["troubles"]["sender"]) == (503, words)
    assert f"sender {words}" in told(work, "/", datetime.now(UTC) + timedelta(seconds=later))[1]


def test_a_home_where_nothing_runs_is_not_well(work: Work) -> None:
    assert told(work, "/healthz")[0] == 503
    assert told(work, "/elsewhere")[0] == 404
