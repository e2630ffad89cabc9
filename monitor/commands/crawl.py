"""`monitor crawl`: crawls sources once and says what became of every address."""

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from monitor.commands.crawl_display import display_for
from monitor.commands.crawl_table import print_summary
from monitor.commands.logs import write_logs
from monitor.errors import UsageError
from monitor.ledger import RunSummary
from monitor.schedule.agenda import due_visits
from monitor.schedule.runner import AT_A_TIME
from monitor.schedule.runner import crawl as crawl_sources
from monitor.settings import Environment, read_environment
from monitor.sources.catalogue import load_catalogue
from monitor.sources.model import Source

DONE, FAILED, PARTIAL = 0, 1, 3


def crawl(
    names: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Sources by name.")] = None,
    group: Annotated[str, typer.Option(help="All sources of a group; see `monitor sources list`.")] = "",
    due: Annotated[bool, typer.Option("--due", help="Only those whose time has come.")] = False,
    newest: Annotated[int, typer.Option(min=1, help="How many items a first visit takes.")] = 50,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read pages.")] = 2,
    at_a_time: Annotated[int, typer.Option(min=1, help="Sources crawled side by side.")] = AT_A_TIME,
    processes: Annotated[int, typer.Option(min=1, max=64, help="Processes that fetch; each gets a share.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print the runs as JSON.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log lines on the terminal too.")] = False,
) -> None:
    """Crawl sources once; without names, every active source of the catalogue.

    Example: monitor crawl amnesty_fr amnesty_org_en --newest 20
    """
    environment = read_environment()
    chosen, slots = choose_sources(environment, names or [], group), None
    if due:
        visits = due_visits(environment, chosen, datetime.now(UTC))
        chosen, slots = [visit.source for visit in visits], {visit.source.name: visit.slot for visit in visits}
    if not chosen and not as_json:
        typer.echo("Nothing is due.")
        return
    overrides = {"MONITOR_NEWEST": newest, "MONITOR_WORKERS": workers}
    log = write_logs(environment.home, verbose=verbose)
    with display_for(sys.stderr, quiet=as_json) as display:
        runs = crawl_sources(
            chosen,
            environment,
            overrides=overrides,
            at_a_time=at_a_time,
            processes=processes,
            started=display.follow,
            slots=slots,
        )
    if as_json:
        print(json.dumps({"runs": [asdict(run) for run in runs]}, ensure_ascii=False, indent=1))  # noqa: T201
    else:
        print_summary(runs, skipped=len(chosen) - len(runs), log=log)
    raise typer.Exit(exit_code(runs, asked=len(chosen)))


def choose_sources(environment: Environment, names: list[str], group: str) -> list[Source]:
    """The sources that a call means; raises `UsageError` when there are none."""
    catalogue = load_catalogue(environment)
    if names or group:
        chosen = list(catalogue.select(names, group))
    else:
        chosen = [source for source in catalogue.sources if source.active]
    if not chosen:
        raise UsageError("There is no source to crawl. `monitor sources list` shows what is in the catalogue.")
    return chosen


def exit_code(runs: list[RunSummary], asked: int) -> int:
    """0 when every run finished, 1 when every run failed, otherwise 3."""
    states = {run.status for run in runs}
    if len(runs) == asked and states <= {"finished"}:
        return DONE
    return FAILED if states and states <= {"failed", "refused"} else PARTIAL
