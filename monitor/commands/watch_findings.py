"""What a check found, as a good compiler prints it: the place, the line, and marks below what is meant."""

from collections.abc import Iterable, Iterator
from unicodedata import bidirectional

from rich.cells import cell_len

from monitor.commands.item_view import safe
from monitor.watches.problems import Finding

# Characters of a long line that are shown around what is meant.
BEFORE, AFTER = 50, 50
RIGHT_TO_LEFT = ("R", "AL")


def finding_lines(finding: Finding) -> list[str]:
    """One finding as lines for a terminal.

    >>> from monitor.watches.problems import Finding
    >>> wrong = Finding("a.toml", "never closed", "E_UNCLOSED_PAREN", "write )", 2, 10, "query = '(a OR b'", 9, 10)
    >>> print("\\n".join(finding_lines(wrong)))
    a.toml:2:10: error: never closed [E_UNCLOSED_PAREN]
       2 | query = '(a OR b'
         |          ^
         = write )
    """
    lines = [safe(finding).plain]
    if finding.excerpt:
        lines += _excerpt(finding)
    if finding.hint:
        lines.append(f"     = {safe(finding.hint).plain}")
    return lines


def _excerpt(finding: Finding) -> Iterator[str]:
    """The line and the marks. Marks count the columns that characters take, in the order in which they are stored."""
    start, end = finding.start, max(finding.end, finding.start + 1)
    first, last = max(0, start - BEFORE), max(start, min(end, start + AFTER)) + AFTER
    shown = safe(finding.excerpt[first:last]).plain
    opening = "…" if first else ""
    gutter = f"{finding.line or '':>4} | "
    yield f"{gutter}{opening}{shown}{'…' if last < len(finding.excerpt) else ''}"
    indent = cell_len(opening) + cell_len(shown[: start - first])
    meant = shown[start - first : end - first]
    yield f"{'':>4} | {' ' * indent}{'^' * max(cell_len(meant), 1)}"
    if any(_is_right_to_left(character) for character in shown):
        # Terminals differ in the order in which they show such lines; the words themselves are certain.
        yield f"     = marked: {meant.strip() or 'the end'}"


def _is_right_to_left(character: str) -> bool:
    return bidirectional(character) in RIGHT_TO_LEFT


def as_values(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Findings as JSON can hold them."""
    return [{name: getattr(finding, name) for name in Finding.__slots__} for finding in findings]
