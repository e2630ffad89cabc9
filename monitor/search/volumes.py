"""All volumes of an index: one process adds to them, any number read."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from monitor.search.row_maker import RowMaker, texts_beside
from monitor.search.rows import Rows
from monitor.search.volume import DamagedError

# So many volumes below a size (in bytes) are put together as one.
SEVERAL: Final = 16
SIZES: Final = (1 << 18, 1 << 21)
_LIST: Final = "rows.json"


class Volumes:
    """The rows of all items, in the directory of an index."""

    def __init__(self, folder: Path, names: Sequence[str] = ()) -> None:
        self._folder = folder
        self._names = list(names)

    @classmethod
    def listed(cls, folder: Path) -> "Volumes":
        """Those that the list of a directory names; raises ValueError or OSError where one is not as it was written."""
        state = json.loads((folder / _LIST).read_bytes())
        found = cls(folder, list(state))
        if found._state() != state:
            raise DamagedError("rows are not as they were written")
        return found

    @property
    def files(self) -> Sequence[str]:
        """The names of all files."""
        return [name for one in self._names for name in (one, texts_beside(Path(one)).name)]

    def _state(self) -> dict[str, list[list[int]]]:
        """When the files of each volume were written, and their sizes."""
        files = {name: (self._folder / name, texts_beside(self._folder / name)) for name in self._names}
        return {name: [[file.stat().st_mtime_ns, file.stat().st_size] for file in pair] for name, pair in files.items()}

    def newest_first(self) -> Iterator[Rows]:
        """One after the other, read when it is asked for; raises DamagedError."""
        for name in reversed(self._names):
            try:
                yield Rows(self._folder / name)
            except FileNotFoundError:
                continue  # put together with others since then; these items are looked at one by one

    def add(self, maker: RowMaker) -> None:
        """Writes what was collected; only for the process that writes the index, before it commits."""
        if len(maker):
            self._write(maker)
        for size in SIZES:
            small = [name for name in self._names if (self._folder / name).stat().st_size < size]
            if len(small) >= SEVERAL:
                self._put_together(small)
        unfinished = self._folder / f"{_LIST}.new"
        unfinished.write_text(json.dumps(self._state()), "utf-8")
        unfinished.rename(self._folder / _LIST)

    def _put_together(self, small: list[str]) -> None:
        maker = RowMaker()
        for name in small:
            rows = Rows(self._folder / name)
            maker.take(rows.columns, rows.known, rows.originals.columns)
        self._names = [name for name in self._names if name not in small]
        self._write(maker)

    def _write(self, maker: RowMaker) -> None:
        last = max((int(path.stem) for path in self._folder.glob("*.rows")), default=0)
        path = self._folder / f"{last + 1:08}.rows"
        maker.write(path)
        self._names.append(path.name)

    def tidy(self) -> None:
        """Takes away the files of volumes that were put together; after the commit, when nobody opens them any more."""
        listed = set(self.files)
        for path in self._folder.iterdir():
            if path.suffix in (".rows", ".texts") and path.name not in listed:
                path.unlink()
