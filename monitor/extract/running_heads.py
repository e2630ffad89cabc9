"""What a document prints on the top or bottom of its pages again and again, without their texts."""

import re
from collections import Counter
from collections.abc import Sequence

_EDGE = 3  # lines at the top and at the bottom of a page
_OFTEN, _SHARE = 3, 0.4
_NUMBERS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)


def without_running_heads(pages: Sequence[str]) -> list[str]:
    """The pages without lines at their edges that stand on many of them, whatever number is in these.

    >>> head = "The Northhaven report"
    >>> pages = [f"{head}\\nText of this page: {word * 9}.\\n{n} | Page" for n, word in enumerate("abcd", 7)]
    >>> without_running_heads(pages)[0]
    'The Northhaven report\\nText of this page: aaaaaaaaa.'
    >>> without_running_heads(pages)[1]
    'Text of this page: bbbbbbbbb.'
    """
    split = [[line for line in page.split("\n") if line.strip()] for page in pages]
    counts = Counter(form for lines in split for form in {_form(lines[place]) for place in _edges(lines)})
    often = {form for form, count in counts.items() if count >= max(_OFTEN, _SHARE * len(pages))}
    return ["\n".join(_kept(lines, often, is_first=number == 0)) for number, lines in enumerate(split)]


def _edges(lines: Sequence[str]) -> list[int]:
    places = range(len(lines))
    return sorted({*places[:_EDGE], *places[-_EDGE:]})


def _form(line: str) -> str:
    """A line with its numbers, in digits or Roman, made alike."""
    return _NUMBERS.sub("0", " ".join(line.split()).casefold())


def _kept(lines: Sequence[str], often: set[str], *, is_first: bool) -> list[str]:
    """The lines of a page; the top of the first page is its title, also where later pages repeat it."""
    title = set(range(_EDGE)[: max(0, len(lines) - 1)]) if is_first else set()
    gone = {place for place in _edges(lines) if _form(lines[place]) in often} - title
    kept = [line for place, line in enumerate(lines) if place not in gone]
    return kept if sum(map(len, kept)) * 2 >= sum(map(len, lines)) else list(lines)
