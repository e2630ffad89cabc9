"""A home of the monitor for the measurement: one database server, one database for each way of crawling."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Home:
    """Runs `monitor` as a user does, in processes of their own."""

    folder: Path

    def write_source(self, name: str, home: str, entries: tuple[tuple[str, str], ...], timezone: str) -> None:
        """A source file with entries of (kind, address)."""
        values: dict[str, object] = {"title": name, "home": home, "languages": ["en"], "delay": 0, "concurrency": 4}
        values |= {"timezone": timezone} if timezone else {}
        lines = [f"{key} = {json.dumps(value)}" for key, value in values.items()]
        for kind, url in entries:
            lines += [
                "",
                "[[entry]]",
                f"kind = {json.dumps(kind)}",
                f"url = {json.dumps(url)}",
                'confidence = "validated"',
            ]
        group = self.folder / "catalogue" / "wordpress"
        group.mkdir(parents=True, exist_ok=True)
        (group / f"{name}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def crawl(self, name: str, newest: int) -> dict[str, Any]:
        """The run of one source, as `monitor crawl --json` prints it."""
        done = self._monitor(name, "crawl", "--json", "--newest", str(newest), name)
        if not done.stdout.strip():
            raise RuntimeError(f"the crawl of {name} printed nothing: {done.stderr[-800:]}")
        run: dict[str, Any] = json.loads(done.stdout)["runs"][0]
        return run

    def items(self, name: str) -> list[dict[str, Any]]:
        """What the crawls of one source stored."""
        done = self._monitor(name, "items", "export", "--format", "jsonl")
        return [json.loads(line) for line in done.stdout.splitlines()]

    def probe(self, url: str) -> dict[str, Any]:
        """What `monitor sources probe --json` proposes."""
        found: dict[str, Any] = json.loads(self._monitor("probe", "sources", "probe", "--json", url).stdout)
        return found

    def database(self, action: str) -> None:
        """Starts or stops the database server of this home."""
        self._monitor("probe", "db", action)

    def _monitor(self, name: str, *words: str) -> "subprocess.CompletedProcess[str]":
        clean = {key: value for key, value in os.environ.items() if not key.startswith("MONITOR_")}
        environ = clean | {
            "PYTHONPATH": str(_PROJECT),
            "MONITOR_HOME": str(self.folder),
            "MONITOR_MONGO_DB": f"wordpress_{name}",
            "MONITOR_SOURCES": str(self.folder / "catalogue"),
            "MONITOR_BUNDLED_SOURCES": "0",
            "MONITOR_ALLOW_NETWORKS": "127.0.0.0/8",
            "MONITOR_CONTACT": "bench@localhost.invalid",
        }
        command = [sys.executable, "-m", "monitor", *words]
        return subprocess.run(
            command, env=environ, cwd=self.folder, capture_output=True, text=True, timeout=120, check=False
        )


@contextmanager
def monitor_home(folder: Path) -> Iterator[Home]:
    """A fresh home below the folder with its database running while the block does."""
    home = Home(Path(tempfile.mkdtemp(prefix="m", dir=folder)))
    home.database("start")
    try:
        yield home
    finally:
        home.database("stop")
