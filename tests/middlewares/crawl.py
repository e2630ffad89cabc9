"""Runs one crawl in a process of its own, since a process has one reactor, and tells what happened.

The test calls `crawl`; the other side of it is this module run as a program, with a `Plan` on
standard input and a `Report` on standard output.
"""

import json
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess, AsyncCrawlerRunner
from scrapy.http import Response
from scrapy.utils.reactor import install_reactor
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from monitor.ledger import Ledger
from monitor.middlewares.reasons import Reason, reason_of
from monitor.sources.model import Source
from monitor.state import SourceState, StoredRobots, Validator
from tests.middlewares.settings import SETTINGS, environment

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


@dataclass(slots=True)
class Plan:
    """What to crawl: entries one after the other with `download_async`, then pages as requests."""

    entries: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)
    exempt: list[str] = field(default_factory=lambda: ["127.0.0.1/32"])
    meta: dict[str, Any] = field(default_factory=dict)
    now: str = NOW.isoformat()
    validators: dict[str, dict[str, str]] = field(default_factory=dict)
    robots: dict[str, dict[str, Any]] = field(default_factory=dict)
    closed: dict[str, str] = field(default_factory=dict)
    # Start with Scrapy's runner, which leaves the resolver as it is.
    runner: bool = False
    # How many crawlers in the one process do the same; the first to end reports.
    crawlers: int = 1


@dataclass(slots=True)
class Report:
    """What came of it. `got` has a status and body length, or a reason, for each address asked for."""

    got: dict[str, dict[str, Any]] = field(default_factory=dict)
    errors: dict[str, int] = field(default_factory=dict)
    requests_made: int = 0
    bytes_received: int = 0
    pending_validators: dict[str, dict[str, str]] = field(default_factory=dict)
    robots: dict[str, dict[str, Any]] = field(default_factory=dict)
    closed: dict[str, str] = field(default_factory=dict)
    not_before: str = ""
    log: str = ""

    def reason(self, url: str) -> str:
        """Why an address was not had."""
        return str(self.got[url]["reason"])

    def status(self, url: str) -> int:
        """The status with which an address was had."""
        return int(self.got[url]["status"])


def crawl(*pages: str, env: dict[str, str] | None = None, **plan: Any) -> Report:
    """Crawls in another process; see `Plan` for what can be asked."""
    text = json.dumps(asdict(Plan(pages=list(pages), **plan)))
    done = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-m", "tests.middlewares.crawl"],
        input=text,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=env,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Report(**json.loads(done.stdout), log=done.stderr)


class PlanSpider(Spider):
    """Carries a plan out; stands in for the spiders of the monitor."""

    name = "plan"

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan
        self.report = Report()
        self.source = Source(name="plan", group="tests", title="Plan", home="")
        self.state = _state(plan)
        self.ledger = Ledger()
        self.pending_validators: dict[str, Validator] = {}
        self.requests_made = 0
        self.stopping = False
        self.bytes_received = 0

    def now(self) -> datetime:
        """The plan's present."""
        return datetime.fromisoformat(self.plan.now)

    async def start(self) -> AsyncIterator[Any]:
        """Fetches the entries, then asks for the pages."""
        assert self.crawler.engine is not None
        for url in self.plan.entries:
            request = Request(url, meta={"conditional": True, **self.plan.meta})
            try:
                self._note(url, await self.crawler.engine.download_async(request))
            except Exception as error:
                self._note_reason(url, reason_of(error))
        for url in self.plan.pages:
            yield Request(url, self.parse, errback=self.fail, meta=self.plan.meta, cb_kwargs={"url": url})

    def parse(self, response: Response, url: str) -> None:
        """A page arrived."""
        self._note(url, response)

    def fail(self, failure: Failure) -> None:
        """A page did not arrive."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self._note_reason(request.cb_kwargs["url"], reason_of(failure))

    def _note(self, url: str, response: Response) -> None:
        if response.status not in {200, 304}:
            self._note_reason(url, reason_of(response))
            return
        self.report.got[url] = {"status": response.status, "length": len(response.body), "url": response.url}

    def _note_reason(self, url: str, reason: Reason) -> None:
        self.report.got[url] = {"reason": reason.text, "permanent": reason.permanent, "status": reason.status}

    def closed(self, reason: str) -> None:
        """Fills in the rest of the report."""
        report, state = self.report, self.state
        report.errors = dict(self.ledger.errors)
        report.requests_made, report.bytes_received = self.requests_made, self.bytes_received
        report.pending_validators = {url: _texts(asdict(one)) for url, one in self.pending_validators.items()}
        report.robots = {
            origin: {"body": one.body.decode(), "status": one.status, "fetched_at": one.fetched_at.isoformat()}
            for origin, one in state.robots.items()
        }
        report.closed = {host: until.isoformat() for host, until in state.closed.items()}
        report.not_before = state.not_before.isoformat() if state.not_before else ""


def _state(plan: Plan) -> SourceState:
    return SourceState(
        "plan",
        validators={
            url: Validator(one["etag"], one["last_modified"], datetime.fromisoformat(one["stored_at"]), one["url"])
            for url, one in plan.validators.items()
        },
        robots={
            origin: StoredRobots(one["body"].encode(), one["status"], datetime.fromisoformat(one["fetched_at"]))
            for origin, one in plan.robots.items()
        },
        closed={host: datetime.fromisoformat(until) for host, until in plan.closed.items()},
    )


def _texts(values: dict[str, Any]) -> dict[str, str]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}


def main() -> None:
    """The program: plan in, report out, log on standard error."""
    plan = Plan(**json.load(sys.stdin))
    settings = {
        **SETTINGS,
        "MONITOR_ENVIRONMENT": environment(*plan.exempt),
        **plan.settings,
        "CRAWLERS": plan.crawlers,
    }
    reports: list[Report] = []

    class Recording(PlanSpider):
        def closed(self, reason: str) -> None:
            super().closed(reason)
            reports.append(self.report)

    start = _run_with_runner if plan.runner else _run_with_process
    start(settings, lambda runner: runner.crawl(Recording, plan=plan))
    values = asdict(reports[0])
    del values["log"]
    json.dump(values, sys.stdout)


def _run_with_process(settings: dict[str, Any], begin: Callable[[AsyncCrawlerRunner], Any]) -> None:
    process = AsyncCrawlerProcess(settings)
    for _ in range(settings["CRAWLERS"]):
        begin(process)
    process.start()


def _run_with_runner(settings: dict[str, Any], begin: Callable[[AsyncCrawlerRunner], Any]) -> None:
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet.task import react

    with suppress(SystemExit):
        react(lambda reactor: Deferred.fromFuture(begin(AsyncCrawlerRunner(settings))))


if __name__ == "__main__":
    main()
