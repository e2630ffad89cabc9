"""A crawl worker as its parent sees it: a process that ends with a code and a line in the log."""

import json
import os
import subprocess
import sys
from pathlib import Path


def test_a_worker_without_a_database_says_so_in_one_line(tmp_path: Path) -> None:
    environment = {**os.environ, "MONITOR_HOME": str(tmp_path), "MONITOR_MONGO_URI": "mongodb://127.0.0.1:1"}
    command = [sys.executable, "-m", "monitor.schedule.worker"]
    done = subprocess.run(
        command, check=False, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert done.returncode == 1
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(line["level"], line["part"]) for line in lines] == [("error", "crawl")]
    assert "MongoDB at mongodb://127.0.0.1:1 does not answer" in lines[0]["event"]
