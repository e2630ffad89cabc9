"""Reads the entries of one source on one visit, and looks for others where they do not work."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from monitor.errors import DatabaseUnavailable, EntryError, FetchError, MonitorError
from monitor.items import Fetch, Link
from monitor.signs import EntrySign
from monitor.sources.model import Entry, Kind, Source
from monitor.sources.probe import probe
from monitor.spiders import home_look, moves
from monitor.spiders.books import DATABASE_AWAY, Books
from monitor.spiders.choice import Offer
from monitor.spiders.visit import Reader, Visit
from monitor.state import SourceState

logger = logging.getLogger(__name__)

# An entry marked so was seen to work; if it fails, the site has trouble and looking elsewhere would not help.
TRUSTED = "validated"
# How long an entry that was never seen to work, and did not, is left alone.
SET_ASIDE_FOR = timedelta(days=30)
# How long a site where nothing was found is not searched again.
PROBE_AGAIN_AFTER = timedelta(days=7)


class Entries:
    """One visit to the entries of a source. Causes of failure go to the books, findings to the state."""

    def __init__(
        self, source: Source, state: SourceState, books: Books, readers: Mapping[Kind, Reader], fetch: Fetch
    ) -> None:
        self._source = source
        self._state = state
        self._books = books
        self._readers = readers
        self._fetch = fetch
        self._unproven_failed: list[Entry] = []

    async def offers(self, visit: Visit) -> list[Offer]:
        """What the entries offer. Those never seen to work are looked for anew when they fail."""
        offers = await self._read_all(self._entries(visit), visit)
        if self._may_probe(offers, visit):
            offers += await self._read_all(await self._probe(visit), visit)
        if not offers and not self._books.entries_failed:
            self._failed(self._source.home, "no entry is known; the site is searched again once a week", None)
        if home_look.is_wanted(self._state, self._source, visit.now, all_failed=not offers):
            await home_look.look(self._state, visit, self._books.signs, all_failed=not offers)
        if offers:
            self._state.set_aside.update({entry.url: visit.now for entry in self._unproven_failed})
        return offers

    def _entries(self, visit: Visit) -> list[Entry]:
        probed = [Entry(kind=found["kind"], url=found["url"], confidence="probed") for found in self._state.probed]
        entries = list({entry.url: entry for entry in (*self._source.entries, *probed)}.values())
        aside = self._state.set_aside
        kept = [entry for entry in entries if entry.url not in aside or aside[entry.url] + SET_ASIDE_FOR < visit.now]
        return kept or entries

    async def _read_all(self, entries: Sequence[Entry], visit: Visit) -> list[Offer]:
        offers = [await self._read(entry, visit) for entry in entries]
        return [offer for offer in offers if offer is not None]

    async def _read(self, entry: Entry, visit: Visit) -> Offer | None:
        """All links of one entry, or None when it failed."""
        first_visit = self._state.first_visits.get(entry.url)
        problems = self._books.ledger.errors.total()
        asked = replace(entry, url=moves.address(self._state, entry.url))
        links: list[Link] = []
        try:
            async for link in self._readers[entry.kind](asked, visit.of(first_visit)):
                links.append(link)  # noqa: PERF401 - what came before a failure is kept
        except (FetchError, EntryError) as error:
            self._failed(entry.url, f"{entry.kind}: {error.reason}", error)
            # What could not be read must not be "unchanged" next time.
            visit.always_whole(asked.url)
            moves.note_failed(self._state, entry.url)
            if error.permanent and entry.confidence != TRUSTED:
                self._unproven_failed.append(entry)
            return None
        except DatabaseUnavailable as error:  # what else is new cannot be told; the next run begins anew
            self._failed(entry.url, f"{entry.kind}: {DATABASE_AWAY}", error)
            return Offer(entry, tuple(links), first_visit is None) if links else None
        except Exception as error:  # a site may hold what no reader expected; its other entries go on
            self._failed(entry.url, f"{entry.kind}: reader failed with {type(error).__name__}", None)
            logger.exception("%s: reading %s failed", self._source.name, entry.url)
            return Offer(entry, tuple(links), first_visit is None) if links else None
        if self._books.ledger.errors.total() > problems:
            visit.always_whole(asked.url)  # what was missed stands there next time too, changed or not
        self._note_read(entry, asked, links, visit)
        return Offer(entry, tuple(links), first_visit is None)

    def _note_read(self, entry: Entry, asked: Entry, links: Sequence[Link], visit: Visit) -> None:
        books = self._books
        books.entries_read.append(entry.url)
        moved_to = books.moves.get(asked.url, "")
        if asked.url == entry.url:
            moves.note_read(self._state, entry.url, moved_to, visit.now)
        books.signs.note_entry(EntrySign(entry.url, len(links), "", asked.url in books.unchanged, moved_to))

    def _may_probe(self, offers: list[Offer], visit: Visit) -> bool:
        """Whether to look for entries: some that were never seen to work do not, or there is none at all."""
        tried = self._state.probed_at
        if not self._source.home or (tried is not None and visit.now < tried + PROBE_AGAIN_AFTER):
            return False
        has_none = not offers and all(entry.confidence != TRUSTED for entry in self._source.entries)
        return has_none or bool(self._unproven_failed)

    async def _probe(self, visit: Visit) -> list[Entry]:
        """Looks for entries from the home page; what is found is kept with the source's state."""
        home = self._source.home
        try:
            proposal = await probe(home, self._fetch, visit.now, visit.work)
        except (FetchError, EntryError) as error:
            self._failed(home, f"probe: {error.reason}", error)
            return []
        self._state.probed_at = visit.now
        known = {entry.url for entry in self._source.entries}
        found = [entry for entry in proposal.source.entries if entry.url not in known]
        self._state.probed = [{"kind": entry.kind, "url": entry.url} for entry in found]
        if not proposal.source.entries:
            self._failed(home, "probe: no entry found", None)
        return found

    def _failed(self, url: str, cause: str, error: MonitorError | None) -> None:
        logger.warning("%s: %s: %s", self._source.name, url, error or cause)
        self._books.ledger.error(cause)
        self._books.entries_failed.append((url, cause))
        self._books.signs.note_entry(EntrySign(url, cause=cause))
