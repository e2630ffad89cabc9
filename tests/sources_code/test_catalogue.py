"""Sources from several places: what wins, what is told, what a broken file costs."""

from pathlib import Path

import pytest

from monitor.errors import CatalogueError
from monitor.settings import Environment
from monitor.sources.catalogue import Catalogue, load_catalogue, load_paths, repeated_entries

TEXT = 'title = "{}"\nhome = "https://lagoon.example/"\n'


def write(path: Path, title: str = "Lagoon") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT.format(title), encoding="utf-8")
    return path


def load(home: Path, *paths: Path, bundled: bool = False) -> Catalogue:
    return load_catalogue(Environment(home=home, source_paths=paths, bundled_sources=bundled))


def test_reads_groups_plain_directories_and_single_files(tmp_path: Path) -> None:
    write(tmp_path / "grouped" / "coast" / "lagoon.toml")
    write(tmp_path / "plain" / "harbour.toml")
    single = write(tmp_path / "elsewhere" / "reef.toml")
    catalogue = load(tmp_path / "home", tmp_path / "grouped", tmp_path / "plain", single)
    assert [(source.group, source.name) for source in catalogue.sources] == [
        ("plain", "harbour"),
        ("coast", "lagoon"),
        ("elsewhere", "reef"),
    ]
    assert catalogue.problems == ()
    assert catalogue.groups == ("coast", "elsewhere", "plain")


def test_reads_the_sources_of_the_home_directory(tmp_path: Path) -> None:
    write(tmp_path / "sources" / "own" / "lagoon.toml")
    assert [source.name for source in load(tmp_path).sources] == ["lagoon"]


def test_later_wins_and_is_told(tmp_path: Path) -> None:
    write(tmp_path / "a" / "lagoon.toml", "First")
    write(tmp_path / "b" / "lagoon.toml", "Second")
    catalogue = load(tmp_path, tmp_path / "a", tmp_path / "b")
    assert catalogue.get("lagoon").title == "Second"
    (problem,) = catalogue.problems
    assert problem.warning
    assert "takes the place of" in str(problem)


def test_your_own_file_replaces_a_bundled_one_without_a_word(tmp_path: Path) -> None:
    write(tmp_path / "a" / "amnesty_fr.toml", "Mine")
    catalogue = load(tmp_path, tmp_path / "a", bundled=True)
    assert catalogue.get("amnesty_fr").title == "Mine"
    assert catalogue.problems == ()


def test_a_broken_file_costs_its_own_source_only(tmp_path: Path) -> None:
    write(tmp_path / "a" / "harbour.toml")
    (tmp_path / "a" / "lagoon.toml").write_text("titel = 1", encoding="utf-8")
    (tmp_path / "a" / "reef.toml").write_bytes(b"\xff\xfe\x00")
    catalogue = load(tmp_path, tmp_path / "a")
    assert [source.name for source in catalogue.select()] == ["harbour"]
    assert len(catalogue.problems) == 3
    with pytest.raises(CatalogueError, match=r"lagoon\.toml:1: titel"):
        catalogue.get("lagoon")
    with pytest.raises(CatalogueError, match="UTF-8"):
        catalogue.select(["reef"])


def test_a_missing_directory_is_a_problem(tmp_path: Path) -> None:
    catalogue = load(tmp_path, tmp_path / "nowhere")
    assert "no such file or directory" in str(catalogue.problems[0])


def test_a_file_that_is_too_large_is_a_problem(tmp_path: Path) -> None:
    path = write(tmp_path / "a" / "lagoon.toml")
    path.write_bytes(b"#" * 300_000)
    assert "larger than 256 KiB" in str(load_paths([path]).problems[0])


def test_an_unknown_name_names_the_nearest(tmp_path: Path) -> None:
    write(tmp_path / "a" / "lagoon.toml")
    with pytest.raises(CatalogueError, match=r"No source is called lagon; did you mean lagoon\?"):
        load(tmp_path, tmp_path / "a").get("lagon")


def test_an_unknown_group_names_the_known(tmp_path: Path) -> None:
    write(tmp_path / "coast" / "lagoon.toml")
    with pytest.raises(CatalogueError, match="coast"):
        load(tmp_path, tmp_path / "coast").select(group="mountains")


def test_selects_active_sources_unless_one_is_named(tmp_path: Path) -> None:
    write(tmp_path / "coast" / "harbour.toml")
    path = write(tmp_path / "coast" / "lagoon.toml")
    path.write_text(path.read_text(encoding="utf-8") + "active = false\n", encoding="utf-8")
    catalogue = load(tmp_path, tmp_path / "coast")
    assert [source.name for source in catalogue.select()] == ["harbour"]
    assert [source.name for source in catalogue.select(group="coast")] == ["harbour"]
    assert [source.name for source in catalogue.select(["lagoon"])] == ["lagoon"]
    assert [source.name for source in catalogue.select(["lagoon"], "coast")] == ["lagoon", "harbour"]
    assert len(catalogue.in_group("coast")) == 2


def test_an_address_in_two_sources_is_a_warning(tmp_path: Path) -> None:
    entry = '[[entry]]\nkind = "feed"\nurl = "https://lagoon.example/feed"\n'
    for name in ("harbour", "lagoon"):
        path = write(tmp_path / "coast" / f"{name}.toml")
        path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")
    (problem,) = repeated_entries(load(tmp_path, tmp_path / "coast"))
    assert problem.warning
    assert "watched by harbour as well" in str(problem)
