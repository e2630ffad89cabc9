"""`python -m monitor` is the `monitor` command."""

from monitor.commands.main import main

if __name__ == "__main__":
    main()
