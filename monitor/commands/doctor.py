"""`monitor doctor`: looks at everything the monitor needs, and says in sentences what is missing."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from monitor.schedule.checks import Finding, examine
from monitor.settings import read_environment

SIGNS = {"well": "ok", "note": "--", "ill": "!!"}


def doctor(
    send: Annotated[bool, typer.Option("--connect/--offline", help="Also ask the mail server and Redis.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Check environment, home, disk, clock, database, sources and mail; exit 1 when something has to be mended.

    Example: monitor doctor
    """
    findings = asyncio.run(examine(read_environment(), datetime.now(UTC), connect=send))
    typer.echo(as_lines(findings) if not as_json else json.dumps([asdict(one) for one in findings], ensure_ascii=False))
    if any(finding.state == "ill" for finding in findings):
        raise typer.Exit(1)


def as_lines(findings: Sequence[Finding]) -> str:
    """All findings, a line each."""
    return "\n".join(map(line, findings))


def line(finding: Finding) -> str:
    """One finding.

    >>> line(Finding("disk", "well", "60 GB are free."))
    'ok disk: 60 GB are free.'
    """
    return f"{SIGNS[finding.state]} {finding.about}: {finding.words}"
