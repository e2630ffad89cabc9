"""The styles of mails at their elements, since many mail programs drop style sheets."""

import re
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

SHEET = "mail.css"
# Rules stand one on a line, each for one class; what follows them is for screens of some sort.
_RULE = re.compile(r"^\.([a-z]+) \{ (.+) \}$", re.MULTILINE)
_FOR_SCREENS = "@media"
_CLASS = re.compile(r'\bclass="([a-z ]+)"')


class StyledLoader(FileSystemLoader):
    """Loads templates with the declarations of each class written out beside it, once for all mails."""

    def __init__(self, templates: Path) -> None:
        super().__init__(templates)
        self._rules = dict(_RULE.findall(_sheet(templates).partition(_FOR_SCREENS)[0]))

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The template with its styles."""
        source, path, is_fresh = super().get_source(environment, template)
        return _CLASS.sub(self._styled, source), path, is_fresh

    def _styled(self, found: re.Match[str]) -> str:
        declarations = " ".join(self._rules[name] for name in found[1].split()).replace('"', "'")
        return f'{found[0]} style="{declarations}"'


def for_screens(templates: Path) -> str:
    """What only a style sheet can say: of narrow screens, and of dark ones."""
    return "".join(_sheet(templates).partition(_FOR_SCREENS)[1:])


def _sheet(templates: Path) -> str:
    return (templates / SHEET).read_text(encoding="utf-8")
