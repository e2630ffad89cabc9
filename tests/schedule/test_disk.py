"""What is said of a disk that has no room; the disk is the real one."""

import os
from pathlib import Path

import pytest

from monitor.errors import DatabaseUnavailable
from monitor.schedule import disk
from monitor.schedule.part import Work, read_facts, run_directory, trouble_with
from monitor.schedule.status import healthz, page
from monitor.settings import Environment


def test_a_full_disk_is_told_whatever_the_parts_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    away = DatabaseUnavailable("MongoDB does not answer")
    here, elsewhere = Environment(home=tmp_path / "new"), Environment(home=tmp_path, mongo_uri="mongodb://far.example")
    assert (disk.trouble(here.home), trouble_with(here, away)) == ("", "MongoDB does not answer")
    monkeypatch.setattr(disk, "TOO_LITTLE", disk.free_bytes(tmp_path) * 2)
    full = disk.trouble(here.home)
    assert full.startswith("The disk is almost full: ")
    assert trouble_with(here, away) == full
    assert trouble_with(elsewhere, away) == "MongoDB does not answer"
    assert healthz([], full)[0] == 503
    assert full in page([], full).decode()


def test_a_part_that_cannot_write_says_so_once_and_still_gives_a_sign_of_life(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    work = Work("sender", Environment(home=tmp_path))
    work.say(sent_total=1)
    said = run_directory(tmp_path) / "sender.json"
    before = said.stat().st_mtime_ns
    too_long = Work("s" * 300, work.environment)
    too_long.say()
    too_long.say()
    assert [record.message for record in caplog.records] == ["The status page is out of date: File name too long"]
    # A folder in the way of the unfinished file stands for a disk that takes nothing.
    (run_directory(tmp_path) / f".sender.{os.getpid()}").mkdir()
    work.say(sent_total=2)
    assert read_facts(tmp_path, "sender")["sent_total"] == 1
    assert said.stat().st_mtime_ns > before
