"""The sub-commands of `monitor`."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from monitor.commands.app import COMMANDS, GROUPS, app
from monitor.commands.loading import load


@pytest.mark.parametrize("name", [*COMMANDS, *GROUPS])
def test_each_command_is_there_alone(name: str) -> None:
    assert list(getattr(get_command(app(name)), "commands", {})) == [name]


@pytest.mark.parametrize("name", ["", "--help", "crwl"])
def test_whoever_asks_for_none_gets_all(name: str) -> None:
    assert list(getattr(get_command(app(name)), "commands", {})) == [*COMMANDS, *GROUPS]


def test_each_command_has_an_example() -> None:
    found = dict(every_command(get_command(app()), ()))
    assert ("alerts", "send") in found
    assert [name for name, said in found.items() if "Example" not in said] == []


def every_command(command: Any, name: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each command by its words, with its help."""
    below = getattr(command, "commands", {})
    if not below:
        yield name, command.help or ""
    for word, one in below.items():
        yield from every_command(one, (*name, word))


def test_a_crawl_loads_nothing_of_the_review_pages() -> None:
    code = "import sys; from monitor.commands.app import app; app('crawl'); print('starlette' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "False"


def test_loading_leaves_the_collection_of_garbage_on() -> None:
    code = "import gc; from monitor.commands.loading import load; load('json'); print(gc.isenabled())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "True"
    assert load("json").loads("1") == 1
