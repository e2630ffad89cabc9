"""Many items at once give what the matcher gives of each."""

import random
from pathlib import Path

import numpy as np
import pytest

from monitor.matching.find import find
from monitor.matching.query import Query, check
from monitor.matching.text import Text
from monitor.search.row_maker import RowMaker
from monitor.search.rows import Rows
from monitor.search.slices import Slice
from monitor.search.sweeping import Sweep, Told, is_known, leaves_of, parts_of
from monitor.search.volumes import Volumes
from tests.matching.generated import query as generated_query
from tests.matching.generated import text as generated_text

ITEMS = 60


def rows_of(folder: Path, texts: list[Text]) -> Rows:
    """The rows of some texts, whose ids and changes are their numbers."""
    maker = RowMaker()
    for number, text in enumerate(texts):
        maker.add((number, number), number, text)
    volumes = Volumes(folder)
    volumes.add(maker)
    return next(volumes.newest_first())


def sweep(rows: Rows, texts: list[Text], query: Query) -> Sweep:
    items = Slice(rows, np.arange(len(texts)))
    items.heed(parts_of(query.root))
    unknown = Told(np.zeros(items.size, np.bool_), np.ones(items.size, np.bool_))
    return Sweep(items, query.root, {leaf: unknown for leaf in leaves_of(query.root) if not is_known(leaf)})


def compare(rows: Rows, texts: list[Text], query: Query) -> int:
    """How many of the items it decided; they must be decided as the matcher does."""
    swept = sweep(rows, texts, query)
    brought = list(swept.brought(query.root, swept.possible))
    for number, text in enumerate(texts):
        spans = find(query, text)
        if swept.open[number]:
            continue
        assert swept.possible[number] == (spans is not None), (query.text, text.fields)
        if spans is not None:
            leaves = {leaf for leaf, where in brought if where[number]}
            assert leaves == {span.leaf for span in spans}, (query.text, text.fields)
    return int(np.count_nonzero(~swept.open))


@pytest.mark.parametrize("seed", range(4))
def test_generated_queries(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    texts = [Text(*generated_text(chance)) for _ in range(ITEMS)]
    rows, decided, asked = rows_of(tmp_path, texts), 0, 0
    for _ in range(150):
        query = check(generated_query(chance)).query
        if query is not None:
            decided += compare(rows, texts, query)
            asked += ITEMS
    assert decided > asked / 2
