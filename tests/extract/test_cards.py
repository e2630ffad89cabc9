"""Rows of linked headlines, and what is none."""

import pytest

from monitor.extract.cards import Cards, find_cards
from monitor.extract.tree import parse

TEASER = "The harbour town of Northhaven waits for the second day of the hearing."


def found(markup: str) -> Cards:
    tree = parse(f"<body>{markup}</body>")
    assert tree is not None
    return find_cards(tree)


@pytest.mark.parametrize(
    "card",
    [
        "<li><h3><a href='/n/{0}'>Story {0}</a></h3><p>{1}</p></li>",
        "<div><a href='/n/{0}'><h2>Story {0}</h2><p>{1}</p></a></div>",
        "<h3><a href='/n/{0}'>Story {0}</a></h3><time>3 May</time><p>{1}</p>",
        "<div><a href='/n/{0}'>The story with the number {0}</a><p>{1}</p></div>",
        "<dt><a href='/n/{0}'>Story {0}</a></dt><dd>{1}</dd>",
        "<div class=row><article><h2><a href='/n/{0}'>S</a></h2><p>{1}</p></article>"
        "<article><h2><a href='/m/{0}'>S</a></h2><p>{1}</p></article></div>",
    ],
)
def test_cards_are_found_in_many_shapes(card: str) -> None:
    cards = found("<main>" + "".join(card.format(n, TEASER) for n in range(4)) + "</main>")
    assert cards.count == (8 if "row" in card else 4)


@pytest.mark.parametrize(
    "one",
    [
        "<li><a href='/s/{0}'>Section {0}</a></li>",
        "<p>On that day <a href='/n/{0}'>the court decided in a case like this</a> and freed them.</p>",
        "<h2><a href='#part-{0}'>Part {0}</a></h2><p>{1}</p>",
        "<section><h2><a href='/n/{0}'>Part {0}</a></h2><p>{1}{1}{1}{1}{1}{1}{1}{1}</p></section>",
        "<nav><h3><a href='/n/{0}'>Story {0}</a></h3><p>{1}</p></nav>",
        "<li><h3><a href='/same'>Story</a></h3><p>{1}</p></li>",
    ],
)
def test_what_is_no_card(one: str) -> None:
    assert found("<main>" + "".join(one.format(n, TEASER) for n in range(6)) + "</main>").count == 0


def test_pages_without_a_body_of_their_own_have_none() -> None:
    assert found("<a href=''></a><a>x</a>").count == 0
    assert found("<nav>" * 200 + "<a href=/x>" * 200).count == 0
