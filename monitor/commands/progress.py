"""A line that counts while something takes its time; only on a terminal, and never on the output."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


@contextmanager
def counting(doing: str) -> Iterator[Callable[[str, int], None]]:
    """A function that is told what is being counted and how far it is."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(doing)

        def tell(name: str, count: int) -> None:
            progress.update(task, description=f"{doing} {name}: {count:,}")

        yield tell
