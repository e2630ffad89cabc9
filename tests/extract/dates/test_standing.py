"""Pages that were kept for years, and pages that are written on from hour to hour."""

from datetime import UTC, date, datetime

import pytest

from monitor.extract.dates.places import layout
from monitor.extract.dates.standing import is_kept, is_live
from tests.extract.dates.pages import HEADLINE, NOW, TEXT, candidates, page

STORY = f"<h1>{HEADLINE}</h1><p>{{}}</p>{TEXT}"


@pytest.mark.parametrize(
    ("last_line", "kept"),
    [
        ("© 2022 Northford Post", True),
        ("Copyright Northford Post 2019–2023", True),
        ("2021 © Northford", True),
        ("© 2025 Northford Post", False),  # forgotten in January
        ("© 2022 Northford Post</p><p>Programme for May 2026", False),
        ("Founded in 1998", False),
        ("© Northford Post", False),
        ("<script>var year = 2026</script>© 2022 Northford Post", True),
    ],
)
def test_a_page_that_names_no_year_but_those_of_its_rights_was_kept(last_line: str, kept: bool) -> None:
    assert is_kept(layout(page(f"{STORY.format('3 hours ago')}<p>{last_line}</p>")), NOW) is kept


def test_nothing_is_told_from_now_on_a_page_that_was_kept() -> None:
    for line in ("3 hours ago", "Published 5 minutes ago", "Mon, 4 May"):
        assert [one.day.year for one in candidates(STORY.format(line))] == [2026], line
        assert candidates(f"{STORY.format(line)}<footer>© 2022 Northford Post</footer>") == [], line


def test_a_date_stays_on_a_page_that_was_kept() -> None:
    kept = f"{STORY.format('12 March 2021')}<footer>© 2022 Northford Post</footer>"
    assert [one.day for one in candidates(kept)] == [date(2021, 3, 12)]


@pytest.mark.parametrize(
    "headline",
    [
        "Storm over Northford: live",
        "LIVE: Storm over Northford",
        "Sturm im Newsticker",
        "Tormenta en Northford, minuto a minuto",
        "노스퍼드 폭풍 실시간 상황 보고",
    ],
)
def test_headlines_of_pages_that_are_written_on(headline: str) -> None:
    assert is_live(layout(page(f"<h1>{headline}</h1>")))
    assert not is_live(layout(page("<h1>Where the fishermen of Northford live today</h1>")))


def test_entries_with_their_times_are_those_of_a_page_that_is_written_on() -> None:
    entries = "".join(f"<h3>{hour}:05 The wind turns</h3><p>It rains.</p>" for hour in range(10, 15))
    assert is_live(layout(page(f"<h1>{HEADLINE}</h1>{entries}")))
    assert not is_live(layout(page(f"<h1>{HEADLINE}</h1><p>10:05 The wind turns</p>{TEXT}")))


def test_the_date_of_the_last_entry_promises_nothing_unless_words_do() -> None:
    body = '<h1>LIVE: Storm over Northford</h1><p class="post-date">{}</p><p>It rains.</p>'
    assert [one.labelled for one in candidates(body.format("12 March 2021"))] == [False]
    assert [one.labelled for one in candidates(body.format("Published 12 March 2021"))] == [True]


def test_huge_pages_are_looked_at_in_part() -> None:
    flood = "<p>3 hours ago</p>" + "<p>It rains and rains.</p>" * 60_000
    assert not is_kept(layout(page(f"{flood}<p>© 2022</p>")), datetime(2026, 5, 20, tzinfo=UTC))
