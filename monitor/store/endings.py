"""What a run learned, stored together when it ends; on the local disk while MongoDB is away."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bson.json_util import dumps, loads

from monitor.items import Link
from monitor.state import SourceState
from monitor.store.documents import Document, storable
from monitor.store.quarantine import link_of
from monitor.store.sources import state_document, state_of
from monitor.store.spool import ZONED, is_at, lock, spool_directory, sync_directory

if TYPE_CHECKING:
    from monitor.store.store import Store


@dataclass(frozen=True, slots=True)
class Lost:
    """An address for the quarantine; the fields are those of `Quarantine.add`."""

    link: Link
    reason: str
    raw_hash: str
    permanent: bool


@dataclass(frozen=True, slots=True)
class Ending:
    """Everything that one run leaves behind, but for its items.

    `passed_over` holds (key, url, reason), `handled` addresses that leave the quarantine, `older`
    keys for the baseline, `seen_again` (key, address) for sightings of known items, `visits` what
    `visits.visit_document` makes of visits to known items, `summary` the fields of the run's record,
    `signs` its evidence (see `monitor.signs`).
    """

    run_id: str
    owner: str
    started_at: datetime
    ended_at: datetime
    state: SourceState
    summary: Mapping[str, Any]
    passed_over: Sequence[tuple[str, str, str]] = ()
    lost: Sequence[Lost] = ()
    handled: Sequence[str] = ()
    older: Sequence[str] = ()
    seen_again: Sequence[tuple[str, str]] = ()
    visits: Sequence[Mapping[str, Any]] = ()
    # Of the lease under which the run was made; see `leases`.
    fence: int = 0
    signs: Mapping[str, Any] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The name of the source."""
        return self.state.name


async def store_ending(store: "Store", ending: Ending) -> None:
    """Stores all of it and gives the source free. Raises `DatabaseUnavailable`; harmless when repeated."""
    source, at = ending.source, ending.ended_at
    await store.passed_over.add(source, ending.passed_over, at)
    for lost in ending.lost:
        await store.quarantine.add(source, lost.link, lost.reason, lost.raw_hash, at, permanent=lost.permanent)
    await store.quarantine.resolve(source, ending.handled)
    await store.items.sight(source, ending.seen_again, at)
    await store.items.record_visits(ending.visits)
    if ending.older:
        await store.baselines.add(source, ending.older)
    # What waited on the disk, or comes from a process that was given up, must not undo what a later run found out.
    await store.sources.save(ending.state, ending.fence)
    await store.runs.finish(ending.run_id, {**ending.summary, "signs": dict(ending.signs)}, ending.fence)
    await store.source_leases.release(source, ending.owner, ending.fence)


class WaitingEndings:
    """Endings on the disk of one home, a file each."""

    def __init__(self, home: Path) -> None:
        self.directory = spool_directory(home) / "endings"

    def keep(self, ending: Ending) -> None:
        """Puts an ending on the disk, where it is when this returns. Raises OSError."""
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = self.directory / f".{ending.run_id}.{os.getpid()}"
        try:
            with unfinished.open("xb") as file:
                file.write(dumps(_document(ending), json_options=ZONED).encode())
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(self.directory / f"{ending.run_id}.json")
            sync_directory(self.directory)
        finally:
            unfinished.unlink(missing_ok=True)

    def files(self) -> list[Path]:
        """The endings that wait, oldest first."""
        return sorted(self.directory.glob("*.json"))

    async def replay(self, store: "Store") -> int:
        """Stores what waits and says how many there were; raises `DatabaseUnavailable`."""
        return sum([await self._replay_file(path, store) for path in self.files()])

    async def _replay_file(self, path: Path, store: "Store") -> bool:
        try:
            file = path.open("rb")
        except FileNotFoundError:  # another process has just replayed it
            return False
        with file:
            if not lock(file) or not is_at(file, path):
                return False
            ending = _ending(file.read())
            if ending is None:
                path.rename(path.with_suffix(".refused"))  # noqa: ASYNC240
                return False
            await store_ending(store, ending)
            path.unlink()  # noqa: ASYNC240 - a name on the local disk
            return True


def _document(ending: Ending) -> Document:
    document: Document = {name: getattr(ending, name) for name in Ending.__slots__}
    document["summary"] = dict(ending.summary)
    document["signs"] = dict(ending.signs)
    document["state"] = {"_id": ending.source, **state_document(ending.state)}
    return dict(storable(document))


def _ending(text: bytes) -> Ending | None:
    """What `keep` wrote; None where somebody else did."""
    try:
        values = loads(text, json_options=ZONED)
        values["state"] = state_of(values["state"])
        values["passed_over"] = [tuple(one) for one in values["passed_over"]]
        values["seen_again"] = [tuple(one) for one in values.get("seen_again", ())]
        values["lost"] = [Lost(**{**one, "link": link_of(one["link"])}) for one in values["lost"]]
        return Ending(**values)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
