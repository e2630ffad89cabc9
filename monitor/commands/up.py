"""`monitor up`: the whole system, until it is told to stop."""

import json
import os
import sys
from dataclasses import asdict
from typing import Annotated

import typer

from monitor.alerts.channels.mail import mail_problem
from monitor.commands.page_address import own_address
from monitor.commands.parts import PARTS
from monitor.errors import UsageError
from monitor.schedule.part import Part
from monitor.settings import DEFAULT_BASE_URL, read_environment
from monitor.sources.catalogue import load_catalogue

NAMES = ", ".join(part.name for part in PARTS)


def up(
    group: Annotated[str, typer.Option(help="Crawl only the sources of this group.")] = "",
    only: Annotated[
        list[str] | None, typer.Option(help=f"Run only this part; may be repeated. Parts: {NAMES}.")
    ] = None,
    without: Annotated[list[str] | None, typer.Option(help="Leave this part out; may be repeated.")] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Most crawl workers at a time.")] = 2,
    host: Annotated[str, typer.Option(help="Where the review pages listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port of the review pages.")] = 8000,
    status_port: Annotated[
        int, typer.Option(min=1, max=65535, help="The port of the status page, on loopback.")
    ] = 8001,
) -> None:
    """Run everything: crawling, settling, sending, the review pages, a status page. Stop with Ctrl-C or SIGTERM.

    Example: monitor up --group amnesty
    """
    environment = read_environment()
    catalogue = load_catalogue(environment)
    if group:
        catalogue.in_group(group)  # a wrong name ends this now
    for problem in catalogue.problems:
        typer.echo(f"monitor: {problem}", err=True)
    chosen = chosen_parts(only or [], without or [])
    if any(part.name == "sender" for part in chosen) and (trouble := mail_problem(environment)):
        typer.echo(f"monitor: {trouble}", err=True)
    parts = [asdict(part) for part in chosen]
    options = {
        "group": group,
        "workers": str(workers),
        "host": host,
        "port": str(port),
        "status_port": str(status_port),
    }
    command = [sys.executable, "-m", "monitor.schedule.system", json.dumps(parts), json.dumps(options)]
    if environment.base_url == DEFAULT_BASE_URL:
        # Links in mails lead to these pages.
        os.environ["MONITOR_BASE_URL"] = own_address(host, port)
    # In place of this process, which has loaded what only other commands need.
    os.execv(sys.executable, command)  # noqa: S606 - our own program


def chosen_parts(only: list[str], without: list[str]) -> list[Part]:
    """The parts that a call means; raises `UsageError` for a name that no part has."""
    for name in (*only, *without):
        if name not in {part.name for part in PARTS}:
            raise UsageError(f"No part is called {name!r:.60}. Parts: {NAMES}.")
    return [part for part in PARTS if (not only or part.name in only) and part.name not in without]
