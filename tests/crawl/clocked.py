"""Crawls at given moments: what takes weeks in the world takes seconds in a test."""

import json
import subprocess
import sys
from datetime import datetime
from typing import Any

from tests.crawl.lab import ROOT, Lab

CODE = """
import json, sys
from dataclasses import asdict
from datetime import datetime
from monitor.pipelines import services
from monitor.schedule import runner
from monitor.schedule.reactor import Crawls
from monitor.settings import read_environment
from monitor.sources.catalogue import load_catalogue

present = [datetime.fromisoformat(sys.argv[2])]
environment = read_environment()
sources = load_catalogue(environment).select()
overrides = {"MONITOR_CLOCK": lambda: present[-1], "MONITOR_WORKERS": 1, "RETRY_TIMES": 0, **json.loads(sys.argv[1])}

async def job(crawls):
    await services.acquire(crawls.settings)
    try:
        for moment in sys.argv[2:]:
            present.append(datetime.fromisoformat(moment))
            progress = runner.Progress(sources)
            await runner._crawl_all(crawls, progress, sources, 4)
            print(json.dumps({run.source: asdict(run) for run in progress.done}))
    finally:
        await services.release(crawls.settings)

Crawls(runner.crawl_settings(environment, overrides)).run(job)
"""

Run = dict[str, Any]


def crawl_at(lab: Lab, *moments: datetime, **settings: Any) -> list[dict[str, Run]]:
    """The runs of all sources of a lab, by source, as they would be at each of the moments."""
    command = [sys.executable, "-c", CODE, json.dumps(settings), *(moment.isoformat() for moment in moments)]
    done = subprocess.run(command, cwd=ROOT, env=lab.environ, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
