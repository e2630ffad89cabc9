"""What docs/watches.md promises."""

import re
from pathlib import Path

from monitor.commands.watches import app
from monitor.watches.checking import check_watch
from monitor.watches.reading import CHANNEL_KEYS, RECIPIENT_KEYS, WATCH_KEYS, read_watch

PAGE = (Path(__file__).parents[2] / "docs" / "watches.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def test_the_examples_are_sound() -> None:
    assert len(EXAMPLES) == 2
    for text in EXAMPLES:
        assert check_watch(text, "press_freedom") == []
    whole = read_watch(EXAMPLES[1], "press_freedom")
    assert (len(whole.recipients), len(whole.channels), set(whole.queries)) == (1, 2, {"fr", "*"})


def test_every_key_is_shown() -> None:
    for key in {*WATCH_KEYS, *RECIPIENT_KEYS, *CHANNEL_KEYS}:
        assert re.search(rf"\b{key}\b", PAGE), key


def test_the_commands_are_there() -> None:
    named = set(re.findall(r"monitor watches (\w+)", PAGE)) - {"command"}
    assert named <= {
        command.name or command.callback.__name__ for command in app.registered_commands if command.callback
    }
