"""The benchmark of the archive search runs, builds once, and asks the same queries every time."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.search.home import FILE
from bench.search.measure import measure
from bench.search.queries import KINDS, PEER_KINDS, back_tested
from bench.search.report import print_report
from bench.search.words import languages
from monitor.matching.query import check
from monitor.store import embedded


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    embedded.stop(tmp_path)


async def test_builds_once_and_measures_every_kind(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = await measure(300, 2, home, peer=True)
    assert (list(first.searches), list(first.peers)) == ([*KINDS], [*PEER_KINDS])
    assert first.sizes.index and first.sizes.peer and any(tried.found for tried in first.back_tests)
    written = (home / FILE).read_text("utf-8")
    again = await measure(300, 2, home, peer=False)
    assert (home / FILE).read_text("utf-8") == written
    assert [tried.found for tried in again.back_tests] == [tried.found for tried in first.back_tests]
    print_report(first)
    assert "MongoDB's text index" in capsys.readouterr().out


def test_queries_are_sound() -> None:
    chance = random.Random(1)
    spoken = languages(chance)
    queries = [make(spoken, chance) for make in KINDS.values()] + back_tested(spoken, chance)
    assert all(check(query).query is not None for query in queries)
