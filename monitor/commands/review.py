"""`monitor review`: the pages where the research team works."""

import asyncio
import signal
import socket
from typing import Annotated

import typer

from monitor.commands.page_address import announce, linked, own_address
from monitor.review.people import FIRST, first_link
from monitor.review.server import PageServer, listen, serve, system_clock
from monitor.settings import Environment, read_environment
from monitor.store.pages import prepare_pages
from monitor.store.store import Store


def review(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any that is free.")] = 8000,
    host: Annotated[
        str, typer.Option(help="The address to listen on; put a web server with TLS before any other.")
    ] = "127.0.0.1",
) -> None:
    """Serve the review pages; stop with Ctrl-C.

    Example: monitor review --port 8000
    """
    asyncio.run(serve_pages(read_environment(), listen(host, port)))


async def serve_pages(environment: Environment, listening: socket.socket, advice: str = "") -> None:
    """Says where the pages are and how to log in, and serves them until told to stop."""
    store = await Store.open(environment)
    try:
        await prepare_pages(store)
        host, port = listening.getsockname()[:2]
        address = own_address(host, port)
        announce(environment, address)
        typer.echo(f"The review pages are at {address}")
        typer.echo(await _how_to_begin(store, address))
        if advice:
            typer.echo(advice)
        await serve(PageServer(store, linked(environment)), listening, _told_to_stop())
    finally:
        await store.close()
        listening.close()


async def _how_to_begin(store: Store, address: str) -> str:
    link = await first_link(store, system_clock())
    if link:
        return f"To begin, choose the administrator's passphrase, once, at {address}{link}"
    return f"Log in at {address}/login; `monitor users password {FIRST}` helps who has forgotten the passphrase."


def _told_to_stop() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop
