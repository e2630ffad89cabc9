"""Stories on a terminal, and as other programs get them."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from monitor.commands.item_fields import plain
from monitor.commands.item_view import brief, safe

# A story that the whole world ran has more outlets than a person reads in a line.
MOST_NAMED = 12
# Of two stories the first is the one that was named first: the one that stays.
_DECISIONS = {"merge": "{1} merged into {0}", "split": "{1} split off from {0}", "lead": "{0} leads"}
_TOLD = ("headline", "language", "outlets", "sources", "languages", "first_outlet", "wire", "first_published_by")
_MEMBER = (
    "source", "language", "relation", "jaccard", "contains", "contained", "covers", "covered", "begins", "evidence",
    "first_seen", "by",
)  # fmt: skip


def record(story: dict[str, Any], items: Mapping[str, dict[str, Any]] | None = None) -> dict[str, Any]:
    """A story with plain values; with the addresses and headlines of its members where these were asked for."""
    return {
        "story": str(story["_id"]),
        "leader": str(story["leader"]),
        **{name: plain(story[name]) for name in _TOLD},
        "first_seen": plain(story["first_seen"]),
        "last_seen": plain(story["last_seen"]),
        "members": [_member(member, items) for member in story["members"]],
        "decided": [{name: _decided(value) for name, value in made.items()} for made in story["decided"]],
    }


def _member(member: dict[str, Any], items: Mapping[str, dict[str, Any]] | None) -> dict[str, Any]:
    of = str(member["of"]) if member["of"] else None
    shown = {"item": str(member["item"]), "of": of, **{name: plain(member.get(name)) for name in _MEMBER}}
    if items is None:
        return shown
    item = items.get(str(member["item"]), {})
    return {**shown, "url": item.get("url"), "headline": item.get("headline")}


def _decided(value: Any) -> Any:
    if isinstance(value, list):
        return [str(one) for one in value]
    return plain(value)


def story_table(stories: Iterable[dict[str, Any]]) -> Table:
    """One line a story."""
    table = Table(box=box.SIMPLE_HEAD)
    for column in ("story", "last added to", "outlets", "items", "first", "wire", "headline"):
        table.add_column(column, no_wrap=column != "headline", overflow="fold")
    for story in stories:
        seen = plain(story["last_seen"])[:16].replace("T", " ")
        counts = (str(story["outlets"]), str(len(story["members"])))
        words = (story["first_outlet"], story["wire"], story["headline"])
        table.add_row(str(story["_id"]), seen, *counts, *map(brief, words))
    return table


def show_story(story: dict[str, Any], items: Mapping[str, dict[str, Any]], output: Console) -> None:
    """A story, its members with what each is to another, and what people decided about it."""
    output.print(safe(story["headline"]))
    output.print(safe(f"story {story['_id']}: {outlets(story)}; first by {story['first_outlet']}{_origin(story)}"))
    table = Table(box=box.SIMPLE_HEAD)
    for column in ("", "source", "lang", "is", "why", "address"):
        table.add_column(column, overflow="fold")
    for member in story["members"]:
        leads = "leads" if member["item"] == story["leader"] else ""
        item = items.get(str(member["item"]), {})
        words = (member["source"], member["language"], member["relation"], member["evidence"], item.get("url", "gone"))
        table.add_row(leads, *map(safe, words))
    output.print(table)
    for made in story["decided"]:
        output.print(safe(decision(made)))


def decision(made: Mapping[str, Any]) -> str:
    """What was decided about a story, when, by whom.

    >>> decision({"kind": "merge", "by": "ada", "at": "2026-03-01T12:00Z", "stories": ["65f0", "65f1"]})
    '2026-03-01 12:00 65f1 merged into 65f0, by ada'
    >>> decision({"kind": "lead", "by": "ada", "at": "2026-03-01T12:00Z", "items": ["65f2"]})
    '2026-03-01 12:00 65f2 leads, by ada'
    """
    when = plain(made["at"])[:16].replace("T", " ")
    said = _DECISIONS[made["kind"]].format(*made.get("stories") or made.get("items") or ())
    return f"{when} {said}, by {made['by'] or 'the machine'}"


def outlets(story: dict[str, Any]) -> str:
    """Who ran a story.

    >>> outlets({"outlets": 2, "sources": ["herald", "post"], "members": [1, 2, 3]})
    '3 items of 2 outlets (herald, post)'
    """
    named = ", ".join(story["sources"][:MOST_NAMED])
    more = ", …" if len(story["sources"]) > MOST_NAMED else ""
    items, count = len(story["members"]), story["outlets"]
    return f"{items} item{'s' * (items != 1)} of {count} outlet{'s' * (count != 1)} ({named}{more})"


def _origin(story: dict[str, Any]) -> str:
    wire = f"; from the agency {story['wire']}" if story["wire"] else ""
    return wire + (f"; first published by {story['first_published_by']}" if story["first_published_by"] else "")
