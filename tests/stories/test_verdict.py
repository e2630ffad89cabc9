import random

import pytest

from monitor.stories.fingerprint import EMPTY, Fingerprint, fingerprint
from monitor.stories.verdict import verdict


def prose(name: str, length: int) -> list[str]:
    """Words of a fictional language; no two names share a phrase."""
    chance = random.Random(name)
    return [f"{chance.choice('bdfgklmnprst')}{chance.choice('aeiou')}{chance.randint(0, 400)}" for _ in range(length)]


STORY = prose("story", 500)
OTHER = prose("other", 500)


def of(words: list[str]) -> Fingerprint:
    return fingerprint(" ".join(words))


def replaced(words: list[str], share: float) -> list[str]:
    chance = random.Random("replaced")
    return [f"x{chance.random()}" if chance.random() < share else word for word in words]


@pytest.mark.parametrize(
    ("new", "kind"),
    [
        (STORY, "duplicate"),
        (prose("menu", 60) + STORY, "duplicate"),
        (STORY[:330], "duplicate"),
        (replaced(STORY, 0.05), "duplicate"),
        (replaced(STORY, 0.15), "duplicate"),
        (STORY[:175], "excerpt"),
        (replaced(STORY[:175], 0.05), "excerpt"),
        (OTHER[:250] + STORY[:200] + OTHER[250:], "quotes"),
        (OTHER[:100] + STORY[:70] + OTHER[100:200] + STORY[200:270] + OTHER[200:] + STORY[400:460], "quotes"),
        (OTHER, "new"),
        ([], "new"),
        (["ferry"], "new"),
    ],
)
def test_what_a_text_is_to_a_stored_one(new: list[str], kind: str) -> None:
    assert verdict(of(new), of(STORY)).kind == kind


def test_a_fuller_text_does_not_join_the_story_of_its_excerpt() -> None:
    """A digest would otherwise tie together all that it holds."""
    found = verdict(of(OTHER + STORY[:175]), of(STORY[:175]))
    assert (found.kind, found.joins, found.overlap.contains) == ("quotes", False, 1.0)


def test_the_middle_of_a_text_is_an_excerpt_that_does_not_join() -> None:
    """It may be what a longer text quotes of a third one that has not come yet."""
    found = verdict(of(STORY[200:375]), of(STORY))
    assert (found.kind, found.joins) == ("excerpt", False)
    assert verdict(of(STORY[:175]), of(["Home", "News", "World", *STORY])).joins


def test_a_shared_footer_is_a_quotation_at_most() -> None:
    footer = prose("footer", 115)
    found = verdict(of(STORY[:200] + footer), of(OTHER[:200] + footer))
    assert not found.joins


def test_at_one_address_a_changed_text_is_a_version() -> None:
    changed = of([*STORY[:400], *OTHER[:100]])
    assert verdict(changed, of(STORY), same_address=True).kind == "version"
    assert verdict(of(STORY), of(STORY), same_address=True).kind == "duplicate"
    assert verdict(of(OTHER), of(STORY), same_address=True).kind == "version"


def test_nothing_is_like_nothing() -> None:
    assert verdict(EMPTY, EMPTY).kind == "new"
    assert verdict(of(STORY), EMPTY).overlap.jaccard == 0


def test_the_numbers_of_short_texts_are_exact() -> None:
    found = verdict(of(STORY[:60]), of(STORY[:100])).overlap
    assert found.contained == 1.0
    assert found.contains == found.jaccard == 58 / 98
