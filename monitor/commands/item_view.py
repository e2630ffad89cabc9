"""Items on a terminal: a list of many, and one with everything that is known."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.commands.item_fields import plain
from monitor.extract.dates.support import agree, is_reprint
from monitor.items import DateCandidate

# Joiners that Persian, Indic scripts and emoji need; other invisible characters can deceive.
JOINERS = "\u200c\u200d"
WIDTH_WITHOUT_TERMINAL = 200
# A terminal of so many columns has room for all of the list.
ROOMY = 100
# A headline in a list; the whole stands in `show`.
LONGEST_IN_LIST = 160
APART = (
    "id", "headline", "body", "sightings", "date_candidates", "published_why", "relation",
    "matches", "pending_alerts", "events", "basis",
)  # fmt: skip
CANDIDATE_FIELDS = ("evidence", "raw", "day", "instant", "precision")
CANDIDATE_NOTES = {
    "guessed_order": "its year, calendar or order is a guess",
    "labelled": "called the publication",
    "also_modified": "also stated as the last change",
    "only_created": "stated as the day the page was made",
}


def console() -> Console:
    """The output; colours only on a terminal, and room for long lines elsewhere."""
    made = Console(highlight=False, markup=False)
    return made if made.is_terminal else Console(width=WIDTH_WITHOUT_TERMINAL, highlight=False, markup=False)


def safe(value: Any) -> Text:
    """Any value as text that cannot steer a terminal.

    >>> safe("ferry\\x1b[2J").plain
    'ferry\ufffd[2J'
    """
    text = "" if value is None else str(value)
    return Text("".join(char if char.isprintable() or char in JOINERS else _replaced(char) for char in text))


def brief(value: Any) -> Text:
    """The same for a list, where a headline of a thousand letters would push everything else away.

    >>> len(brief("A" * 1_000)), brief("Ferry resumes").plain
    (160, 'Ferry resumes')
    """
    text = "" if value is None else str(value)
    return safe(text if len(text) <= LONGEST_IN_LIST else f"{text[: LONGEST_IN_LIST - 1].rstrip()}…")


def _replaced(char: str) -> str:
    return " " if char.isspace() else "\ufffd"


def list_table(items: Iterable[dict[str, Any]], width: int) -> Table:
    """One line an item; where the terminal is narrow, the headline is worth more than when it was first seen."""
    table = Table(box=box.SIMPLE_HEAD)
    columns = ("first seen", "published", "source", "headline")[int(width < ROOMY) :]
    for column in columns:
        table.add_column(column, no_wrap=column != "headline", overflow="fold")
    for item in items:
        first_seen = plain(item["first_seen"])[:16].replace("T", " ")
        cells = (safe(first_seen), safe(published(item)), safe(item["source"]), brief(item["headline"]))
        table.add_row(*cells[-len(columns) :])
    return table


def published(item: dict[str, Any]) -> str:
    """The date of an item as far as it is known, with the confidence in it."""
    moment, day = plain(item.get("published")), item.get("published_day")
    if item.get("published_precision") == "month" and day:
        known = day[:7]
    else:
        known = moment[:16].replace("T", " ") if moment else day
    return f"{known} ({item.get('published_confidence') or 'unknown'})" if known else "no date"


def show(item: dict[str, Any], output: Console) -> None:
    """Every field of an item, its sightings, its date candidates and which of them won, its text."""
    output.print(safe(item["headline"]))
    output.print(_pairs(item))
    output.print("Sightings:")
    output.print(_rows(item["sightings"], ("seen_at", "source", "url")))
    if unlisted := item.get("sightings_unlisted"):
        output.print(f"and {unlisted:,} more that were counted only: very many addresses lead to this text.")
    output.print("Date candidates:" if item["date_candidates"] else "No date candidates.")
    if item["date_candidates"]:
        output.print(_candidates(item))
        output.print(safe(f"Why: {item['published_why']}" if item.get("published_why") else "None of them was chosen."))
    for match in item.get("matches") or ():
        output.print(safe(f"Found by {_match(match)}"))
    if item.get("events"):
        output.print("What happened to the page:")
        output.print(events_table(item["events"]))
    for line in item["body"].splitlines():
        output.print(safe(line))


def _match(match: dict[str, Any]) -> str:
    """A match in words: the watch, its version then, and the terms that stand in the text."""
    terms = ", ".join(dict.fromkeys(span["leaf"] for span in match["spans"]))
    muted = f", {match['suppressed']}" if match.get("suppressed") else ""
    return f"{match['watch']}, version {match['version']}{muted}: {terms}"


def events_table(events: Iterable[dict[str, Any]]) -> Table:
    """One line for each thing that happened to the page of an item."""
    table = Table("when", "what", "evidence", box=box.SIMPLE_HEAD)
    for event in events:
        when = plain(event["at"])[:16].replace("T", " ")
        table.add_row(safe(when), safe(event["kind"]), safe(event["evidence"]))
    return table


def _pairs(item: dict[str, Any]) -> Table:
    table = Table(box=None, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row("id", safe(item["id"]))
    for name, value in item.items():
        if name not in APART:
            table.add_row(name, safe(_text(value)))
    if item.get("relation"):
        table.add_row("relation", safe(told(item["relation"])))
    return table


def told(relation: dict[str, Any]) -> str:
    """What an item is to another, in words.

    >>> told({"kind": "quotes", "of": "65f0", "evidence": "12 % of its text stands in the other"})
    'quotes 65f0: 12 % of its text stands in the other'
    """
    kind, of = relation["kind"], relation.get("of")
    if not of:
        return str(kind)
    joint = " " if kind == "quotes" else " of "
    return f"{kind}{joint}{of}: {relation.get('evidence') or 'no numbers'}"


def _text(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(" ".join(map(str, part)) if isinstance(part, list) else str(part) for part in value)
    return plain(value)


def _rows(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> Table:
    table = Table(*columns, box=box.SIMPLE_HEAD)
    for row in rows:
        table.add_row(*(safe(plain(row.get(name))) for name in columns))
    return table


def _candidates(item: dict[str, Any]) -> Table:
    table = Table("", "where", "as written", "day", "moment", "precision", "", box=box.SIMPLE_HEAD)
    for candidate, mark in zip(item["date_candidates"], _marks(item), strict=True):
        table.add_row(mark, *(safe(plain(candidate.get(name))) for name in CANDIDATE_FIELDS), _notes(candidate))
    return table


def _notes(candidate: dict[str, Any]) -> str:
    notes = [note for name, note in CANDIDATE_NOTES.items() if candidate.get(name)]
    if candidate.get("instant") and not candidate.get("zone_known"):
        notes.append("in the site's zone, as it states none")
    return "; ".join(notes)


def _marks(item: dict[str, Any]) -> Iterator[str]:
    """ "won" at the candidate that became the item's date, and whether each other one agrees with it."""
    winner = next((one for one in item["date_candidates"] if _is_chosen(one, item)), None)
    for candidate in item["date_candidates"]:
        if winner is None or candidate is winner:
            yield "won" if winner else ""
        else:
            yield _relation(_read(candidate), _read(winner))


def _is_chosen(candidate: dict[str, Any], item: dict[str, Any]) -> bool:
    return (candidate["evidence"], candidate["raw"]) == (item["published_source"], item["published_raw"])


def _relation(candidate: DateCandidate, winner: DateCandidate) -> str:
    if agree(candidate, winner):
        return "agrees"
    return "reprint" if is_reprint(candidate, winner) else "contradicts"


def _read(stored: dict[str, Any]) -> DateCandidate:
    known = {field.name for field in fields(DateCandidate)} & set(stored)
    values = {name: stored[name] for name in known}
    return DateCandidate(**{**values, "day": date.fromisoformat(stored["day"])})
