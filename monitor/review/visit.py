"""What a page is made of: who asks, for what, when, and where to ask in turn."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from starlette.requests import Request

from monitor.review.facets import Shelf
from monitor.review.forms import Form
from monitor.review.moments import Dates
from monitor.review.secret import Tokens
from monitor.settings import Environment
from monitor.store.audit import Entry
from monitor.store.sessions import Session
from monitor.store.store import Store
from monitor.store.users import User

Clock = Callable[[], datetime]
NOBODY = User("", "reader", active=False)


@dataclass(frozen=True, slots=True)
class House:
    """What all pages share."""

    store: Store
    environment: Environment
    clock: Clock
    tokens: Tokens
    shelf: Shelf


@dataclass
class Visit:
    """One request: `user` is NOBODY and `session` None for somebody who is not logged in."""

    request: Request
    house: House
    now: datetime
    user: User = NOBODY
    session: Session | None = None
    form: Form = field(default_factory=Form)
    # What ties the tokens of forms to this browser.
    binding: str = ""

    @property
    def store(self) -> Store:
        """The store."""
        return self.house.store

    @cached_property
    def dates(self) -> Dates:
        """Dates as this person reads them."""
        return Dates(self.user.habits, self.now)

    @property
    def address(self) -> str:
        """The address of who asks."""
        return self.request.client.host if self.request.client else ""

    @property
    def is_partial(self) -> bool:
        """Whether a piece of a page was asked for by a script of ours."""
        return self.request.headers.get("hx-request") == "true"

    def asked(self, name: str, longest: int = 200) -> str:
        """A parameter of the address, "" where it is missing."""
        return self.request.query_params.get(name, "")[:longest]

    async def note(self, what: str, of: str = "", **details: object) -> None:
        """Writes a change down in the audit."""
        await self.store.audit.add(Entry(self.now, self.user.name, what, of, details, self.address))
