"""The measurement of pages, on a small folder of invented ones."""

import gzip
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bench.extraction.pages import Truth, truths
from bench.extraction.readers import Reader
from bench.extraction.report import HEADS, row
from bench.extraction.scores import Read, Tally, body_f1

PARAGRAPH = "The court in Northhaven freed {} writers on Monday after a year in prison without a trial."
BODY = "\n".join(PARAGRAPH.format(number) for number in range(8))
ROW = {
    "file": "pages/one.html.gz", "url": "https://herald.example/news/two-writers", "language": "en",
    "title": "Court frees writers", "authors": ["Ada Bell"], "published": "2024-05-03T09:30:00+02:00", "body": BODY,
}  # fmt: skip
PAGE = (
    "<html lang=en><head><title>Court frees writers - Herald</title><meta name=author content='Ada Bell'>"
    "<meta property=article:published_time content='2024-05-03T09:30:00+02:00'></head><body><article>"
    f"<h1>Court frees writers</h1><p>{BODY}</p></article></body></html>"
).replace("\n", "</p><p>")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "one.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    unknown = dict.fromkeys(ROW, None) | {"file": ROW["file"], "url": ROW["url"]}
    (tmp_path / "truth.jsonl").write_text(f"{json.dumps(ROW)}\n{json.dumps(unknown)}\n")
    return tmp_path


def measured(name: str, folder: Path) -> tuple[Tally, float]:
    reader, tally = Reader.start(name, Path(sys.executable)), Tally()
    for truth in truths(folder):
        tally.add(truth, reader.read(truth))
    reader.close()
    return tally, reader.peak


def test_a_reader_of_everything(folder: Path) -> None:
    tally, peak = measured("monitor", folder)
    cells = dict(zip(HEADS, row(tally), strict=True))
    assert (cells["pages"], cells["crashed"], cells["refused"]) == ("2", "0", "0")
    assert (cells["exact day"], cells["instant"], cells["wrong"]) == ("1.000", "1.000", "0.000")
    assert (cells["headline"], cells["authors"], cells["body F1"]) == ("1.000", "1.000", "1.0000")
    assert peak > 20


def test_a_reader_of_dates_alone(folder: Path) -> None:
    tally, _ = measured("htmldate", folder)
    cells = dict(zip(HEADS, row(tally), strict=True))
    assert (cells["exact day"], cells["headline"], cells["body F1"]) == ("1.000", "–", "–")


def test_a_reader_that_is_gone_has_crashed(folder: Path) -> None:
    reader = Reader.start("no such reader", Path(sys.executable))
    reader.process.wait()
    assert reader.read(next(truths(folder))).crashed
    reader.close()


def test_wrong_days_by_their_confidence() -> None:
    tally = Tally()
    moment = datetime(2024, 5, 3, 7, 30, tzinfo=UTC)
    day = Truth(Path(), "https://herald.example/1", "en", None, None, None, date(2024, 5, 3), moment)
    tally.add(day, Read(day=date(2024, 5, 3), confidence="high", instant=datetime(2024, 5, 3, 7, 31, tzinfo=UTC)))
    tally.add(day, Read(day=date(2024, 5, 4), confidence="low"))
    tally.add(day, Read(day=date(2024, 5, 5), confidence="high"))
    tally.add(day, Read())
    cells = dict(zip(HEADS, row(tally), strict=True))
    assert (cells["exact day"], cells["wrong"], cells["missing"]) == ("0.250", "0.500", "0.250")
    assert (cells["instant"], cells["high wrong"], cells["in low"]) == ("0.250", "0.500", "0.500")


def test_texts_without_spaces_are_compared_by_character() -> None:
    assert body_f1("法院释放了两名作家", "法院释放了两名作家。") == 1.0
    assert 0 < body_f1("法院释放了两名作家", "法院释放了三名作家") < 1
