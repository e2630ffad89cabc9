"""One value of a field, such as a title or one of several authors, and how it is cut into words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from monitor.matching.latin import latin_bounds
from monitor.matching.tokens import tokens
from monitor.matching.words import clusters, cut, has_clusters, has_several


@dataclass(frozen=True, eq=False)
class Value:
    """Its field and text, where that begins in the field, and its first and last word + 1."""

    name: str
    text: str
    offset: int
    begin: int
    end: int
    is_latin: bool

    @cached_property
    def _pieces(self) -> list[str]:
        """What `cut` gives; [] where one of the tokens does not stand for one word."""
        pieces = cut(self.text)
        return pieces if self.text.isascii() or not has_several(pieces) else []

    @property
    def written(self) -> list[str]:
        """The words as they were written."""
        return self._pieces[1::2] or [self.text[token.start : token.end] for token in tokens(self.text)]

    @property
    def bounds(self) -> tuple[list[int], list[int]]:
        """Where the words begin, and the places behind them, in code points of the value."""
        if self.is_latin and (found := latin_bounds(self.text)):
            return found
        if not self._pieces:
            each = list(tokens(self.text))
            return [token.start for token in each], [token.end for token in each]
        ends = list(accumulate(map(len, self._pieces)))
        return ends[:-1:2], ends[1::2]

    def clusters(self) -> Iterable[tuple[int, bool]]:
        """The numbers of the words that are single clusters, and whether they continue the one before."""
        if self.is_latin or not has_clusters(self.text):
            return ()
        if self._pieces:
            return clusters(self._pieces)
        return ((number, token.glued) for number, token in enumerate(tokens(self.text)) if token.is_cluster)
