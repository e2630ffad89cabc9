"""The `monitor` command: puts the sub-commands together and turns errors into sentences."""

import sys

import typer

from monitor.commands import crawl, db, demo, items, sources, up
from monitor.errors import MonitorError, UsageError

app = typer.Typer(
    help="Watches section websites and the world's news. Try `monitor demo` first: it needs no network.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
)
app.command("demo", short_help="Crawl a small fictional web, without a network.")(demo.demo)
app.command("crawl", short_help="Crawl sources once: those named, a group, or all.")(crawl.crawl)
app.command("up")(up.up)
app.add_typer(sources.app, name="sources")
app.add_typer(items.app, name="items")
app.add_typer(db.app, name="db")


def main() -> None:
    """Runs the command line. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partial."""
    try:
        app()
    except UsageError as error:
        print(f"monitor: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(2)
    except MonitorError as error:
        print(f"monitor: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(1)
    except KeyboardInterrupt:
        print("monitor: stopped.", file=sys.stderr)  # noqa: T201
        sys.exit(3)
