from datetime import UTC, datetime, timedelta

import pytest

from monitor.versions.presence import Look, Missed, Presence, Sign, after, event, sign_of

START = datetime(2026, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def believed(*looks: tuple[float, Sign], together: bool = False) -> list[str]:
    """The events of visits, given as (hours since the first, sign)."""
    presence = Presence()
    events: list[str] = []
    for hours, sign in looks:
        now = after(presence, Look(sign, "404 not found", START + hours * HOUR, together))
        events.append(event(presence, now))
        presence = now
    return events


def test_gone_takes_three_visits_and_most_of_a_day() -> None:
    assert believed((0, "missing"), (6, "missing"), (24, "missing"), (96, "missing")) == ["", "", "gone", ""]
    assert believed((0, "missing"), (1, "missing"), (2, "missing"), (21, "missing")) == ["", "", "", "gone"]


def test_one_sight_of_the_page_begins_the_count_anew() -> None:
    assert believed((0, "missing"), (6, "missing"), (12, "there"), (24, "missing"), (48, "missing")) == [""] * 5


def test_gone_can_be_undone_and_happen_again() -> None:
    looks: list[tuple[float, Sign]] = [(0, "missing"), (6, "missing"), (24, "missing"), (96, "there")]
    looks += [(100, "missing"), (106, "missing"), (130, "missing")]
    assert believed(*looks) == ["", "", "gone", "back", "", "", "gone"]


@pytest.mark.parametrize("sign", ["blocked", "down", "unclear"])
def test_a_server_that_fails_or_refuses_says_nothing(sign: Sign) -> None:
    assert believed(*((hour, sign) for hour in range(0, 500, 6))) == [""] * 84
    mixed: list[tuple[float, Sign]] = [(0, "missing"), (6, sign), (12, "missing"), (18, sign), (24, "missing")]
    assert believed(*mixed)[-1] == "gone"


def test_a_whole_site_that_is_missing_at_once_takes_two_weeks() -> None:
    days: list[tuple[float, Sign]] = [(24 * day, "missing") for day in range(16)]
    assert believed(*days, together=True).index("gone") == 14


def test_keeps_since_when_and_on_what_evidence() -> None:
    first = after(Presence(), Look("missing", "404 not found", START))
    second = after(first, Look("missing", "410 gone", START + HOUR))
    assert second.missed == Missed(START, "410 gone", 2)
    assert after(second, Look("down", "timed out", START + 2 * HOUR)) == second


@pytest.mark.parametrize(
    ("reason", "sign"),
    [
        ("404 not found", "missing"), ("410 gone", "missing"),
        ("451 unavailable for legal reasons", "missing"), ("page not found", "missing"),
        ("home page", "missing"), ("login page", "missing"), ("401 unauthorized", "missing"),
        ("leads to another article", "missing"), ("403 forbidden", "blocked"),
        ("429 too many requests", "blocked"), ("blocked by a challenge page", "blocked"),
        ("robots.txt disallows it", "blocked"), ("500 internal server error", "down"),
        ("503 service unavailable", "down"), ("timed out", "down"), ("host not found", "down"),
        ("empty shell", "unclear"), ("page took too long to read", "unclear"),
        ("too many redirects", "unclear"), ("", "unclear"),
    ],
)  # fmt: skip
def test_what_reasons_are_signs_of(reason: str, sign: str) -> None:
    assert sign_of(reason) == sign
