"""The benchmark of the pages runs, and builds the same for the same seed."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from bench.review.build import Size
from bench.review.measure import LISTS, measure
from bench.review.report import p95, print_report
from bench.review.words import TONGUES, sentence
from monitor.store import embedded


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    embedded.stop(tmp_path)


async def test_every_list_and_a_judgement_are_measured(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    timings = await measure(home, Size(items=120, alerts=60, sources=5, days=3, judged=0.5), rounds=2)
    single = ["/alerts/…", "/items/…", "a look for changes", "a judgement"]
    assert [timing.name for timing in timings] == [*LISTS, *single]
    assert all(p95(timing) > 0 for timing in timings)
    # Where nothing has changed, a look brings nothing.
    assert [timing.name for timing in timings if not timing.largest] == ["a look for changes"]
    print_report(timings)
    assert "a judgement" in capsys.readouterr().out


def test_words_are_the_same_for_the_same_seed_and_the_places_are_right() -> None:
    for tongue in TONGUES:
        text, start, end = sentence(Random(1), tongue)
        assert (text, start, end) == sentence(Random(1), tongue)
        assert text[start:end] in tongue.marked
