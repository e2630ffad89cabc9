"""Where what came from outside is read: in this process, or in one that it may kill."""

from collections.abc import Callable
from typing import ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Work(Protocol):
    """Calls a function of a module, raises the `EntryError` that it raises, and one where reading went wrong."""

    async def __call__(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T: ...


async def here(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """`Work` in this process, without limits."""
    return function(*args, **kwargs)
