"""All sub-commands of `monitor`, put together; only the one that was called is loaded."""

import sys
from collections.abc import Mapping, Sequence

import typer

from monitor.commands.loading import load

# Each is a module of this package that holds a function of its name, or an `app` of further commands.
COMMANDS: Mapping[str, str] = {
    "demo": "Crawl a small fictional web, without a network.",
    "crawl": "Crawl sources once: those named, a group, or all.",
    "up": "",
    "review": "",
    "sources": "",
    "items": "",
    "stories": "",
    "alerts": "",
    "db": "",
    "users": "",
}
# Loading Scrapy first saves them time, and would cost the others some.
CRAWLING = frozenset({"demo", "crawl"})


def make_app(words: Sequence[str]) -> typer.Typer:
    """The command line for the words of a call: with one sub-command when they begin with its name, else with all."""
    app = typer.Typer(
        help="Watches section websites and the world's news. Try `monitor demo` first: it needs no network.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None,
    )
    # With a single command Typer would take its name for an argument.
    app.callback()(lambda: None)
    called = words[0] if words else ""
    for name in [called] if called in COMMANDS else COMMANDS:
        _add(app, name)
    return app


def _add(app: typer.Typer, name: str) -> None:
    module = load(f"monitor.commands.{name}", crawling=name in CRAWLING)
    if hasattr(module, "app"):
        app.add_typer(module.app, name=name)
    else:
        app.command(name, short_help=COMMANDS[name] or None)(getattr(module, name))


def run() -> None:
    """Runs the command line of this process."""
    make_app(sys.argv[1:])()
