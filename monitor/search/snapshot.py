"""One state of the index, with what is asked of it at every search."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

import tantivy

from monitor.search.columns import last
from monitor.search.schema import moment_of_milliseconds
from monitor.search.volumes import Volumes


class Snapshot:
    """A state that does not change, however often the index is written meanwhile."""

    def __init__(self, searcher: tantivy.Searcher, volumes: Volumes) -> None:
        self.searcher = searcher
        self.volumes = volumes

    @property
    def num_docs(self) -> int:
        """How many items are in it."""
        return self.searcher.num_docs

    def frequency(self, field: str, key: str) -> int:
        """How many items have a word in a field, those included that were replaced a while ago."""
        return self.searcher.doc_freq(field, key)

    @cached_property
    def languages(self) -> Sequence[str]:
        """The languages of all items."""
        return self._values("language")

    @cached_property
    def sources(self) -> Sequence[str]:
        """The sources of all items."""
        return self._values("source")

    @cached_property
    def weeks(self) -> Sequence[tuple[int, int]]:
        """The weeks of all items, and how many are of each; the latest first."""
        found = self.searcher.terms_with_prefix("week", "")
        return sorted(((int(week), count) for week, count in found), reverse=True)

    @cached_property
    def stored(self) -> datetime:
        """When the newest id was made."""
        return moment_of_milliseconds(max(last(self.searcher, "high") >> 32, 0) * 1_000)

    @cached_property
    def changed(self) -> datetime:
        """When a text changed last; 1970 where none did."""
        return moment_of_milliseconds(last(self.searcher, "changed"))

    def _values(self, field: str) -> list[str]:
        return [value for value, _ in self.searcher.terms_with_prefix(field, "")]
