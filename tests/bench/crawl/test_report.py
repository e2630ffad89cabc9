import io
import json

from rich.console import Console

from bench.crawl.access_log import Traffic
from bench.crawl.reading import Reading
from bench.crawl.report import as_json, print_report

READINGS = [
    Reading("scrapy+trafilatura", 100, 100, 2.0, 1.5, 90_000_000, Traffic(120, 4_000_000, 100)),
    Reading("monitor", 100, 100, 1.0, 0.9, 300_000_000, Traffic(120, 4_000_000, 100)),
    Reading("news-please", 200, fault="not installed: no such index"),
]


def printed() -> str:
    text = io.StringIO()
    print_report(Console(file=text, width=120), READINGS)
    return text.getvalue()


def test_the_tables_show_ratio_target_and_verdict() -> None:
    row = next(line for line in printed().splitlines() if "CPU a page / Scrapy + Trafilatura" in line)
    assert [cell.strip() for cell in row.strip("|").split("|")][1:] == ["at most 0.8", "0.600", "reached"]


def test_a_contestant_that_failed_says_why() -> None:
    assert "news-please: not installed: no such index" in printed()
    assert "not measured" in printed()


def test_json_holds_every_reading_and_every_verdict() -> None:
    value = json.loads(as_json(READINGS))
    assert [reading["contestant"] for reading in value["readings"]] == ["scrapy+trafilatura", "monitor", "news-please"]
    assert value["medians"]["monitor"]["cpu_ms_per_page"] == 9.0
    assert {verdict["met"] for verdict in value["verdicts"]} == {True, None}
