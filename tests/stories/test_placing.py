from monitor.stories.placing import COMMON, Face, Shelf, Shelved
from tests.stories.test_verdict import OTHER, STORY, of, prose


def shelf(**stories: list[str]) -> Shelf:
    made = Shelf()
    for name, words in stories.items():
        made.open(name, Face(f"{name}-item", "en", of(words)))
    return made


def test_a_copy_joins_and_an_unknown_text_stands_alone() -> None:
    made = shelf(ferry=STORY)
    found = made.place(of(STORY[:400]))
    assert (found.story, found.of, found.verdict.kind) == ("ferry", "ferry-item", "duplicate")
    alone = made.place(of(OTHER))
    assert (alone.story, alone.of, alone.verdict.kind) == ("", "", "new")


def test_a_quoting_text_stands_alone_and_says_whom_it_quotes() -> None:
    found = shelf(ferry=STORY).place(of(OTHER + STORY[:200]))
    assert (found.story, found.of, found.verdict.kind) == ("", "ferry-item", "quotes")


def test_a_text_out_of_the_middle_stands_alone_and_says_of_what() -> None:
    found = shelf(ferry=STORY).place(of(STORY[200:375]))
    assert (found.story, found.of, found.verdict.kind) == ("", "ferry-item", "excerpt")


def test_the_nearest_story_wins() -> None:
    made = shelf(short=STORY[:175], full=STORY)
    assert made.place(of(STORY[:180])).story == "short"
    assert made.place(of(STORY[:450])).story == "full"


def test_a_member_leads_to_its_story_but_is_never_compared() -> None:
    made = shelf(ferry=STORY)
    made.join("ferry", of(STORY[250:] + OTHER[:200]))
    assert made.place(of(OTHER)).story == ""


def test_translations_are_faces_of_a_story() -> None:
    made = Shelf()
    translation = Face("fr-item", "fr", of(OTHER))
    made.add(
        Shelved("ferry", [Face("en-item", "en", of(STORY)), translation], set(of(STORY).keys() + of(OTHER).keys()))
    )
    found = made.place(of(OTHER[:400]))
    assert (found.story, found.of) == ("ferry", "fr-item")


def test_a_footer_on_many_stories_finds_nothing_any_more() -> None:
    footer = prose("footer", 115)
    made = Shelf()
    for number in range(3 * COMMON):
        words = prose(f"story {number}", 60) + footer
        assert made.place(of(words)).story == ""
        made.open(str(number), Face(str(number), "en", of(words)))
    assert made.common
    assert not set(made.stories[str(3 * COMMON - 1)].keys) & set(of(footer).keys()[:2])


def test_one_release_on_many_sites_does_not_filter_itself_out() -> None:
    made = shelf(release=STORY)
    for number in range(10 * COMMON):
        words = [*prose(f"site {number}", 20), *STORY]
        assert made.place(of(words)).story == "release"
        made.join("release", of(words))
    assert not made.common
    assert len(made.stories["release"].keys) <= 48
