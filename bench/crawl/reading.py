"""What one contestant did in one round."""

import json
from collections import Counter
from dataclasses import dataclass, field

from bench.crawl.access_log import Traffic
from bench.crawl.measure import Cost


@dataclass(frozen=True, slots=True)
class Reading:
    """One run of one contestant: what it had to read, what it says it read, and what that took.

    `seconds` and `cpu` are seconds, `peak_memory` bytes. `fault` says in a line why the run does not count.
    """

    contestant: str
    expected: int
    pages: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    peak_memory: int = 0
    traffic: Traffic = field(default_factory=Traffic)
    fault: str = ""

    @property
    def cpu_ms_per_page(self) -> float:
        """Milliseconds of processor time a page."""
        return 1000 * self.cpu / self.expected

    @property
    def pages_per_second(self) -> float:
        """Pages a second by the clock."""
        return self.expected / self.seconds if self.seconds else 0.0

    @property
    def memory_mb(self) -> float:
        """Peak memory in millions of bytes."""
        return self.peak_memory / 1e6


def last_line(output: str) -> dict[str, float]:
    """The JSON object in the last line a contestant printed; empty when it printed none.

    >>> last_line('reading\\n{"pages": 200}\\n')
    {'pages': 200}
    """
    try:
        value = json.loads(output.strip().rpartition("\n")[2])
    except json.JSONDecodeError:
        return {}
    return value if isinstance(value, dict) else {}


def crawl_causes(output: str) -> str:
    """The errors in the runs that `monitor crawl --json` printed; empty when it printed none.

    >>> crawl_causes('{"runs": [{"errors": {"feed: 404 not found": 1}}, {"errors": {}}]}')
    '1 x feed: 404 not found'
    """
    try:
        runs = json.loads(output)["runs"]
    except (json.JSONDecodeError, KeyError, TypeError):
        return ""
    causes = Counter[str]()
    for run in runs:
        causes.update(run["errors"])
    return "; ".join(f"{count} x {cause}" for cause, count in causes.most_common(3))


def reading(contestant: str, expected: int, pages: int, cost: Cost, traffic: Traffic, start_up: Cost) -> Reading:
    """The cost as a reading, less what `start_up` took; a run that failed or lost pages has a fault."""
    fault = ""
    if cost.exit_code:
        fault = f"ended with code {cost.exit_code}: {crawl_causes(cost.output) or cost.message[:160]}"
    elif pages != expected:
        fault = f"read {pages} of {expected} pages"
    return Reading(
        contestant,
        expected,
        pages,
        cost.seconds - start_up.seconds,
        cost.cpu - start_up.cpu,
        cost.peak_memory,
        traffic,
        fault,
    )
