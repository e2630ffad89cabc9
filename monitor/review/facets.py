"""What changes seldom and every page needs: the catalogue, the names of watches, people and tags."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from monitor.review.kept import Kept
from monitor.search.search import Search
from monitor.settings import Environment
from monitor.sources.catalogue import Catalogue, load_catalogue
from monitor.sources.model import Source
from monitor.store.store import Store
from monitor.store.users import User

CATALOGUE_SECONDS = 60.0
FACETS_SECONDS = 15.0
# Counting every alert reads a whole index.
COUNTS_SECONDS = 60.0
# As far back as any page looks.
COUNTED_DAYS = 90


@dataclass(frozen=True, slots=True)
class Facets:
    """What filters offer: watches by name and title, people, tags."""

    watches: tuple[tuple[str, str], ...]
    people: tuple[User, ...]
    tags: tuple[str, ...]


class Shelf:
    """Keeps what is asked for at every page, and reads it again after a while."""

    def __init__(self, store: Store, environment: Environment) -> None:
        self._store = store
        self._environment = environment
        self._catalogue: tuple[float, Catalogue] | None = None
        self._named: tuple[Catalogue, dict[str, Source]] | None = None
        self._search: Search | None = None
        self._facets = Kept(self._read_facets, FACETS_SECONDS)
        self._counts = Kept(store.alert_lists.by_watch, COUNTS_SECONDS)

    def catalogue(self) -> Catalogue:
        """All sources; at most a minute old."""
        if self._catalogue is None or monotonic() - self._catalogue[0] > CATALOGUE_SECONDS:
            self._catalogue = (monotonic(), load_catalogue(self._environment))
        return self._catalogue[1]

    def sources(self) -> dict[str, Source]:
        """All sources by name."""
        catalogue = self.catalogue()
        if self._named is None or self._named[0] is not catalogue:
            self._named = (catalogue, {source.name: source for source in catalogue.sources})
        return self._named[1]

    def source(self, name: str) -> Source | None:
        """A source by name, None where the catalogue has it no more."""
        return self.sources().get(name)

    def search(self) -> Search:
        """The archive search; one for all, since it keeps the index open."""
        if self._search is None:
            self._search = Search(self._store, self.sources())
        self._search.sources = self.sources()
        return self._search

    def warm(self, now: datetime) -> None:
        """Has read in the background what the first visitor would wait for."""
        self._facets.warm()
        self._counts.warm()
        self._store.volume.warm([now.date() - timedelta(days=ago) for ago in range(COUNTED_DAYS)], now)

    async def close(self) -> None:
        """Ends what is under way in the background."""
        await self._facets.close()
        await self._counts.close()
        await self._store.volume.close()
        if self._search is not None:
            await self._search.close()

    def titles(self) -> dict[str, str]:
        """What each source is called."""
        return {source.name: source.title for source in self.catalogue().sources}

    def countries(self) -> set[str]:
        """The countries that have a source."""
        return {source.country for source in self.catalogue().sources if source.country not in {"", "XX"}}

    def sources_in(self, country: str) -> tuple[str, ...]:
        """The sources of a country."""
        return tuple(source.name for source in self.catalogue().sources if source.country == country)

    def languages(self) -> set[str]:
        """The languages that sources write in."""
        return {language for source in self.catalogue().sources for language in source.languages}

    async def facets(self) -> Facets:
        """Watches, people and tags; at most some seconds old while people work."""
        return await self._facets.get()

    async def _read_facets(self) -> Facets:
        titles = {stored.watch.name: stored.watch.title for stored in (await self._store.watches.all()).watches}
        # A watch that is over has left its alerts behind, and one that was made just now has none yet.
        titles |= {name: name for name in await self._store.alert_lists.watches() if name not in titles}
        people, tags = await self._store.users.all(), await self._store.triage.all_tags()
        return Facets(tuple(titles.items()), tuple(people), tuple(tags))

    async def watch_counts(self) -> dict[str, dict[str, int]]:
        """How many alerts of each watch stand in each state."""
        return await self._counts.get()

    def forget(self) -> None:
        """Reads everything again at the next need, after a change."""
        self._catalogue = None
        self._facets.forget()
        self._counts.forget()
