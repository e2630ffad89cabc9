"""The `monitor` command: runs it and turns errors into sentences."""

import sys

from monitor.commands.loading import load
from monitor.errors import MonitorError, UsageError


def main() -> None:
    """Runs the command line. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partial."""
    try:
        # Late, so that Ctrl-C is understood while half of Python is being loaded too.
        load("monitor.commands.app").app("".join(sys.argv[1:2]))()
    except UsageError as error:
        print(f"monitor: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(2)
    except MonitorError as error:
        print(f"monitor: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(1)
    except KeyboardInterrupt:
        print("monitor: stopped.", file=sys.stderr)  # noqa: T201
        sys.exit(3)
