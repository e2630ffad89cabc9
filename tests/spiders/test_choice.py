"""First visits take the newest, later visits take everything."""

from datetime import date

from monitor.items import Link
from monitor.sources.model import Entry
from monitor.spiders.choice import Offer, choose

FEED = Entry("feed", "https://a.example/feed")
LIST = Entry("listing", "https://a.example/news")


def day_of(link: Link) -> date | None:
    return date.fromisoformat(link.published) if link.published else None


def dated(*days: str) -> tuple[Link, ...]:
    return tuple(Link(f"https://a.example/{day}", published=day) for day in days)


def undated(*names: str) -> tuple[Link, ...]:
    return tuple(Link(f"https://a.example/{name}") for name in names)


def names(links: tuple[Link, ...]) -> list[str]:
    return [link.url.rsplit("/", 1)[1] for link in links]


def test_a_first_visit_takes_the_newest_by_date_whatever_their_order() -> None:
    offer = Offer(FEED, dated("2026-01-01", "2026-03-01", "2026-02-01"), first=True)
    choice = choose([offer], 2, day_of)
    assert names(choice.take) == ["2026-03-01", "2026-02-01"]
    assert names(choice.older) == ["2026-01-01"]


def test_an_undated_list_is_not_starved_by_a_dated_one() -> None:
    offers = [Offer(FEED, dated("2026-03-01", "2026-02-01"), first=True), Offer(LIST, undated("x", "y"), first=True)]
    assert names(choose(offers, 3, day_of).take) == ["2026-03-01", "x", "2026-02-01"]


def test_two_entries_with_the_same_address_take_one_place() -> None:
    same = undated("x", "y")
    choice = choose([Offer(FEED, same, first=True), Offer(LIST, same, first=True)], 2, day_of)
    assert names(choice.take) == ["x", "y"]
    assert choice.older == ()


def test_a_later_visit_takes_everything_even_beside_a_first_one() -> None:
    offers = [Offer(FEED, undated("a", "b", "c"), first=False), Offer(LIST, undated("x", "y"), first=True)]
    choice = choose(offers, 1, day_of)
    assert names(choice.take) == ["a", "b", "c", "x"]
    assert names(choice.older) == ["y"]
