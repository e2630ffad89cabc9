"""`monitor up`: crawls what is due, waits, and crawls again, until it is told to stop."""

import subprocess
import sys
import time
from typing import Annotated

import typer

from monitor.settings import read_environment
from monitor.sources.catalogue import load_catalogue


def up(
    group: Annotated[str, typer.Option(help="Only the sources of this group.")] = "",
    every: Annotated[float, typer.Option(min=1, help="Seconds between two looks at what is due.")] = 300,
    rounds: Annotated[int, typer.Option(min=0, help="Stop after so many looks; 0 goes on for ever.")] = 0,
) -> None:
    """Crawl whatever is due, wait, and crawl again; stop with Ctrl-C.

    Example: monitor up --group amnesty --every 600
    """
    environment = read_environment()
    problems = load_catalogue(environment).problems
    for problem in problems:
        typer.echo(f"monitor: {problem}", err=True)
    command = [sys.executable, "-m", "monitor", "crawl", "--due", *(["--group", group] if group else [])]
    done = 0
    while not rounds or done < rounds:
        # A process of its own each time: a reactor cannot start twice, and memory goes back to the system.
        subprocess.run(command, check=False)  # noqa: S603
        done += 1
        if not rounds or done < rounds:
            time.sleep(every)
