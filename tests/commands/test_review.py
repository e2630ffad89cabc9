"""`monitor review` as a process of its own: it says where it is, serves, and ends when told to."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from monitor.store import embedded


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    embedded.stop(tmp_path)


def test_the_pages_are_served_until_told_to_stop(home: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("MONITOR_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "monitor", "review", "--port", "0"],
        env=environ | {"MONITOR_HOME": str(home), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        said = process.stdout.readline() + process.stdout.readline()
        link = re.search(r"http://127\.0\.0\.1:\d+/welcome/\S+", said)
        assert link is not None, said
        assert "Welcome, administrator" in httpx.get(link[0]).text
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
    assert (home / "secret.key").stat().st_mode & 0o777 == 0o600
