"""`python -m monitor` is the `monitor` command."""

import sys

from monitor.errors import UsageError


def main() -> None:
    """Runs the command line; a wrong variable of the environment ends it with a sentence (exit code 2)."""
    try:
        # Settings are read once, when they are imported, since Scrapy wants them in a module.
        from monitor.commands.main import main as run
    except UsageError as error:
        print(f"monitor: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(2)
    run()


if __name__ == "__main__":
    main()
