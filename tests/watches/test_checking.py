"""Faults of a watch, each with its place in the file."""

import pytest

from monitor.sources.catalogue import Catalogue
from monitor.sources.model import Source
from monitor.watch import Watch
from monitor.watches.checking import check_scope, check_watch, sound


@pytest.mark.parametrize(
    ("text", "place", "meant"),
    [
        ('title = "x"\nquery = "ferry AND (boat"', (2, 20), "("),
        ("title = 'x'\n[queries]\n\"*\" = '(ferry'\nfr = 'bac AND (a'", (3, 8), "("),
        ('title = "x"\nquery = """\n裁判所 AND\n  (محكمة"""', (4, 3), "("),
        ('title = "x"\nquery = "\\u0061 AND (b"', (2, 21), "("),
        ('title = "x"\nqueries = {fr = "(bac"}', (0, 1), "("),
    ],
)
def test_a_fault_is_shown_where_it_stands(text: str, place: tuple[int, int], meant: str) -> None:
    finding = next(finding for finding in check_watch(text, "ferries") if not finding.warning)
    assert finding.code == "E_UNCLOSED_PAREN"
    assert (finding.line, finding.column) == place
    assert finding.excerpt[finding.start : finding.end] == meant
    assert finding.hint


def test_keys_and_queries_are_checked_together_in_the_order_of_lines() -> None:
    text = 'titel = "x"\nquery = "(ferry"\npaused = 3\n'
    found = [(finding.line, finding.code) for finding in check_watch(text, "ferries")]
    assert found == [(0, ""), (1, ""), (2, "E_UNCLOSED_PAREN"), (3, "")]


def test_warnings_are_marked_as_such() -> None:
    (finding,) = check_watch('title = "x"\nquery = "ferry and boat AND tram"', "ferries")[:1]
    assert finding.warning
    assert "warning:" in str(finding)


def test_what_is_no_toml_is_one_finding() -> None:
    assert len(check_watch("query = (", "ferries")) == 1
    assert len(check_watch("query = " + "[" * 5_000, "ferries")) == 1


def test_unknown_sources_and_groups_are_named_with_the_nearest() -> None:
    catalogue = Catalogue((Source("quill_tidings", "quill", "Tidings", "https://tidings.example/"),))
    watch = Watch("a", "A", {"*": "x"}, sources=("quill_tiding", "quill_tidings"), groups=("zzz",))
    messages = [finding.message for finding in check_scope(watch, "a.toml", catalogue)]
    assert len(messages) == 2
    assert "did you mean quill_tidings?" in messages[0]
    assert "no group is called zzz" in messages[1]


def test_a_sound_watch_has_no_errors() -> None:
    assert sound({"*": "ferry", "fr": "bac"}, "a") == []
    assert [finding.file for finding in sound({"*": "ferry", "fr": "(bac"}, "a")] == ["a (fr)"]
