"""The versions of an item on a terminal, and word by word what lies between two of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.commands.item_fields import plain
from monitor.commands.item_view import safe
from monitor.errors import UsageError
from monitor.versions.differences import Piece, differences

Version = dict[str, Any]
# Lines of unchanged text that are shown before and after a change.
CONTEXT = 1
STYLES = {"equal": "", "removed": "red strike", "added": "bold green"}
# Without colours, as `wdiff` marks them.
MARKS = {"equal": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
FIELDS = ("headline", "body")


def choose(versions: Sequence[Version], start: int | None, end: int | None) -> tuple[Version, Version]:
    """The two versions to compare: the last two unless they are named. Raises `UsageError`."""
    by_number = {version["number"]: version for version in versions}
    last = versions[-1]["number"]
    end = last if end is None else end
    start = max(end - 1, 1) if start is None else start
    for number in (start, end):
        if number not in by_number:
            raise UsageError(f"There is no version {number}; the item has versions 1 to {last}.")
    return by_number[start], by_number[end]


def as_json(old: Version, new: Version) -> dict[str, Any]:
    """What lies between two versions, for machines: pieces in reading order, by field."""
    return {
        "from": {"number": old["number"], "read_at": plain(old["read_at"])},
        "to": {"number": new["number"], "read_at": plain(new["read_at"])},
        **{name: [_plain_piece(piece) for piece in differences(old[name], new[name])] for name in FIELDS},
    }


def _plain_piece(piece: Piece) -> dict[str, str]:
    return {"kind": piece.kind, "text": piece.text}


def show_differences(old: Version, new: Version, output: Console) -> None:
    """Prints headline and body with what was removed and added; unchanged lines far from a change are left out."""
    if old["number"] == new["number"]:
        output.print(
            f"Its text was not seen to change: version {old['number']} ({_moment(old)}) is compared with itself."
        )
        return
    output.print(f"Version {old['number']} ({_moment(old)}) and version {new['number']} ({_moment(new)})")
    for name in FIELDS:
        pieces = differences(old[name], new[name])
        if all(piece.kind == "equal" for piece in pieces):
            output.print(f"{name}: unchanged")
            continue
        output.print(f"{name}:")
        for line in _near_changes(_lines(pieces, colour=output.is_terminal)):
            output.print(line, soft_wrap=True)


def _lines(pieces: Iterable[Piece], *, colour: bool) -> list[tuple[bool, Text]]:
    """The text line by line, each with whether something in it has changed."""
    lines: list[tuple[bool, Text]] = [(False, Text())]
    for piece in pieces:
        before, after = ("", "") if colour else MARKS[piece.kind]
        for number, part in enumerate(piece.text.split("\n")):
            if number:
                lines.append((False, Text()))
            changed, line = lines[-1]
            if part:
                shown = Text.assemble(before, safe(part), after, style=STYLES[piece.kind] if colour else "")
                lines[-1] = (changed or piece.kind != "equal", line.append_text(shown))
    return lines


def _near_changes(lines: Sequence[tuple[bool, Text]]) -> Iterable[Text]:
    near = {
        place
        for number, (changed, _) in enumerate(lines)
        if changed
        for place in range(number - CONTEXT, number + CONTEXT + 1)
    }
    hidden = 0
    for number, (_, line) in enumerate(lines):
        if number not in near:
            hidden += 1
            continue
        if hidden:
            yield _hidden(hidden)
        hidden = 0
        yield line
    if hidden:
        yield _hidden(hidden)


def _hidden(count: int) -> Text:
    return Text(f"… {count} unchanged {'line' if count == 1 else 'lines'}", style="dim")


def versions_table(versions: Iterable[Version]) -> Table:
    """One line a version; `kept` is how much of the text before it stands in it still."""
    return _table("version", "kept", ((str(one["number"]), _kept(one), one) for one in versions))


def twins_table(twins: Iterable[Version]) -> Table:
    """One line for each further text of the same document."""
    return _table("the same document at", "language", ((one["url"], one.get("language", ""), one) for one in twins))


def _table(named: str, told: str, texts: Iterable[tuple[str, str, Version]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for column in (named, "read", "words", told, "hash", "headline"):
        table.add_column(column, no_wrap=column not in (named, "headline"), overflow="fold")
    for name, more, text in texts:
        words, digest = str(len(text["body"].split())), text.get("text_hash") or ""
        table.add_row(*map(safe, (name, _moment(text), words, more, digest[:12], text["headline"])))
    return table


def _kept(version: Version) -> str:
    change = version.get("change")
    return f"{change['contains']:.0%}" if change else ""


def _moment(version: Version) -> str:
    return str(plain(version["read_at"]))[:16].replace("T", " ")
