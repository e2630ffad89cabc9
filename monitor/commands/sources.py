"""`monitor sources`: list, show, check, probe, new, test, import, export."""

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from monitor.commands.source_exchange import IntoOption, export_sources, how_to_use, import_sources, in_group, tell
from monitor.commands.source_health import list_health, show_health
from monitor.commands.source_tables import evidence_table, proposal_values, source_table, source_values, value_lines
from monitor.commands.source_trial import test
from monitor.errors import CatalogueError
from monitor.items import Fetch
from monitor.settings import Environment, read_environment
from monitor.sources.catalogue import Catalogue, load_catalogue, load_paths, repeated_entries
from monitor.sources.probe import probe as probe_site
from monitor.sources.problems import Problem
from monitor.sources.proposal import Proposal
from monitor.sources.saving import save_source, taken_names
from monitor.sources.writing import to_toml

app = typer.Typer(help="The sites that are watched: list, check, find and exchange them.", no_args_is_help=True)

GroupOption = Annotated[str, typer.Option("--group", "-g", help="Only the sources of this group.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]

# What is piped into a file or another program is not cut to a screen.
WIDE = 240


def _load() -> Catalogue:
    catalogue = load_catalogue(read_environment())
    for problem in catalogue.problems:
        tell(str(problem))
    return catalogue


@app.command("list")
def list_sources(
    group: GroupOption = "",
    as_json: JsonOption = False,
    health: Annotated[bool, typer.Option("--health", help="How each one is, why, and when it is next due.")] = False,
) -> None:
    """List the sources, or with --health how they fare.

    Example: monitor sources list --group amnesty --health
    """
    sources = in_group(_load(), group)
    if health:
        list_health(read_environment(), sources, datetime.now(UTC), as_json=as_json)
        return
    if as_json:
        typer.echo(json.dumps([source_values(source) for source in sources], ensure_ascii=False, indent=1))
        return
    console = Console()
    if not console.is_terminal:
        console.width = WIDE
    console.print(source_table(sources))
    console.print(f"{len(sources)} {'source' if len(sources) == 1 else 'sources'}")


@app.command()
def show(name: str) -> None:
    """Print the file of one source and every value, defaults included.

    Example: monitor sources show amnesty_fr
    """
    source = _load().get(name)
    if source.path:
        typer.echo(f"# {source.path}\n{source.path.read_text(encoding='utf-8')}")
    typer.echo("\n".join(value_lines(source)))
    show_health(read_environment(), source, datetime.now(UTC))


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or directories; default: all.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Check source files; exit 1 when there is anything to mend.

    Example: monitor sources check my_sources/
    """
    catalogue = load_paths(paths) if paths else load_catalogue(read_environment())
    problems = [*catalogue.problems, *repeated_entries(catalogue), *_missing_spiders(catalogue)]
    errors = sum(not problem.warning for problem in problems)
    if as_json:
        typer.echo(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=1))
    else:
        typer.echo("".join(f"{problem}\n" for problem in problems), nl=False)
        found = f"{counted(errors, 'problem')}, {counted(len(problems) - errors, 'warning')}"
        tell(f"{counted(len(catalogue.sources), 'source')} can be used; {found}")
    if errors:
        raise typer.Exit(1)


def counted(number: int, word: str) -> str:
    """A number with its noun.

    >>> counted(1, "problem"), counted(2, "problem")
    ('1 problem', '2 problems')
    """
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


@app.command()
def probe(url: str, as_json: JsonOption = False) -> None:
    """Look at a site and propose a source file.

    The file goes to the output, what speaks for it beside. Exit 1 when the site offers nothing.

    Example: monitor sources probe https://example.org/
    """
    proposal = _probed(read_environment(), url)
    if as_json:
        typer.echo(json.dumps(proposal_values(proposal), ensure_ascii=False, indent=1))
    else:
        typer.echo(to_toml(proposal.source, proposal.comments), nl=False)
        _report(proposal)
    if not proposal.evidence:
        raise typer.Exit(1)


@app.command()
def new(
    url: str,
    name: Annotated[str, typer.Option("--name", help="The source's name; default: from its address.")] = "",
    group: Annotated[str, typer.Option("--group", "-g", help="The group it goes into.")] = "own",
    into: IntoOption = None,
) -> None:
    """Probe a site and save what was found as a source file.

    Example: monitor sources new https://example.org/ --group partners
    """
    environment = read_environment()
    directory = into or environment.home / "sources"
    if name:
        _refuse_taken(name, load_catalogue(environment), directory)
    proposal = _probed(environment, url)
    source = replace(proposal.source, name=name or proposal.source.name, group=group)
    _refuse_taken(source.name, load_catalogue(environment), directory)
    _report(proposal)
    if not proposal.evidence:
        message = (
            f"Nothing was saved: {url} offers no entry. `monitor sources probe` prints a file to complete by hand."
        )
        raise CatalogueError(message)
    path = save_source(source, directory, proposal.comments)
    typer.echo(str(path))
    tell(how_to_use(directory, environment, source.name))


def _missing_spiders(catalogue: Catalogue) -> list[Problem]:
    named = [source for source in catalogue.sources if source.spider]
    return [
        Problem(str(source.path), f"spider: there is no monitor/spiders/sites/{source.spider}.py")
        for source in named
        if find_spec(f"monitor.spiders.sites.{source.spider}") is None
    ]


def _probed(environment: Environment, url: str) -> Proposal:
    from monitor.schedule.fetching import with_fetch  # the reactor takes a second to import

    address = url if "://" in url else f"https://{url}"

    async def job(fetch: Fetch) -> Proposal:
        return await probe_site(address, fetch, datetime.now(UTC))

    with Console(stderr=True).status(f"Looking at {escape(address)}"):
        return with_fetch(environment, job)


def _report(proposal: Proposal) -> None:
    console = Console(stderr=True)
    if proposal.evidence:
        console.print(evidence_table(proposal))
    for warning in proposal.warnings:
        tell(f"warning: {warning}")
    for address, reason in proposal.failures.items():
        tell(f"{address}: {reason}")
    tell(f"entries found: {len(proposal.evidence)}, requests: {proposal.requests}")


def _refuse_taken(name: str, catalogue: Catalogue, directory: Path) -> None:
    if name in taken_names(catalogue, directory):
        raise CatalogueError(f"A source called {name} is there already; choose another name with --name.")


app.command("test")(test)
app.command("import")(import_sources)
app.command("export")(export_sources)
