"""The end of the demo on a real terminal: the pages are served, with a link to log in, until Ctrl-C."""

import os
import pty
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


def _said(terminal: int, what: str) -> str:
    """What is printed up to and including a pattern; raises OSError at the end of the program."""
    said = ""
    while not re.search(what, said):
        said += os.read(terminal, 4096).decode("utf-8", "replace")
    return said


def test_on_a_terminal_the_demo_ends_with_its_pages_and_a_link_to_log_in(home: Path) -> None:
    ours, theirs = pty.openpty()
    environ = {name: value for name, value in os.environ.items() if not name.startswith("MONITOR_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "monitor", "demo"],
        env=environ | {"MONITOR_HOME": str(home), "COLUMNS": "200"},
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    try:
        link = re.search(r"(http://127\.0\.0\.1:\d+)(/welcome/[\w-]+)", _said(ours, "Ctrl-C ends them"))
        assert link is not None
        with httpx.Client(base_url=link[1], follow_redirects=True) as client:
            token = re.search(r'name="token" value="(\w+)"', client.get(link[2]).text)
            assert token is not None
            fields = {"token": token[1], "passphrase": "six slow wooden boats", "again": "six slow wooden boats"}
            assert "idle as Tamaril offices" in client.post(link[2], data=fields).text
            assert "The Harbour Post" in client.get("/sources").text
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()
        process.wait()
        os.close(ours)
