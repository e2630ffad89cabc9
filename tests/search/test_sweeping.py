"""Many items at once give what the matcher gives of each."""

import random
from pathlib import Path

import numpy as np
import pytest

from monitor.matching.find import find
from monitor.matching.query import Query, check, leaves
from monitor.matching.text import Text
from monitor.search.decidable import is_known, parts_of
from monitor.search.row_maker import RowMaker
from monitor.search.rows import Rows
from monitor.search.slices import Slice
from monitor.search.sweeping import Sweep, Told
from monitor.search.volumes import Volumes
from tests.matching.generated import WORDS
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
    return Sweep(items, query.root, {leaf: unknown for leaf in leaves(query.root) if not is_known(leaf)})


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
            found = {leaf for leaf, where in brought if where[number]}
            assert found == {span.leaf for span in spans}, (query.text, text.fields)
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


SPECIAL = (
    "人?律", "人*师", "~U.N.", "{U.N.}", "{#strike}", 'title:"人权 律师"', "/人.律/", "url:/mill/", "section:police",
    '"police st*"',
)  # fmt: skip


def nested(chance: random.Random, depth: int = 3) -> str:
    """A query of NEAR and ATLEAST in all kinds of groups, and of leaves that the rows leave open."""
    if depth == 0:
        return chance.choice((*SPECIAL, *WORDS[:20]))
    one, other, third = (nested(chance, chance.randint(0, depth - 1)) for _ in range(3))
    near, count = f"{chance.choice(('NEAR', 'ONEAR'))}/{chance.randint(1, 9)}", chance.randint(1, 3)
    return chance.choice(
        (
            f"({one} OR {other} OR {third})",
            f"({one} AND {other} NOT {third})",
            f"({one} {near} {other})",
            f"({one} {near} ({other} OR {third}))",
            f"({one} {near} {other} NEAR/20 {third})",
            f"ATLEAST/{count}({one} OR ({other} AND {third}))",
        )
    )


@pytest.mark.parametrize("seed", range(4))
def test_groups_within_groups(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    facts = {"url": "https://mill.example", "section": "police"}
    texts = [Text(fields, {**meta, **facts}) for fields, meta in (generated_text(chance) for _ in range(ITEMS))]
    rows, decided = rows_of(tmp_path, texts), 0
    for _ in range(150):
        query = check(nested(chance)).query
        if query is not None:
            decided += compare(rows, texts, query)
    assert decided > 500


def test_what_repeats_itself_without_end_is_left_to_the_matcher(tmp_path: Path) -> None:
    texts = [Text({"body": "ferry strike " * 300}), Text({"body": "ferry strike"})]
    query = check("ferry NEAR/100 strike").query
    assert query is not None
    assert compare(rows_of(tmp_path, texts), texts, query) == 1
