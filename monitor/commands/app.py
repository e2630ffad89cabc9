"""The sub-commands of `monitor`, put together."""

import typer

from monitor.commands.loading import load

# What each says in the list of commands, where that is not the first sentence of its own help.
COMMANDS = {
    "demo": "Crawl a small fictional web, without a network.",
    "crawl": "Crawl sources once: those named, a group, or all.",
    "up": "Run the whole system until Ctrl-C.",
    "worker": "Crawl what is due together with other machines.",
    "doctor": "Check everything that the monitor needs.",
    "search": "Search all stored items, with the queries of watches.",
    "review": None,
}
GROUPS = ("sources", "items", "stories", "watches", "alerts", "db", "users")


def app(name: str = "") -> typer.Typer:
    """The command line with the command `name` alone, or with all where there is none of that name.

    One command needs a part of the monitor only, and is there in half the time.
    """
    whole = typer.Typer(
        help="Watches section websites and the world's news. Try `monitor demo` first: it needs no network.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None,
    )
    # Without this, Typer takes an application of one command for that command.
    whole.callback()(_nothing)
    names = [*COMMANDS, *GROUPS]
    for one in [name] if name in names else names:
        _add(whole, one)
    return whole


def _nothing() -> None:
    return


def _add(whole: typer.Typer, name: str) -> None:
    module = load(f"monitor.commands.{name}")
    if name in GROUPS:
        whole.add_typer(module.app, name=name)
    else:
        whole.command(name, short_help=COMMANDS[name])(getattr(module, name))
