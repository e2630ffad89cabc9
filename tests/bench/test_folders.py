"""Which folders a measurement of pages takes."""

from pathlib import Path

import pytest

from bench.folders import page_folders


def collection(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "truth.jsonl").write_text("")
    return folder


def test_takes_a_folder_of_pages_and_the_folders_of_pages_in_a_folder(tmp_path: Path) -> None:
    news, blogs = collection(tmp_path / "real" / "news"), collection(tmp_path / "real" / "blogs")
    (tmp_path / "real" / "empty").mkdir()
    assert page_folders([news]) == {"news": news}
    assert page_folders([tmp_path / "real", news]) == {"blogs": blogs, "news": news}


def test_folders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    one, other = collection(tmp_path / "whole" / "news"), collection(tmp_path / "bare" / "news")
    assert page_folders([one, other]) == {str(one): one, str(other): other}


@pytest.mark.parametrize("name", ["", "missing"])
def test_says_so_where_there_are_no_pages(tmp_path: Path, name: str) -> None:
    with pytest.raises(SystemExit, match=r"truth\.jsonl"):
        page_folders([tmp_path / name])
