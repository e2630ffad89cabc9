"""`python -m bench.wordpress`: the monitor crawls a real WordPress in every way that its entries allow."""

import signal
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from bench.wordpress.database import database
from bench.wordpress.home import monitor_home
from bench.wordpress.judging import Judged
from bench.wordpress.packages import Missing, Programs, find_programs
from bench.wordpress.report import as_json, print_report
from bench.wordpress.site import copy_wordpress, served
from bench.wordpress.trial import Trial, fill, set_up
from bench.wordpress.ways import VARIANTS, Variant, Way

# Each way has a source and a database of its own, so that they can run side by side.
_AT_A_TIME = 3
Only = Annotated[list[str] | None, typer.Option(help="Only these ways, such as api_site or feed_rss.")]


def main(
    only: Only = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    seconds: Annotated[int, typer.Option(min=30, help="Give up after so many seconds.")] = 300,
) -> None:
    """Installs WordPress in a temporary folder, crawls it, says what was found, and removes it."""
    chosen = _chosen(only)
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(seconds)
    try:
        versions, judged, probes = _measure(find_programs(), chosen, Console(stderr=True, highlight=False))
    except (Missing, TimeoutError, RuntimeError) as failure:
        typer.echo(str(failure), err=True)
        raise typer.Exit(1) from None
    finally:
        signal.alarm(0)
    if json:
        sys.stdout.write(as_json(versions, judged, probes) + "\n")
    else:
        console = Console(highlight=False, width=None if sys.stdout.isatty() else 180)
        print_report(console, versions, judged, probes)


def _too_long(_number: int, _frame: object) -> None:
    raise TimeoutError("the measurement took longer than --seconds allows; the machine may be busy")


def _chosen(only: list[str] | None) -> list[tuple[Variant, tuple[Way, ...]]]:
    known = {way.name for variant in VARIANTS for way in variant.ways}
    if unknown := set(only or ()) - known:
        raise typer.BadParameter(f"{', '.join(sorted(unknown))}; choose from {', '.join(sorted(known))}")
    chosen = [(variant, tuple(way for way in variant.ways if way.name in (only or known))) for variant in VARIANTS]
    return [(variant, ways) for variant, ways in chosen if ways]


def _measure(
    programs: Programs, chosen: list[tuple[Variant, tuple[Way, ...]]], notes: Console
) -> tuple[str, list[Judged], dict[str, Any]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wordpress-")))
        notes.print("setting up MariaDB and WordPress")
        address = stack.enter_context(database(programs, folder))
        site = copy_wordpress(programs, folder / "www", address)
        home = stack.enter_context(monitor_home(folder))
        trial = fill(site, home)
        stack.enter_context(served(site))
        state = trial.state()
        versions = f"WordPress {state['version']}, theme {state['theme']}, {programs.versions()}"
        return versions, *_crawl_all(trial, chosen, notes)


def _crawl_all(
    trial: Trial, chosen: list[tuple[Variant, tuple[Way, ...]]], notes: Console
) -> tuple[list[Judged], dict[str, Any]]:
    """First every way with every setting, then the changes, then what later runs make of them."""
    judged: dict[str, Judged] = {}
    probes: dict[str, Any] = {}
    for variant, ways in chosen:
        notes.print(f"{variant.name}: {', '.join(way.name for way in ways)}")
        judged |= _first_runs(trial, variant, ways)
        if variant.is_probed:
            probes[variant.name] = trial.home.probe(f"{trial.site.base}/")
    trial.change()
    for variant, ways in chosen:
        if changed := [way for way in ways if way.is_changed]:
            notes.print(f"{variant.name}, after a change: {', '.join(way.name for way in changed)}")
            _third_runs(trial, variant, changed, judged)
    return list(judged.values()), probes


def _first_runs(trial: Trial, variant: Variant, ways: Sequence[Way]) -> dict[str, Judged]:
    set_up(trial.site, variant)
    state = trial.state()["posts"]
    with ThreadPoolExecutor(_AT_A_TIME) as crawling:
        results = crawling.map(lambda way: trial.crawl_twice(variant, way, state), ways)
        return {way.name: result for way, result in zip(ways, results, strict=True)}


def _third_runs(trial: Trial, variant: Variant, ways: Sequence[Way], judged: Mapping[str, Judged]) -> None:
    set_up(trial.site, variant)
    with ThreadPoolExecutor(_AT_A_TIME) as crawling:
        list(crawling.map(lambda way: trial.third_run(way, judged[way.name]), ways))


if __name__ == "__main__":
    typer.run(main)
