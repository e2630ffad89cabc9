"""What a watch file may say, and what its writer is told when it says something else."""

from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from monitor.watch import Channel, Recipient, Rhythm
from monitor.watches.problems import BrokenWatchError
from monitor.watches.reading import read_watch

SECRET = "hold-this-for-me-2026"
FULL = f"""
title = "Ferries of Lower Quill"
owner = "Harbour desk"
recipients = ["desk@quill.example"]
sources = ["quill_tidings", "quill_tidings"]
groups = ["own"]
every_outlet = true
edits = true
takedowns = true
muted_until = 2026-12-01T08:00:00+01:00
paused = true

[queries]
fr = '"le bac" OR ferry'
"*" = "ferry"

[[recipient]]
address = "night@quill.example"
cadence = "weekly"
at = "06:30"
weekday = "friday"
timezone = "Europe/Paris"
quiet = "22:00-07:00"
most_per_hour = 2
nothing_found = true
muted_until = 2026-12-24
language = "ar"

[[channel]]
kind = "webhook"
name = "desk"
url = "https://quill.example/hook"
secret = "{SECRET}"

[[channel]]
kind = "atom"
secret = "{SECRET}-feed"
"""
MINIMAL = 'title = "Ferries"\nquery = "ferry"\n'


def findings(text: str, name: str = "ferries") -> list[str]:
    with pytest.raises(BrokenWatchError) as caught:
        read_watch(text, name)
    return str(caught.value).splitlines()


def test_reads_every_key() -> None:
    watch = read_watch(FULL, "ferries")
    assert (watch.name, watch.title, watch.owner) == ("ferries", "Ferries of Lower Quill", "Harbour desk")
    assert watch.queries == {"fr": '"le bac" OR ferry', "*": "ferry"}
    assert (watch.sources, watch.groups) == (("quill_tidings",), ("own",))
    assert watch.every_outlet
    assert watch.edits
    assert watch.takedowns
    assert watch.paused
    assert watch.muted_until == datetime(2026, 12, 1, 7, tzinfo=UTC)
    quiet = (time(22), time(7))
    rhythm = Rhythm("weekly", time(6, 30), "friday", "Europe/Paris", quiet, 2, nothing_found=True)
    late = Recipient("night@quill.example", rhythm, datetime(2026, 12, 24, tzinfo=UTC), "ar")
    assert watch.recipients == (Recipient("desk@quill.example"), late)
    hook = Channel("webhook", "desk", "https://quill.example/hook", SECRET)
    assert watch.channels == (hook, Channel("atom", "atom", "", f"{SECRET}-feed"))


def test_a_title_and_a_query_are_enough() -> None:
    watch = read_watch(MINIMAL, "ferries")
    assert watch.queries == {"*": "ferry"}
    assert not watch.recipients


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('titel = "x"', ["ferries.toml:3", "titel", "did you mean title?"]),
        ('receipient = "x"', ["did you mean recipient"]),
        ('muted_until = "soon"', ["ferries.toml:3", "muted_until", "2026-12-01T08:00:00Z"]),
        ("muted_until = 2026-12-01T08:00:00", ["muted_until", "with Z or an offset"]),
        ('recipients = "desk@quill.example"', ["recipients", '["desk@example.org"]']),
        ('recipients = ["Desk <desk@quill.example>"]', ["recipients", "without name or brackets"]),
        (r'recipients = ["desk@quill.example\r\nBcc: x@quill.example"]', ["recipients", "line break"]),
        (r'recipients = ["desk@quill.example\u2028x"]', ["recipients", "line break"]),
        (r'recipients = ["desk\u202e@quill.example"]', ["recipients", "no mail address"]),
        ('recipients = ["a@b.example", "A@b.example"]', ["recipient", "2 times"]),
        (r'owner = "a\nb"', ["owner", "one line"]),
        ('sources = ["Quill Tidings"]', ["sources", "no name"]),
        ('groups = "own"', ["groups", "list of names"]),
        ('paused = "yes"', ["paused", "true or false"]),
        ('recipient = "x"', ["[[recipient]]"]),
        ('[queries]\nfr = "x"', ["query", "[queries]"]),
        ("[[recipient]]", ["ferries.toml:3", "recipient 1, address: missing"]),
        ('[[recipient]]\naddress = "a@b.example"\ncadence = "dayly"', ["ferries.toml:5", "did you mean daily?"]),
        ('[[recipient]]\naddress = "a@b.example"\nat = "7 o\'clock"', ["at", "07:30"]),
        ('[[recipient]]\naddress = "a@b.example"\nquiet = "22:00"', ["quiet", "22:00-07:00"]),
        ('[[recipient]]\naddress = "a@b.example"\nquiet = "07:00-07:00"', ["quiet", "22:00-07:00"]),
        ('[[recipient]]\naddress = "a@b.example"\ntimezone = "Europe/Pariss"', ["did you mean Europe/Paris?"]),
        ('[[recipient]]\naddress = "a@b.example"\nmost_per_hour = 0', ["most_per_hour", "1 to 60"]),
        ('[[recipient]]\naddress = "a@b.example"\nlanguage = "xx"', ["ferries.toml:5", "write one of en, fr, es, ar"]),
        ('[[channel]]\nkind = "webhok"', ["did you mean webhook?"]),
        ('[[channel]]\nkind = "webhook"\nsecret = "hold-this-for-me-2026"', ["channel 1, url: missing"]),
        ('[[channel]]\nkind = "atom"', ["channel 1, secret: missing"]),
        ('[[channel]]\nkind = "atom"\nurl = "https://q.example/"\nsecret = "hold-this-for-me-2026"', ["url", "leave"]),
        ('[[channel]]\nkind = "atom"\nsecret_file = "/etc/passwd"', ["secret_file", "only a watch that is a file"]),
        ("x\ny = 1", ["ferries.toml:3", "not TOML"]),
        ('title = "again"\n', ["ferries.toml:3", "not TOML"]),
    ],
)
def test_says_what_is_wrong_and_where(line: str, words: list[str]) -> None:
    found = findings(MINIMAL + line)
    for word in words:
        assert word in found[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('query = "x"', ["title", "missing"]),
        ('title = "x"', ["query", "missing", "[queries]"]),
        ('title = " "\nquery = "x"', ["title", "missing"]),
        ('title = "x"\nquery = "  "', ["query", "no query"]),
        ('title = "x"\nquery = 3', ["query", "no query"]),
        ('title = "x"\nqueries = "y"', ["queries", "[queries]"]),
        ('title = "x"\n[queries]\nfrench = "y"', ["queries", "'french'", "no language"]),
        ("title = " + "[" * 3000, ["not TOML"]),
    ],
)
def test_says_what_is_missing(text: str, words: list[str]) -> None:
    found = findings(text)
    for word in words:
        assert word in found[0]


def test_secrets_are_never_repeated() -> None:
    for secret in ("tiny-secret", "no spaces in a secret", "x" * 300):
        text = f'{MINIMAL}[[channel]]\nkind = "atom"\nsecret = "{secret}"'
        assert secret not in "\n".join(findings(text))
    assert SECRET not in repr(read_watch(FULL, "ferries"))


def test_a_secret_may_lie_in_a_file_beside_the_watch(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{SECRET}\n", encoding="utf-8")
    (tmp_path / "short").write_text("abc\n", encoding="utf-8")
    text = f'{MINIMAL}[[channel]]\nkind = "atom"\nsecret_file = '
    path = tmp_path / "ferries.toml"
    assert read_watch(f'{text}"key"', "ferries", path).channels[0].secret == SECRET
    for name, words in (("missing", "cannot be read"), ("short", "too short"), ("a\\u0000b", "no file name")):
        with pytest.raises(BrokenWatchError, match=words):
            read_watch(f'{text}"{name}"', "ferries", path)


def test_a_name_is_checked() -> None:
    assert "file name" in findings(MINIMAL, "Ferries!")[0]
