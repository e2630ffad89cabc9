"""`monitor doctor`: looks at everything the monitor needs, and says in sentences what is missing."""

import asyncio
from datetime import UTC, datetime
from typing import Annotated

import typer

from monitor.schedule.checks import Finding, examine
from monitor.settings import read_environment

SIGNS = {"well": "ok", "note": "--", "ill": "!!"}


def doctor(
    send: Annotated[bool, typer.Option("--connect/--offline", help="Also ask the mail server and Redis.")] = True,
) -> None:
    """Check environment, home, disk, clock, database, sources and mail; exit 1 when something has to be mended.

    Example: monitor doctor
    """
    findings = asyncio.run(examine(read_environment(), datetime.now(UTC), connect=send))
    for finding in findings:
        typer.echo(line(finding))
    if any(finding.state == "ill" for finding in findings):
        raise typer.Exit(1)


def line(finding: Finding) -> str:
    """One finding.

    >>> line(Finding("disk", "well", "60 GB are free."))
    'ok disk: 60 GB are free.'
    """
    return f"{SIGNS[finding.state]} {finding.about}: {finding.words}"
