"""The end of the demo: the review pages over what it stored, served on a terminal, elsewhere only named."""

import asyncio
import socket
import sys
from dataclasses import replace

import typer

from monitor.demo.build import demo_sources_dir
from monitor.errors import MonitorError
from monitor.settings import Environment

HOST, PORT = "127.0.0.1", 8000


def somebody_looks_on() -> bool:
    """Whether a person sits at a terminal: in a pipe or a build the demo has to end by itself."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def show_pages(environment: Environment) -> None:
    """Serves the pages with the demo's own sources until Ctrl-C."""
    from monitor.commands.review import serve_pages

    # The real catalogue would hide fourteen sources that have something to show among hundreds that have not.
    only_demo = replace(environment, bundled_sources=False, source_paths=(demo_sources_dir(),))
    typer.echo("")
    asyncio.run(serve_pages(only_demo, _listening(), "Ctrl-C ends them."))


def _listening() -> socket.socket:
    """Where the pages always are, or any port where another program is there."""
    from monitor.review.server import listen

    try:
        return listen(HOST, PORT)
    except MonitorError:
        return listen(HOST, 0)
