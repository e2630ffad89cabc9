"""What one run keeps account of until it ends: the ledger, and the records that go to the store with it."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from monitor.extract.identity import address_key
from monitor.extract.urls import host
from monitor.items import Link, Outcome
from monitor.ledger import Ledger
from monitor.signs import Signs
from monitor.spiders.revisits import Revisits
from monitor.versions.revisit import Revisit, Visited

# More than the addresses of a long feed; a hostile listing gains nothing by offering more.
MOST_SEEN_AGAIN = 5_000
DATABASE_AWAY = "the database is away"


@dataclass(frozen=True, slots=True)
class Loss:
    """An address that gave nothing this time and why; `permanent` when trying again cannot help."""

    link: Link
    reason: str
    permanent: bool
    raw_hash: str = ""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """An address that answered with something that is not an article."""

    url: str
    key: str
    reason: str


@dataclass(slots=True)
class Books:
    """The account of one run. Every link is known by its normalised address."""

    ledger: Ledger = field(default_factory=Ledger)
    losses: list[Loss] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    retries: set[str] = field(default_factory=set)  # keys of links out of quarantine
    retries_done: set[str] = field(default_factory=set)  # their addresses, once they gave something
    older: set[str] = field(default_factory=set)
    # (key, address as it was offered) of what needed no fetching: perhaps another spelling of a known address.
    seen_again: set[tuple[str, str]] = field(default_factory=set)
    postponed: Counter[str] = field(default_factory=Counter)
    entries_read: list[str] = field(default_factory=list)
    entries_failed: list[tuple[str, str]] = field(default_factory=list)
    refused: str = ""  # why the run never began
    spooled: int = 0
    dates: Counter[str] = field(default_factory=Counter)
    revisits: Revisits = field(default_factory=Revisits)
    fresh_hosts: set[str] = field(default_factory=set)  # that gave a new article
    signs: Signs = field(default_factory=Signs)
    # Where permanent redirects led from entries, and which of them said that nothing had changed.
    moves: dict[str, str] = field(default_factory=dict)
    unchanged: set[str] = field(default_factory=set)
    matches: Counter[str] = field(default_factory=Counter)  # new items by watch
    broken_watches: Mapping[str, str] = field(default_factory=dict)
    _links: dict[str, Link] = field(default_factory=dict)
    _closed_one: asyncio.Event = field(default_factory=asyncio.Event)

    @staticmethod
    def address(link: Link) -> str:
        """The key of a link in this run's ledger and in the store."""
        return address_key(link.url, standalone=link.standalone)

    def take(self, link: Link) -> bool:
        """Takes a link on; False when this run has its address already."""
        if not self.ledger.take(self.address(link)):
            self.see_again(link)
            return False
        self._links[self.address(link)] = link
        return True

    def see_again(self, link: Link) -> None:
        """Notes an address that leads to what this or an earlier run has dealt with."""
        if len(self.seen_again) < MOST_SEEN_AGAIN:
            self.seen_again.add((self.address(link), link.url))

    def is_retry(self, link: Link) -> bool:
        return self.address(link) in self.retries

    def holds(self, link: Link) -> bool:
        """Whether this run has taken a link on and not closed it yet."""
        return self.address(link) in self._links

    def revisit_of(self, link: Link) -> Revisit | None:
        """The visit to a stored item that a link stands for; None for any other link."""
        return self.revisits.due.get(self.address(link))

    def concluded(self) -> list[Visited]:
        """What this run's visits to stored items come to."""
        alive = self.fresh_hosts | {host(url) for url in self.entries_read}
        return self.revisits.concluded(alive, {host(url) for url, _ in self.entries_failed})

    def settle(self, link: Link, outcome: Outcome, reason: str = "") -> None:
        """Closes a link with its outcome."""
        address = self.address(link)
        if outcome is Outcome.NEW:
            self.fresh_hosts.add(host(link.url))
        self.ledger.settle(address, outcome, reason)
        self._forget(address)
        if outcome is not Outcome.QUARANTINED and address in self.retries:
            self.retries_done.add(link.url)

    def pass_over(self, link: Link, reason: str, at: datetime) -> None:
        """Closes a link that is not an article, and remembers it so that it is not fetched again soon.

        A stored item's page stays known, and what stands there now is noted as what its visit showed.
        """
        if self.revisit_of(link):
            self._visit_failed(link, reason, at)
            return
        self.signs.losses[reason] = self.signs.losses.get(reason, 0) + 1
        self.passed_over.append(PassedOver(link.url, self.address(link), reason))
        self.settle(link, Outcome.NOT_ARTICLE, reason)

    def quarantine(self, link: Link, loss: Loss, at: datetime | None = None) -> None:
        """Closes a link that failed; the store tries it again later, in the case of a stored item as a visit."""
        if self.revisit_of(link):
            self._visit_failed(link, loss.reason, at)
            return
        self.losses.append(loss)
        self.signs.losses[loss.reason] = self.signs.losses.get(loss.reason, 0) + 1
        self.settle(link, Outcome.QUARANTINED, loss.reason)

    def _visit_failed(self, link: Link, reason: str, at: datetime | None) -> None:
        if at is None:
            self.revisits.postponed(self.address(link))
        else:
            self.revisits.failed(self.address(link), reason, at)
        self.settle(link, Outcome.KNOWN)

    def give_back(self, link: Link, cause: str) -> None:
        """Returns a link unread to the next run. A stored item's page is known, and its visit stays due."""
        if self.revisit_of(link):
            self._visit_failed(link, cause, None)
            return
        self.postponed[cause] += 1
        self.ledger.give_back(self.address(link))
        self._forget(self.address(link))

    async def until_closed(self, links: Iterable[Link]) -> None:
        """Returns when all of these links are settled or given back."""
        addresses = {self.address(link) for link in links}
        while not addresses.isdisjoint(self._links):
            self._closed_one.clear()
            await self._closed_one.wait()

    def _forget(self, address: str) -> None:
        self._links.pop(address, None)
        self._closed_one.set()

    def close(self, *, interrupted: bool) -> None:
        """Settles what is still open: given back when interrupted, otherwise quarantined as lost inside."""
        if interrupted:
            self.give_back_all("interrupted")
        for link in list(self._links.values()):
            self.quarantine(link, Loss(link, "lost inside the crawler", permanent=False))

    def give_back_all(self, cause: str) -> None:
        """Returns whatever is open to the next run."""
        for link in list(self._links.values()):
            self.give_back(link, cause)
