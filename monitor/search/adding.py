"""Adds items to an index that is open to be written: their entries, and the rows of their words."""

from collections.abc import Iterable, Mapping
from typing import Any

import tantivy

from monitor.search.entries import entry, words_of
from monitor.search.row_maker import RowMaker
from monitor.search.schema import halves, milliseconds
from monitor.search.volumes import Volumes


class Adding:
    """What is added to one index until it is closed."""

    def __init__(self, writer: tantivy.IndexWriter, volumes: Volumes) -> None:
        self._writer = writer
        self._volumes = volumes
        self._rows = RowMaker()

    def add(self, items: Iterable[Mapping[str, Any]]) -> None:
        """Takes in items that are not there."""
        for item in items:
            text = words_of(item)
            self._writer.add_document(entry(item, text))
            self._rows.add(halves(item["id"]), milliseconds(item.get("changed_at")), text)
            if self._rows.is_full:
                self._write()

    def replace(self, identities: Iterable[str], items: Iterable[Mapping[str, Any]]) -> None:
        """Drops items, and takes in those that are still stored."""
        for identity in identities:
            self._writer.delete_documents_by_term("id", identity)
        self.add(items)

    def _write(self) -> None:
        self._volumes.add(self._rows)
        self._rows = RowMaker()

    def commit(self) -> None:
        """Lets everything be found. The rows are written first: what is found has some."""
        self._write()
        self._writer.commit()

    def close(self) -> None:
        """Waits until larger parts are put together."""
        self._volumes.tidy()
        self._writer.wait_merging_threads()

    def finish(self) -> None:
        """Both."""
        self.commit()
        self.close()
