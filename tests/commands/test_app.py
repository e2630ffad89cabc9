"""The sub-commands of `monitor`."""

import subprocess
import sys

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


def test_a_crawl_loads_nothing_of_the_review_pages() -> None:
    code = "import sys; from monitor.commands.app import app; app('crawl'); print('starlette' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "False"


def test_loading_leaves_the_collection_of_garbage_on() -> None:
    code = "import gc; from monitor.commands.loading import load; load('json'); print(gc.isenabled())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "True"
    assert load("json").loads("1") == 1
