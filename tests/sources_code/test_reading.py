"""What a source file may say, and what its writer is told when it says something else."""

import pytest

from monitor.sources.problems import BrokenSourceError
from monitor.sources.reading import read_source

FULL = """
title = "Lagoon Rights Watch"
organisation = "Lagoon"
country = "FR"
languages = ["fr", "pt-BR"]
timezone = "Europe/Paris"
home = "https://lagoon.example/"
confidence = "validated"
note = "Moved in spring."
active = false
date_order = "DMY"
calendar = "gregorian"
item_links = ["article h2 a", "/news/[0-9]+"]
follow = "a.next"
ignore = "re:/tag/"
concurrency = 1
delay = "2m"
interval = 90
expect_every = "14d"
spider = "lagoon"

[article]
body = "main .text"

[[entry]]
kind = "listing"
url = "https://lagoon.example/news"
confidence = "memory"
item_links = "^https://lagoon"
"""

MINIMAL = 'title = "Lagoon"\nhome = "https://lagoon.example/"\n'


def problems_of(text: str, name: str = "lagoon") -> list[str]:
    with pytest.raises(BrokenSourceError) as caught:
        read_source(text, name, "own")
    return str(caught.value).splitlines()


def test_reads_every_key() -> None:
    source = read_source(FULL, "lagoon", "own")
    assert (source.name, source.group, source.country, source.languages) == ("lagoon", "own", "FR", ("fr", "pt-BR"))
    assert (source.delay, source.interval, source.expect_every, source.concurrency) == (120.0, 90.0, 14.0, 1)
    assert source.item_links == ("article h2 a", "/news/[0-9]+")
    assert source.ignore == ("re:/tag/",)
    assert source.article == {"body": "main .text"}
    assert source.active is False
    entry = source.entries[0]
    assert (entry.kind, entry.confidence, entry.item_links) == ("listing", "memory", ("^https://lagoon",))


def test_a_title_and_a_home_are_enough() -> None:
    source = read_source(MINIMAL, "lagoon", "own")
    assert source.entries == ()
    assert source.active
    assert source.delay is None


def test_home_is_the_first_entry_where_it_is_left_out() -> None:
    text = 'title = "L"\n[[entry]]\nkind = "feed"\nurl = "https://lagoon.example/feed"\n'
    assert read_source(text, "lagoon", "own").home == "https://lagoon.example/feed"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('titel = "x"', ["titel", "did you mean title?"]),
        ("wholly_unheard = 1", ["wholly_unheard", "known are title"]),
        ('country = "fr"', ["country", "did you mean FR?"]),
        ('country = "Atlantis"', ["country", "two capital letters"]),
        ('languages = "fr"', ["languages", "list", '["fr"]']),
        ("languages = []", ["languages", "list"]),
        ('languages = ["french"]', ["languages", "'french'", "write a code such as fr"]),
        ('languages = ["pt_br"]', ["languages", "did you mean pt-BR?"]),
        ('timezone = "Europe/Pariss"', ["timezone", "did you mean Europe/Paris?"]),
        ('timezone = "../etc/passwd"', ["timezone", "Europe/Paris"]),
        ('timezone = "EST"', ["timezone", "no time zone"]),
        ('date_order = "DYM"', ["date_order", "did you mean"]),
        ('calendar = "julian"', ["calendar"]),
        ('confidence = "sure"', ["confidence", "validated, seen, inferred, memory"]),
        ('active = "yes"', ["active", "true or false"]),
        ("concurrency = 0", ["concurrency", "1 to 16"]),
        ("concurrency = true", ["concurrency", "1 to 16"]),
        ('delay = "2 weeks"', ["delay", "30m, 2h, 1d"]),
        ("delay = -1", ["delay", "out of range"]),
        (f"delay = {'9' * 400}", ["delay", "out of range"]),
        ("delay = nan", ["delay", "out of range"]),
        ("interval = true", ["interval", "no time"]),
        ('expect_every = "0d"', ["expect_every", "out of range"]),
        ('ignore = "/tag/("', ["ignore", "no regular expression"]),
        ('ignore = ""', ["ignore", "every address"]),
        ('item_links = "article h2 a["', ["item_links", "no CSS selector"]),
        ("follow = 3", ["follow", "in quotes"]),
        ('spider = "My Spider"', ["spider", "no name"]),
        ('article = "main"', ["article", "[article]"]),
        ('article = {bodi = "main"}', ["article", "did you mean body?"]),
        ('article = {body = "main["}', ["article", "no CSS selector"]),
        ('entry = "https://lagoon.example/feed"', ["entry", "[[entry]]"]),
    ],
)
def test_says_what_to_write_instead(line: str, words: list[str]) -> None:
    (problem,) = problems_of(MINIMAL + line + "\n")
    assert problem.startswith("own/lagoon.toml")
    for word in words:
        assert word in problem


@pytest.mark.parametrize(
    "address", ["ftp://lagoon.example/", "lagoon.example", "https://", "http://[::1", "https://a b/"]
)
def test_takes_web_addresses_only(address: str) -> None:
    (problem,) = problems_of(f'title = "L"\nhome = "{address}"\n')
    assert "home" in problem
    assert "https://" in problem


def test_names_the_line() -> None:
    (problem,) = problems_of(MINIMAL + '\n[[entry]]\nkind = "feed"\nurl = "nowhere"\n')
    assert problem.startswith("own/lagoon.toml:6: entry 1, url: ")


def test_names_the_line_of_broken_toml() -> None:
    (problem,) = problems_of('title = "L"\nhome = https\n')
    assert problem.startswith("own/lagoon.toml:2: this is not TOML")


def test_an_entry_needs_kind_and_address() -> None:
    problems = problems_of(MINIMAL + "[[entry]]\n")
    assert [problem.split(":")[2].strip() for problem in problems] == ["entry 1, kind", "entry 1, url"]


def test_an_unknown_kind_names_the_nearest() -> None:
    (problem,) = problems_of(MINIMAL + '[[entry]]\nkind = "feeds"\nurl = "https://lagoon.example/feed"\n')
    assert "did you mean feed?" in problem


def test_tells_everything_at_once() -> None:
    assert len(problems_of('titel = "L"\ncountry = "fr"\nactive = 1\n')) == 4


def test_needs_a_home_or_an_entry() -> None:
    (problem,) = problems_of('title = "L"\n')
    assert "home: missing" in problem


def test_needs_a_title() -> None:
    (problem,) = problems_of('home = "https://lagoon.example/"\n')
    assert 'title = "Example News"' in problem


def test_one_address_stands_in_one_entry() -> None:
    entry = '[[entry]]\nkind = "feed"\nurl = "https://lagoon.example/feed"\n'
    (problem,) = problems_of(MINIMAL + entry + entry)
    assert "2 times" in problem


@pytest.mark.parametrize("name", ["Lagoon", "la-goon", "", "été"])
def test_the_file_name_is_a_name(name: str) -> None:
    (problem,) = problems_of(MINIMAL, name)
    assert "file name" in problem


def test_numbers_without_end_are_a_problem_and_no_crash() -> None:
    assert "not TOML" in problems_of("delay = " + "9" * 10_000)[0]


def test_deep_nesting_is_a_problem_and_no_crash() -> None:
    assert "not TOML" in problems_of("x = " + "[" * 100_000)[0]


def test_a_file_of_thousands_of_wrong_entries_is_bounded() -> None:
    assert len(problems_of(MINIMAL + "[[entry]]\nkin = 1\n" * 10_000)) == 100
