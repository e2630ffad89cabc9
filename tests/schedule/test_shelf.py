"""The catalogue of a running system: what changes counts, what breaks costs nothing."""

from pathlib import Path

import pytest

from monitor.schedule.shelf import Shelf
from monitor.settings import Environment

FILE = 'title = "{}"\nhome = "https://{}.example/"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A group of two sources."""
    folder = tmp_path / "home" / "sources" / "coast"
    folder.mkdir(parents=True)
    for name in ("lagoon", "harbour"):
        (folder / f"{name}.toml").write_text(FILE.format(name, name))
    return folder


@pytest.fixture
def shelf(folder: Path) -> Shelf:
    shelf = Shelf(Environment(home=folder.parent.parent, bundled_sources=False))
    assert shelf.refresh()
    return shelf


def test_nothing_is_read_again_while_nothing_changes(shelf: Shelf) -> None:
    sources, generation = shelf.sources, shelf.generation
    assert not shelf.refresh()
    assert shelf.sources is sources
    assert shelf.generation == generation


def test_a_new_a_changed_and_a_removed_file_count(shelf: Shelf, folder: Path) -> None:
    (folder / "island.toml").write_text(FILE.format("island", "island"))
    (folder / "lagoon.toml").write_text(FILE.format("Lagoon Watch", "lagoon"))
    (folder / "harbour.toml").unlink()
    assert shelf.refresh()
    assert sorted(shelf.sources) == ["island", "lagoon"]
    assert shelf.sources["lagoon"].title == "Lagoon Watch"


def test_a_file_that_breaks_leaves_its_last_good_source(shelf: Shelf, folder: Path) -> None:
    (folder / "lagoon.toml").write_text("title = ")
    assert not shelf.refresh()
    assert (sorted(shelf.sources), shelf.problems) == (["harbour", "lagoon"], 1)
    (folder / "lagoon.toml").write_text(FILE.format("mended", "lagoon"))
    assert shelf.refresh()
    assert (shelf.sources["lagoon"].title, shelf.problems) == ("mended", 0)


def test_a_source_that_is_switched_off_goes(shelf: Shelf, folder: Path) -> None:
    (folder / "lagoon.toml").write_text(FILE.format("lagoon", "lagoon") + "active = false\n")
    assert shelf.refresh()
    assert sorted(shelf.sources) == ["harbour"]


def test_a_group_that_has_gone_is_no_error(shelf: Shelf, folder: Path) -> None:
    shelf.group = "coast"
    for path in folder.iterdir():
        path.unlink()
    assert shelf.refresh()
    assert shelf.sources == {}
