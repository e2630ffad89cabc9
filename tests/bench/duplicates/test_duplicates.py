"""The measurement itself, on invented articles: what it makes of them, and that it counts right."""

import json
import random
from pathlib import Path

import pytest

from bench.duplicates import million, pairs, passes
from bench.duplicates.seeds import Seed, halves, read
from bench.duplicates.variants import FOOTER, Text, sentences, texts, words
from tests.stories.test_verdict import prose


def invented(name: str, length: int = 300) -> Seed:
    """An article in sentences of twelve words."""
    found = prose(name, length)
    lines = [" ".join(found[place : place + 12]).capitalize() + "." for place in range(0, length, 12)]
    return Seed(name, "en", " ".join(lines))


SEEDS = [invented(f"seed {number}", 240 + 20 * number) for number in range(6)]
HOSTS = [invented(f"host {number}", 500) for number in range(6)]
TEXTS = texts(SEEDS, HOSTS)


def made(name: str) -> list[Text]:
    return [text for text in TEXTS if text.made == name]


def test_texts_are_the_same_in_every_run() -> None:
    assert texts(SEEDS, HOSTS) == TEXTS
    assert len(TEXTS) == 10 * len(SEEDS)


def test_each_change_does_what_it_says() -> None:
    for original, trimmed, typeset in zip(made("original"), made("trimmed to 35 %"), made("typography"), strict=True):
        assert original.text.startswith(trimmed.text)
        assert len(words(trimmed.text)) == int(0.35 * len(words(original.text)))
        assert typeset.text != original.text
    replaced = zip(made("original"), made("15 % of words replaced"), strict=True)
    for original, other in replaced:
        same = sum(one == two for one, two in zip(words(original.text), words(other.text), strict=True))
        assert same / len(words(original.text)) == pytest.approx(0.85, abs=0.02)
    assert len(FOOTER.split()) == 115
    assert not any(text.is_copy for text in made("quotes 40 %"))


def test_scripts_without_spaces_have_words_and_sentences() -> None:
    assert words("人权组织a1") == ["人权", "组织", "a1"]
    assert sentences("人权组织。说明。 A day. Night!") == ["人权组织。", "说明。", "A day.", "Night!"]


def test_the_monitor_beats_its_peers_on_invented_texts() -> None:
    wanted = pairs.true_pairs(TEXTS)
    assert len(wanted) == 36 * len(SEEDS)
    ours = pairs.score(pairs.monitor_pairs(TEXTS), wanted)
    assert ours.f1 > 0.97
    assert ours.f1 > pairs.score(pairs.lsh_pairs(0.5)(TEXTS), wanted).f1
    assert ours.f1 > pairs.score(pairs.simhash_pairs(TEXTS), wanted).f1


def test_passes_count_what_was_merged() -> None:
    one = passes.run(TEXTS, 2)
    assert all(found.pairs.precision == 1.0 and found.footers == 0 and found.quoting == 0.0 for found in one)
    together = passes.judged(TEXTS, ["one story"] * len(TEXTS))
    assert together.quoting == 1.0
    assert together.footers == 15
    assert passes.excerpts(TEXTS) == 1.0


def test_seeds_come_from_any_folder_and_are_split_by_language(tmp_path: Path) -> None:
    bodies: list[str | None] = [invented(f"row {number}").text for number in range(9)]
    bodies += [bodies[0], "Short.", None]
    rows = [{"url": f"https://a.example/{number}", "body": body} for number, body in enumerate(bodies)]
    random.Random(2).shuffle(rows)
    folder = tmp_path / "some" / "where"
    folder.mkdir(parents=True)
    (folder / "truth.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n")
    found = read(tmp_path)
    assert len(found) == 9
    development, other = halves([Seed(seed.name, "xx", seed.text) for seed in found])
    assert (len(development), len(other)) == (3, 6)


def test_the_look_up_finds_changed_copies_and_goes_away() -> None:
    told: list[int] = []
    found = million.run(600, 2, told.append)
    assert told[-1] == 600
    assert found.recall > 0.97
    assert found.index_bytes > 100
    assert found.server_cpu >= 0
