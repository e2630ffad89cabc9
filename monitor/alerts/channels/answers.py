"""What came of handing something over, the same for every channel."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether it arrived, and if not, whether another try can help.

    "later" is about this one message, "away" about the server as a whole: then nothing else is tried
    for a while. "never" is the other side's refusal for good, "unfit" our own.
    """

    ACCEPTED = "accepted"
    LATER = "later"
    NEVER = "never"
    UNFIT = "unfit"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict with the other side's words, or ours."""

    verdict: Verdict
    words: str = ""
