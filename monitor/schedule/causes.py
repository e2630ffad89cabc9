"""What a failure means: its kind, whether it passes, and the state it leads to. Pure."""

import re
from dataclasses import dataclass

from monitor.standing import FailureClass, HealthState


@dataclass(frozen=True, slots=True)
class Trouble:
    """One reading of the evidence: a kind that compares, a cause to read, and how to meet it.

    `failure` is "" where the source can still be read and is asked as often as ever.
    """

    kind: str
    cause: str
    state: HealthState
    failure: FailureClass = ""


# (what the cause says, kind, state, class); the first that fits counts.
_TABLE: tuple[tuple[str, str, HealthState, FailureClass], ...] = (
    (r"^robots\.txt disallows", "robots", "blocked", "hard"),
    (r"^robots\.txt", "robots", "blocked", "passing"),
    (r"challenge page|^40[13]\b|^451\b|^406\b", "blocked", "blocked", "hard"),
    (r"^429\b|asked to come back", "blocked", "blocked", "passing"),
    (r"^host not found", "dns", "broken", "passing"),
    (r"^TLS", "tls", "broken", "hard"),
    (r"^410\b", "gone", "gone", "permanent"),
    (r"^5\d\d\b", "http", "broken", "passing"),
    (r"^\d\d\d\b|too many redirects", "http", "broken", "hard"),
    (r"timed out|^connection|^network|cut short|not HTTP|cancelled|unpacked", "connection", "broken", "passing"),
    (r"not public|malformed|http or https", "address", "broken", "hard"),
)
_RULES = tuple((re.compile(pattern), kind, state, failure) for pattern, kind, state, failure in _TABLE)
# Ours, or the operator's: says nothing of the source.
_NOT_THE_SOURCE = re.compile(
    r"database|interrupted|budget of this run|crawler is not running|pool is closed|took this source"
)
_ENTRY_KIND = re.compile(r"^(feed|sitemap|listing|wordpress|probe): ")


def trouble_of(cause: str) -> Trouble | None:
    """What a failed entry or page tells; None where the fault is not the source's.

    >>> trouble_of("feed: 404 not found").kind, trouble_of("feed: is a web page, not a feed").kind
    ('http', 'parse')
    >>> trouble_of("listing: the database is away") is None
    True
    """
    words = _ENTRY_KIND.sub("", cause)
    if _NOT_THE_SOURCE.search(words):
        return None
    for pattern, kind, state, failure in _RULES:
        if pattern.search(words):
            return Trouble(kind, words, state, failure)
    return Trouble("parse", words, "broken", "hard")
