"""The collection `users`: who may open the pages, in which role, and how they like to read."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from typing import Any, Literal, get_args

from pymongo import ReturnDocument
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from monitor.store.documents import Document, storable
from monitor.store.words import answering

Role = Literal["reader", "researcher", "editor", "administrator"]
# Each may do what those before it may.
ROLES: tuple[Role, ...] = get_args(Role)
MOST_USERS = 1_000


@dataclass(frozen=True, slots=True)
class Habits:
    """How a person reads: language of the pages, zone (IANA name) and custom of dates, direction.

    `dates` is a locale such as `en_GB`; "" stands for that of the language, as in `direction`.
    """

    language: str = "en"
    timezone: str = "UTC"
    dates: str = ""
    direction: Literal["", "ltr", "rtl"] = ""


@dataclass(frozen=True, slots=True)
class User:
    """One person. `passphrase` is a hash, "" while none is set; so are the secrets of links and keys."""

    name: str
    role: Role
    title: str = ""
    mail: str = ""
    made_at: datetime | None = None
    active: bool = True
    habits: Habits = Habits()
    passphrase: str = field(default="", repr=False)
    has_invitation: bool = False
    has_key: bool = False

    def may(self, role: Role) -> bool:
        """Whether the person may do what `role` may.

        >>> User("ada", "editor").may("researcher"), User("ada", "reader").may("researcher")
        (True, False)
        """
        return self.active and ROLES.index(self.role) >= ROLES.index(role)


class Users:
    """Adds, finds and changes people; names are unique, whatever their case."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["users"]

    async def make_page_indexes(self) -> None:
        """One-time links and keys lead to one person each."""
        for secret in ("invitation.hash", "key.hash"):
            await self.collection.create_index(secret, unique=True, sparse=True)

    @answering
    async def add(self, user: User) -> bool:
        """Stores a new person; False when the name is taken."""
        document = storable(asdict(user))
        for derived in ("name", "has_invitation", "has_key"):
            del document[derived]
        try:
            await self.collection.insert_one({"_id": user.name.casefold(), "name": user.name, **document})
        except DuplicateKeyError:
            return False
        return True

    @answering
    async def get(self, name: str) -> User | None:
        """A person by name, whatever its case."""
        return _user(await self.collection.find_one({"_id": name.casefold()}))

    @answering
    async def all(self) -> list[User]:
        """Everybody, by name."""
        found = await self.collection.find({}, sort=[("_id", 1)], limit=MOST_USERS).to_list()
        return [user for document in found if (user := _user(document))]

    @answering
    async def is_empty(self) -> bool:
        """Whether nobody was ever added."""
        return await self.collection.find_one({}, {"_id": 1}) is None

    @answering
    async def set_passphrase(self, name: str, hashed: str) -> bool:
        """Gives a person another passphrase and takes back an open one-time link; False for nobody."""
        change = {"$set": {"passphrase": hashed}, "$unset": {"invitation": "", "key": ""}}
        return (await self.collection.update_one({"_id": name.casefold()}, change)).matched_count == 1

    @answering
    async def change(self, name: str, values: Mapping[str, Any]) -> bool:
        """Sets some of `title mail role active habits`; False for nobody."""
        allowed = {key: storable(value) for key, value in values.items() if key in _CHANGEABLE}
        return (await self.collection.update_one({"_id": name.casefold()}, {"$set": allowed})).matched_count == 1

    @answering
    async def invite(self, name: str, hashed: str, until: datetime) -> bool:
        """Opens a one-time link; an earlier one ends. False for nobody."""
        change = {"$set": {"invitation": {"hash": hashed, "until": until}}}
        return (await self.collection.update_one({"_id": name.casefold()}, change)).matched_count == 1

    @answering
    async def invited(self, hashed: str, now: datetime) -> User | None:
        """Whom an open one-time link is for."""
        return _user(await self.collection.find_one(_open_invitation(hashed, now)))

    @answering
    async def accept(self, hashed: str, passphrase: str, now: datetime) -> User | None:
        """Sets the passphrase of whom the link is for, and ends the link; None when it is no longer open."""
        change = {"$set": {"passphrase": passphrase}, "$unset": {"invitation": ""}}
        after = ReturnDocument.AFTER
        return _user(
            await self.collection.find_one_and_update(_open_invitation(hashed, now), change, return_document=after)
        )

    @answering
    async def set_key(self, name: str, hashed: str) -> None:
        """Sets the key with which programs read lists for a person; "" takes it back."""
        change = {"$set": {"key": {"hash": hashed}}} if hashed else {"$unset": {"key": ""}}
        await self.collection.update_one({"_id": name.casefold()}, change)

    @answering
    async def by_key(self, hashed: str) -> User | None:
        """Whom a reading key belongs to."""
        return _user(await self.collection.find_one({"key.hash": hashed}))


_CHANGEABLE = {"title", "mail", "role", "active", "habits"}
_HABITS = {one.name for one in fields(Habits)}


def _open_invitation(hashed: str, now: datetime) -> Document:
    return {"invitation.hash": hashed, "invitation.until": {"$gt": now}, "active": True}


def _user(document: Document | None) -> User | None:
    if document is None:
        return None
    habits = {key: value for key, value in document.get("habits", {}).items() if key in _HABITS}
    plain = {key: document[key] for key in ("name", "role", "title", "mail", "made_at", "active") if key in document}
    user = User(**plain, passphrase=document.get("passphrase", ""), habits=Habits(**habits))
    return replace(user, has_invitation="invitation" in document, has_key="key" in document)
