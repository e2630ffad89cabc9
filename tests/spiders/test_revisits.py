from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.spiders.revisits import NOTHING_THERE, Revisits
from monitor.versions.revisit import Revisit

START = datetime(2026, 3, 1, tzinfo=UTC)
PAGE = "https://elsewhere.example/a"


def missed_for(
    days: int, alive: set[str], dark: set[str], reason: str = "404 not found", *, was_read: bool = True
) -> tuple[int | None, str]:
    """On which day a page that is missing every day counts as gone, and what the last visit noted."""
    revisit, gone, evidence = Revisit("1", PAGE, START, was_read=was_read), None, ""
    for day in range(days):
        visits = Revisits(due={"u:a": revisit}, first=timedelta(hours=2))
        visits.failed("u:a", reason, START + timedelta(days=day))
        (found,) = visits.concluded(alive, dark)
        gone = day if gone is None and found.presence.gone else gone
        revisit, evidence = replace(revisit, presence=found.presence), found.look.evidence
    return gone, evidence


@pytest.mark.parametrize(
    ("alive", "dark", "gone"),
    [
        ({"elsewhere.example"}, set(), 2),
        ({"elsewhere.example"}, {"elsewhere.example"}, 2),
        ({"tidings.example"}, set(), 14),
        ({"tidings.example"}, {"elsewhere.example"}, None),
    ],
)
def test_how_long_a_missing_page_is_doubted_depends_on_its_host(
    alive: set[str], dark: set[str], gone: int | None
) -> None:
    assert missed_for(20, alive, dark) == (gone, NOTHING_THERE if gone is None else "404 not found")


@pytest.mark.parametrize(("was_read", "gone"), [(True, 2), (False, None)])
def test_a_list_in_the_place_of_an_article_that_was_read_there_says_that_it_is_gone(
    was_read: bool, gone: int | None
) -> None:
    assert missed_for(20, {"elsewhere.example"}, set(), "listing", was_read=was_read) == (gone, "listing")
