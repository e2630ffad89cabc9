"""What was learned of a source from all its visits: its rhythm, its health, and when it was last asked."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

HealthState = Literal["ok", "quiet", "degraded", "broken", "blocked", "gone"]
# How a failure is met: it passes by itself, somebody has to mend it, or it will not come back.
FailureClass = Literal["", "passing", "hard", "permanent"]
ILL: frozenset[str] = frozenset({"degraded", "broken", "blocked", "gone"})


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a source published: its latest moments, oldest first, and since when it is watched."""

    moments: tuple[datetime, ...] = ()
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """How a source is, why, and since when.

    `cause` is a sentence; `kind` the short word for it that counts and compares (`"http"`, `"tls"`,
    …; see docs/health.md). `failing` is the kind seen at the latest visits in a row, `failures`
    how many they were and `failing_since` the first. `well` counts good visits in a row.
    `history` holds slow averages: text length, share of dated items.
    """

    state: HealthState = "ok"
    kind: str = ""
    cause: str = ""
    since: datetime | None = None
    failing: str = ""
    failure: FailureClass = ""
    failures: int = 0
    failing_since: datetime | None = None
    well: int = 0
    last_new: datetime | None = None
    look_at_home: bool = False
    history: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """One source as the scheduler sees it.

    `visits` counts its visits; the next one is slot `visits + 1`. `judged` is the last slot whose
    evidence is part of `rhythm` and `health`.
    """

    name: str
    visits: int = 0
    last_visit: datetime | None = None
    last_ended: datetime | None = None
    not_before: datetime | None = None
    judged: int = 0
    rhythm: Rhythm = Rhythm()
    health: Health = Health()
