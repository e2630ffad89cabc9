"""The `monitor` command: runs it and turns errors into sentences."""

import sys

from monitor.errors import MonitorError, UsageError


def main() -> None:
    """Runs the command line. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partial."""
    try:
        # Late, so that Ctrl-C is understood while half of Python is being loaded too.
        from monitor.commands.app import run

        run()
    except UsageError as error:
        print(f"monitor: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(2)
    except MonitorError as error:
        print(f"monitor: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(1)
    except KeyboardInterrupt:
        print("monitor: stopped.", file=sys.stderr)  # noqa: T201
        sys.exit(3)
