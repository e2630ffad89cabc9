"""`monitor users`: add, list, password."""

import asyncio
import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from monitor.commands.item_view import console, safe
from monitor.commands.page_address import linked
from monitor.errors import UsageError
from monitor.review.people import LINK_LASTS, add_person, open_link
from monitor.review.server import system_clock
from monitor.settings import Environment, read_environment
from monitor.store.store import Store
from monitor.store.users import ROLES, Role, User

app = typer.Typer(help="People who may open the pages: add, list, password.", no_args_is_help=True)
# Who did it, in the audit.
BY = "command line"

NameArgument = Annotated[str, typer.Argument(help="The name to log in with.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


@app.command()
def add(
    name: NameArgument,
    role: Annotated[str, typer.Option(help=f"One of {', '.join(ROLES)}.")] = "researcher",
    mail: Annotated[str, typer.Option(help="Where mentions are sent.")] = "",
) -> None:
    """Add a person and print a one-time link.

    There a passphrase is chosen.

    Example: monitor users add amara --role editor --mail amara@section.example
    """
    environment = read_environment()
    path = asyncio.run(_add(environment, name, _role(role), mail))
    _tell(environment, name, path)


@app.command("list")
def list_users(as_json: JsonOption = False) -> None:
    """List everybody with role and state.

    Example: monitor users list
    """
    users = asyncio.run(_all(read_environment()))
    if as_json:
        typer.echo(json.dumps([_plain(user) for user in users], ensure_ascii=False))
        return
    table = Table("name", "role", "mail", "state", box=box.SIMPLE_HEAD)
    for user in users:
        table.add_row(safe(user.name), safe(user.role), safe(user.mail), safe(_state(user)))
    console().print(table if users else "Nobody yet. `monitor review` makes an administrator at its first start.")


@app.command()
def password(name: NameArgument) -> None:
    """Print a one-time link for another passphrase.

    Choosing it ends every session of that person.

    Example: monitor users password amara
    """
    environment = read_environment()
    _tell(environment, name, asyncio.run(_link(environment, name)))


def _role(text: str) -> Role:
    for role in ROLES:
        if text == role:
            return role
    raise UsageError(f"{text!r} is no role. There are {', '.join(ROLES)}.")


def _tell(environment: Environment, name: str, path: str) -> None:
    address = f"{linked(environment).base_url}{path}"
    typer.echo(f"{name} chooses a passphrase, once and within {LINK_LASTS.days} days, at {address}")


def _state(user: User) -> str:
    if not user.active:
        return "closed"
    return "open" if user.passphrase else "has no passphrase yet"


def _plain(user: User) -> dict[str, object]:
    kept = {key: value for key, value in asdict(user).items() if key in {"name", "role", "title", "mail", "active"}}
    return {**kept, "has_passphrase": bool(user.passphrase)}


async def _add(environment: Environment, name: str, role: Role, mail: str) -> str:
    store = await Store.open(environment)
    try:
        return await add_person(store, name, role, mail, BY, system_clock())
    finally:
        await store.close()


async def _all(environment: Environment) -> list[User]:
    store = await Store.open(environment)
    try:
        return await store.users.all()
    finally:
        await store.close()


async def _link(environment: Environment, name: str) -> str:
    store = await Store.open(environment)
    try:
        return await open_link(store, name, BY, system_clock())
    finally:
        await store.close()
