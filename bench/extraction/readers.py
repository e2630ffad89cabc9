"""The readers, each in a process of its own; of some the packages are no dependency."""

import json
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bench.extraction import worker
from bench.extraction.pages import Truth
from bench.extraction.scores import Read

REQUIREMENTS = Path(__file__).with_name("peers.txt")
PEERS = ("newspaper4k", "readability-lxml")
_ALL = frozenset({"headline", "authors", "body", "dates"})
# What a reader does not read, it is not measured by; what it reads, it also misses by a crash.
_READS = {"htmldate": frozenset({"dates"}), "readability-lxml": frozenset({"headline", "body"})}


@dataclass(slots=True)
class Reader:
    """A running reader; `peak` is the most memory it used, in MB, known when it was closed."""

    name: str
    process: "subprocess.Popen[str]"
    peak: float = 0.0

    @classmethod
    def start(cls, name: str, python: Path) -> "Reader":
        """Starts the process; the project's own modules are found from the current folder."""
        code = [worker.__file__] if name in PEERS else ["-m", worker.__name__]
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            [str(python), *code, name], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True
        )
        return cls(name, process)

    def read(self, truth: Truth) -> Read:
        """What it makes of a page; a reader that died has crashed on this page and on all that follow."""
        try:
            answer = self._ask({"path": str(truth.path), "url": truth.url})
        except (OSError, ValueError) as error:
            answer = {"crashed": f"died: {error}"}
        return _read(answer, _READS.get(self.name, _ALL))

    def _ask(self, request: dict[str, str]) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def close(self) -> None:
        """Ends the process and notes its memory."""
        output, _ = self.process.communicate()
        lines = output.strip().splitlines()
        self.peak = json.loads(lines[-1])["peak"] if lines else 0.0


def _read(answer: dict[str, Any], reads: frozenset[str]) -> Read:
    moment = answer.get("instant")
    return Read(
        headline=answer.get("headline", "") if "headline" in reads else None,
        authors=answer.get("authors", []) if "authors" in reads else None,
        body=answer.get("body", "") if "body" in reads else None,
        day=date.fromisoformat(answer["day"]) if answer.get("day") else None,
        instant=datetime.fromisoformat(moment).astimezone(UTC) if moment else None,
        confidence=answer.get("confidence", ""),
        refused=answer.get("refused", ""),
        crashed=answer.get("crashed", ""),
        milliseconds=answer.get("milliseconds", 0.0),
        reads_dates="dates" in reads,
    )
