"""`monitor sources test`: what the entries of a source give now."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from monitor.commands.source_tables import evidence_table, evidence_values
from monitor.items import Fetch
from monitor.settings import Environment, read_environment
from monitor.sources.catalogue import load_catalogue, load_paths
from monitor.sources.model import Source
from monitor.sources.trying import SourceTrial, try_source


def test(
    name: Annotated[str, typer.Argument(metavar="NAME|FILE", help="A source by its name, or a source file.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Fetch and read every entry of a source, and store nothing. Exit 1 when none gives anything.

    Example: monitor sources test amnesty_fr
    """
    environment = read_environment()
    trial = _tried(environment, _source(environment, name))
    if as_json:
        typer.echo(json.dumps(trial_values(trial), ensure_ascii=False, indent=1))
    else:
        _report(trial)
    if not trial.evidence:
        raise typer.Exit(1)


def trial_values(trial: SourceTrial) -> dict[str, object]:
    """A trial as JSON can hold it."""
    evidence = [evidence_values(one) for one in trial.evidence]
    return {"evidence": evidence, "failures": trial.failures, "requests": trial.requests}


def _source(environment: Environment, name: str) -> Source:
    path = Path(name)
    if path.suffix != ".toml":
        return load_catalogue(environment).get(name)
    return load_paths([path]).get(path.stem)


def _tried(environment: Environment, source: Source) -> SourceTrial:
    from monitor.schedule.fetching import with_fetch  # the reactor takes a second to import

    async def job(fetch: Fetch) -> SourceTrial:
        return await try_source(source, fetch, datetime.now(UTC))

    return with_fetch(environment, job)


def _report(trial: SourceTrial) -> None:
    console = Console()
    if trial.evidence:
        console.print(evidence_table(trial))
    for address, reason in trial.failures.items():
        console.print(f"{address}: {reason}", markup=False, highlight=False)
