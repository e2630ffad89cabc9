"""A text as paragraphs, with places marked that are counted through the whole of it."""

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from monitor.review.safe import marked


def paragraphs(text: str, marks: Sequence[tuple[int, int]]) -> Iterator[Markup]:
    """The paragraphs of a text; a mark that goes over an end of line is marked in both.

    >>> [str(one) for one in paragraphs("the ferry\\n\\nsails <now>", [(4, 9), (11, 16)])]
    ['the <mark>ferry</mark>', '<mark>sails</mark> &lt;now&gt;']
    """
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield marked(line, [list(one) for one in _inside(marks, at, at + len(line))])
        at += len(line) + 1


def _inside(marks: Iterable[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in marks:
        if isinstance(first, int) and isinstance(last, int) and first < end and last > start:
            yield max(first, start) - start, min(last, end) - start
