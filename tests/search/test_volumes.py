"""Volumes are whole or not believed, and many small ones become one."""

import random
from pathlib import Path

import numpy as np
import pytest

from monitor.matching.nodes import Pattern
from monitor.matching.parts import Stem
from monitor.matching.query import parse
from monitor.matching.regexes import Regex
from monitor.matching.text import Text
from monitor.search.originals import BLOCK
from monitor.search.row_maker import RowMaker, keys_of
from monitor.search.rows import Rows
from monitor.search.volume import DamagedError
from monitor.search.volumes import SEVERAL, Volumes
from tests.matching.generated import text as generated_text


def add(volumes: Volumes, first: int, texts: list[Text], changed: int = 0) -> None:
    """Adds a volume of texts, whose ids are numbers from `first` on."""
    maker = RowMaker()
    for number, text in enumerate(texts, first):
        maker.add((number, number), changed, text)
    volumes.add(maker)


def number_of(rows: Rows, identity: int, changed: int = 0) -> int:
    high, low, at = np.array([identity], np.uint64), np.array([identity], np.uint32), np.array([changed])
    return int(rows.numbers_of(keys_of(high, low, at), high, low, at)[0])


def words(rows: Rows, number: int) -> list[str]:
    begin, end = rows.begins[number : number + 2]
    return [rows.known[word & 0x3FFFFFFF][1] for word in rows.columns["words"][begin:end].tolist()]


def test_small_volumes_are_put_together(tmp_path: Path) -> None:
    chance, volumes = random.Random(1), Volumes(tmp_path)
    texts = [Text(*generated_text(chance)) for _ in range(SEVERAL * 3)]
    for first in range(0, len(texts), 3):
        add(volumes, first, texts[first : first + 3])
    volumes.tidy()
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".rows", ".texts"}
    assert len(list(tmp_path.iterdir())) == 3
    rows = next(volumes.newest_first())
    for identity, text in enumerate(texts):
        assert words(rows, number_of(rows, identity)) == [key for key in text.main.keys if key]


def test_texts_of_volumes_that_were_put_together(tmp_path: Path) -> None:
    volumes = Volumes(tmp_path)
    texts = [Text({"title": f"No. {number}", "body": "x" * (number % 7) * 9_000}) for number in range(SEVERAL * 6)]
    for first in range(0, len(texts), 6):
        add(volumes, first, texts[first : first + 6])
    rows = next(volumes.newest_first())
    assert rows.originals.columns["ends"][-1] > BLOCK
    pattern = parse("/1[05]/").root
    assert isinstance(pattern, Pattern)
    chosen = np.array([number_of(rows, identity) for identity in range(len(texts))])
    assert np.flatnonzero(rows.originals.matching(pattern, chosen)).tolist() == [10, 15]


def test_an_item_is_found_as_it_was_last_changed(tmp_path: Path) -> None:
    volumes = Volumes(tmp_path)
    add(volumes, 7, [Text({"title": "ferry"})])
    add(volumes, 7, [Text({"title": "strike"})], changed=5)
    newest, oldest = volumes.newest_first()
    assert words(newest, number_of(newest, 7, 5)) == ["strike"]
    assert (number_of(newest, 7), number_of(oldest, 7, 5), number_of(oldest, 8)) == (-1, -1, -1)


def test_what_is_put_together_meanwhile_can_be_read_to_its_end(tmp_path: Path) -> None:
    volumes = Volumes(tmp_path)
    add(volumes, 0, [Text({"title": "ferry"})])
    rows = next(volumes.newest_first())
    for file in tmp_path.iterdir():
        file.unlink()
    assert words(rows, 0) == ["ferry"]
    assert rows.originals.matching(Pattern(0, 0, "", "", Regex("ferry")), np.array([0])).tolist() == [True]
    assert list(volumes.newest_first()) == []


@pytest.mark.parametrize("suffix", ["rows", "texts"])
@pytest.mark.parametrize("harm", ["cut", "overwritten", "emptied"])
def test_a_harmed_file_is_not_believed(tmp_path: Path, suffix: str, harm: str) -> None:
    volumes = Volumes(tmp_path)
    add(volumes, 0, [Text({"title": "ferry", "body": "strike"})])
    file = tmp_path / f"00000001.{suffix}"
    whole = file.read_bytes()
    file.write_bytes({"cut": whole[:-20], "overwritten": whole[:50] + b"?" + whole[51:], "emptied": b""}[harm])
    with pytest.raises(DamagedError):
        rows = next(volumes.newest_first())
        rows.finding(Stem("ferry"))
        rows.originals.matching(Pattern(0, 0, "", "", Regex("ferry")), np.array([0]))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("/ferry/", [0, 2]),
        ("/^ferry/", [0]),
        ("/ferry$/", [2]),
        ("/end$/", [0]),
        ("/[^a-e]erry/", [0, 2]),
        ("title:/ferry/", [0]),
        ("url:/ferry/", [3]),
        (r"/\bferry\b/", [0, 2]),
        ("/late\\s+the/", []),
        ("/x*/", []),
        ("/(?i)FERRY|tram/", [0, 1, 2]),
        (r"/\Aferry/", [0]),
        ("/(?-m:^ferry)/", [0]),
        ("/(?m)^ferry/", [0, 2]),
        ("/late$/", [0, 2, 3]),
        ("/(?m)end$/", [0, 2]),
        ("/a?/", [0, 1, 2, 3]),
    ],
)
def test_expressions_stay_within_their_field(tmp_path: Path, query: str, found: list[int]) -> None:
    texts = [
        Text({"title": "ferry late", "body": "the end"}),
        Text({"title": "tram", "body": "the end \ud800"}),
        Text({"title": "late", "body": "the end\nferry"}),
        Text({"title": "late"}, {"url": "https://tidings.example/ferry", "section": "the"}),
    ]
    volumes = Volumes(tmp_path)
    add(volumes, 0, texts)
    pattern = parse(query).root
    assert isinstance(pattern, Pattern)
    for chosen in ([0, 1, 2, 3], [1, 3], [2], []):
        flags = next(volumes.newest_first()).originals.matching(pattern, np.array(chosen, np.int64))
        assert [one for one, flag in zip(chosen, flags, strict=True) if flag] == [one for one in chosen if one in found]
