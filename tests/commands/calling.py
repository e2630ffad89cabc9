"""Commands called as a person would call them."""

from collections.abc import Callable

from typer import Typer
from typer.testing import CliRunner, Result

from monitor.errors import MonitorError

Call = Callable[..., Result]


def called(app: Typer, *words: str) -> Result:
    """What a command said and its exit code; raises the `MonitorError` that it would have turned into a sentence."""
    result = CliRunner().invoke(app, list(words))
    if isinstance(result.exception, MonitorError):
        raise result.exception
    return result
