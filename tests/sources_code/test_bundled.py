"""Every bundled source, one by one."""

from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest

from monitor.settings import Environment
from monitor.sources.catalogue import Catalogue, load_catalogue
from monitor.sources.files import bundled_files
from monitor.sources.reading import read_source
from monitor.sources.values import CONFIDENCES
from monitor.sources.writing import to_toml


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return load_catalogue(Environment(home=tmp_path_factory.mktemp("home")))


def test_all_bundled_files_load(catalogue: Catalogue) -> None:
    assert catalogue.problems == ()
    assert len(catalogue.sources) >= 288
    assert len(catalogue.in_group("amnesty")) >= 83


def test_names_are_unique() -> None:
    names = [file.name for file in bundled_files()]
    assert len(names) == len(set(names))


def test_every_source_is_whole(catalogue: Catalogue) -> None:
    for source in catalogue.sources:
        assert source.title, source.name
        assert source.languages, source.name
        assert len(source.country) == 2, source.name
        assert source.timezone == "" or ZoneInfo(source.timezone), source.name
        assert source.timezone or source.note, f"{source.name}: say why the time zone is not known"
        assert source.active or source.note, f"{source.name}: say why it is not active"
        for address in (source.home, *(entry.url for entry in source.entries)):
            assert urlsplit(address).scheme in {"http", "https"}, source.name
            assert "{" not in address, source.name
        assert {entry.confidence for entry in source.entries} <= set(CONFIDENCES), source.name


def test_no_entry_stands_in_two_sources(catalogue: Catalogue) -> None:
    addresses = [entry.url for source in catalogue.sources for entry in source.entries]
    assert len(addresses) == len(set(addresses))


def test_feeds_come_first(catalogue: Catalogue) -> None:
    rank = ["feed", "sitemap", "wordpress", "listing"]
    for source in catalogue.sources:
        order = [rank.index(entry.kind) for entry in source.entries]
        assert order == sorted(order), source.name


def test_writing_a_source_reads_back_the_same(catalogue: Catalogue) -> None:
    for source in catalogue.sources:
        assert read_source(to_toml(source), source.name, source.group, source.path) == source
