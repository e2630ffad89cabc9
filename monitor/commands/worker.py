"""`monitor worker`: one machine of a cluster."""

from importlib.util import find_spec
from typing import Annotated

import typer

from monitor.errors import UsageError
from monitor.settings import read_environment

NO_CELERY = 'Celery is not installed. In a clone, this installs it: pip install ".[cluster]"'


def worker(
    workers: Annotated[int, typer.Option(min=1, max=64, help="Most crawl processes at a time on this machine.")] = 2,
) -> None:
    """Crawl what is due together with other machines, through Celery and Redis. Stop with Ctrl-C or SIGTERM.

    Example: monitor worker --workers 4
    """
    if find_spec("celery") is None:
        raise UsageError(NO_CELERY)
    from monitor.schedule.cluster import run_worker

    run_worker(read_environment(), workers)
