"""The store: one connection to MongoDB and the collections behind it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Protocol, TypeVar, runtime_checkable

from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from monitor.errors import DatabaseUnavailable
from monitor.settings import Environment
from monitor.store import embedded
from monitor.store.alert_lists import AlertLists
from monitor.store.alerts import Alerts
from monitor.store.announcements import Announcements
from monitor.store.archive import Archive
from monitor.store.attempts import Attempts
from monitor.store.audit import Audit
from monitor.store.baselines import Baselines
from monitor.store.changed_texts import ChangedTexts
from monitor.store.connection import check, connect
from monitor.store.deliveries import Deliveries
from monitor.store.delivery_lists import DeliveryLists
from monitor.store.documents import Document
from monitor.store.endings import WaitingEndings
from monitor.store.first_visits import FirstVisits
from monitor.store.item_lists import ItemLists
from monitor.store.items import Items
from monitor.store.judgements import Judgements
from monitor.store.leases import Leases
from monitor.store.looks import Looks
from monitor.store.mailboxes import Mailboxes
from monitor.store.notices import Notices
from monitor.store.outside import Outside
from monitor.store.parting import Parting
from monitor.store.passed_over import PassedOver
from monitor.store.pending import Pending
from monitor.store.quarantine import Quarantine
from monitor.store.quarantine_lists import QuarantineLists
from monitor.store.runs import Runs
from monitor.store.saved_views import SavedViews
from monitor.store.sessions import Sessions
from monitor.store.source_leases import SourceLeases
from monitor.store.sources import SourceStates
from monitor.store.spool import Spool, spool_directory
from monitor.store.standings import Standings
from monitor.store.stories import Stories
from monitor.store.story_decisions import StoryDecisions
from monitor.store.triage import Triage
from monitor.store.twins import Twins
from monitor.store.unsettled import UnsettledItems
from monitor.store.users import Users
from monitor.store.versions import Versions
from monitor.store.volume import Volume
from monitor.store.watches import Watches
from monitor.store.words import plainly
from monitor.store.workload import Workload

T = TypeVar("T")


@runtime_checkable
class Indexed(Protocol):
    """A collection that needs indexes."""

    async def make_indexes(self) -> None:
        """Makes those that are missing."""
        ...


class Store:
    """Everything the monitor remembers. Made by `open`, inside the loop that uses it."""

    def __init__(self, environment: Environment, client: AsyncMongoClient[Document]) -> None:
        self.environment = environment
        self.client = client
        self.database: AsyncDatabase[Document] = client[environment.mongo_db]
        self.alert_lists = AlertLists(self.database)
        self.alerts = Alerts(self.database)
        self.announcements = Announcements(self.database)
        self.archive = Archive(self.database)
        self.attempts = Attempts(self.database)
        self.audit = Audit(self.database)
        self.baselines = Baselines(self.database)
        self.changed_texts = ChangedTexts(self.database)
        self.deliveries = Deliveries(self.database)
        self.delivery_lists = DeliveryLists(self.database)
        self.first_visits = FirstVisits(self.database)
        self.item_lists = ItemLists(self.database)
        self.items = Items(self.database)
        self.judgements = Judgements(self.database)
        self.leases = Leases(self.database)
        self.looks = Looks(self.database)
        self.mailboxes = Mailboxes(self.database)
        self.notices = Notices(self.database)
        self.outside = Outside(self.database)
        self.parting = Parting(self.database)
        self.passed_over = PassedOver(self.database)
        self.pending = Pending(self.database)
        self.quarantine = Quarantine(self.database)
        self.quarantine_lists = QuarantineLists(self.database)
        self.runs = Runs(self.database)
        self.saved_views = SavedViews(self.database)
        self.sessions = Sessions(self.database)
        self.source_leases = SourceLeases(self.database)
        self.sources = SourceStates(self.database)
        self.standings = Standings(self.database)
        self.stories = Stories(self.database)
        self.story_decisions = StoryDecisions(self.database)
        self.triage = Triage(self.database)
        self.twins = Twins(self.database)
        self.unsettled = UnsettledItems(self.database)
        self.users = Users(self.database)
        self.versions = Versions(self.database)
        self.volume = Volume(self.database)
        self.watches = Watches(self.database)
        self.workload = Workload(self.database)

    @classmethod
    async def open(cls, environment: Environment) -> "Store":
        """A store that answers, with its indexes made and the spool of an earlier failure stored.

        Starts the embedded server where no URI is set. Raises `DatabaseUnavailable`.
        """
        uri = environment.mongo_uri or await asyncio.to_thread(embedded.start, environment.home)
        await asyncio.to_thread(check, uri, environment.mongo_db)
        store = cls(environment, connect(uri))
        try:
            await store._make_indexes()
            await store.replay()
        except BaseException:
            await store.close()
            raise
        return store

    async def server(self) -> tuple[str, datetime]:
        """The server's version and what its clock says; raises `DatabaseUnavailable`."""
        with plainly():
            version = (await self.client.admin.command("buildInfo"))["version"]
            there: datetime = (await self.client.admin.command("hello"))["localTime"]
        return str(version), there.replace(tzinfo=UTC)

    async def replay(self) -> None:
        """Stores what waits on the disk of this home; raises `DatabaseUnavailable`."""
        await Spool(spool_directory(self.environment.home)).replay(self.items.store_documents)
        await WaitingEndings(self.environment.home).replay(self)

    async def close(self) -> None:
        """Ends the connection; the embedded server goes on for the next command."""
        await self.client.close()

    async def revive(self) -> bool:
        """Starts the embedded server again after it died; False where there is none to start."""
        if self.environment.mongo_uri:
            return False
        try:
            await asyncio.to_thread(embedded.start, self.environment.home)
        except DatabaseUnavailable:
            return False
        return True

    async def reviving(self, work: Callable[[], Awaitable[T]]) -> T:
        """What some work with the database gives; begun anew when the embedded server had died and is back."""
        try:
            return await work()
        except DatabaseUnavailable:
            if not await self.revive():
                raise
        return await work()

    async def _make_indexes(self) -> None:
        with plainly():
            for collection in vars(self).values():
                # The class is asked, since a database of pymongo claims to have any attribute.
                if issubclass(type(collection), Indexed):
                    await collection.make_indexes()
