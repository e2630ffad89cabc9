"""A place to crawl in: a home, a database of its own, sources, and the `monitor` command."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class Result:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output as JSON."""
        assert self.out, self.err
        return json.loads(self.out)

    def run(self, source: str) -> dict[str, Any]:
        """The run of one source out of `monitor crawl --json`."""
        found: dict[str, Any] = next(run for run in self.json["runs"] if run["source"] == source)
        return found


@dataclass(slots=True)
class Lab:
    """One test's own corner. Commands run as a user runs them, in a process of their own."""

    home: Path
    mongo_uri: str
    mongo_db: str
    extra: dict[str, str] = field(default_factory=dict)

    def source(self, name: str, home: str, *entries: tuple[str, str], **keys: Any) -> None:
        """Writes a source file with entries of (kind, address)."""
        values = {"title": name, "home": home, "languages": ["en"], "timezone": "UTC", "delay": 0, **keys}
        lines = [f"{key} = {json.dumps(value)}" for key, value in values.items()]
        for kind, url in entries:
            lines += ["", "[[entry]]", f"kind = {json.dumps(kind)}", f"url = {json.dumps(url)}"]
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"{name}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def guess(self, name: str) -> None:
        """Marks the entries of a source as never seen to work."""
        path = self.folder / f"{name}.toml"
        path.write_text(path.read_text(encoding="utf-8") + 'confidence = "inferred"\n', encoding="utf-8")

    @property
    def folder(self) -> Path:
        """Where this lab's sources lie."""
        return self.home / "catalogue" / "lab"

    @property
    def environ(self) -> dict[str, str]:
        """The environment of a command; nothing of the machine's own MONITOR_ variables is in it."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("MONITOR_")}
        return {
            **clean,
            "MONITOR_HOME": str(self.home),
            "MONITOR_MONGO_URI": self.mongo_uri,
            "MONITOR_MONGO_DB": self.mongo_db,
            "MONITOR_SOURCES": str(self.folder.parent),
            "MONITOR_BUNDLED_SOURCES": "0",
            "MONITOR_ALLOW_NETWORKS": "127.0.0.0/8",
            **self.extra,
        }

    def start(self, *args: str) -> "subprocess.Popen[str]":
        """A `monitor` command that runs beside the test."""
        command = [sys.executable, "-m", "monitor", *args]
        return subprocess.Popen(
            command, cwd=ROOT, env=self.environ, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def monitor(self, *args: str) -> Result:
        """A `monitor` command run to its end."""
        process = self.start(*args)
        out, err = process.communicate(timeout=120)
        return Result(process.returncode, out, err)

    def crawl(self, *args: str) -> Result:
        """`monitor crawl --json`."""
        return self.monitor("crawl", "--json", *args)

    def items(self) -> list[dict[str, Any]]:
        """All stored items, as `monitor items export` gives them."""
        result = self.monitor("items", "export", "--format", "jsonl")
        assert result.code == 0, result.err
        return [json.loads(line) for line in result.out.splitlines()]
