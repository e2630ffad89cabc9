"""What a leaf looks for, apart from where it stands in a query; the same for all leaves that find the same."""

from dataclasses import dataclass

from monitor.matching.attached import opening
from monitor.matching.parts import Plain, Stem, Tag, Wild
from monitor.matching.steps import Step, needed
from monitor.matching.text import WORDED
from monitor.matching.wildcards import is_wild

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Sought:
    """Parts that follow one another in a field; scope "" is title and body.

    `key` tells it from all that find something else. `cheap` is the entry of `Reading.present` that
    decides, "" where more has to be looked at; `needed` are entries that are all there when it is
    found; where nothing is cheap, `certain` are those of them that are no patterns.
    """

    scope: str
    steps: tuple[Step, ...]
    key: str
    cheap: str
    needed: tuple[str, ...]
    certain: frozenset[str]
    is_pattern: bool

    @classmethod
    def of(cls, scope: str, steps: tuple[Step, ...]) -> "Sought":
        """With what follows from its parts."""
        key = f"{scope}:{''.join(step.key for step in steps)}"
        required = () if scope in WORDED else needed(steps)
        cheap = "" if scope else _cheap(steps, required)
        certain = _NONE if cheap else frozenset(entry for entry in required if entry[0] != "~" and not is_wild(entry))
        return cls(scope, steps, key, cheap, required, certain, bool(cheap) and isinstance(steps[0].part, Wild | Stem))


def _cheap(steps: tuple[Step, ...], required: tuple[str, ...]) -> str:
    if len(steps) > 2 or any(step.gap for step in steps):
        return ""
    if len(steps) == 1:
        return required[0] if isinstance(steps[0].part, Plain | Wild | Stem | Tag) else ""
    words = [step.part.key for step in steps if isinstance(step.part, Plain)]
    return required[0] if len(words) == 2 and words == list(map(opening, words)) else ""
