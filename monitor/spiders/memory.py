"""What a spider may ask of the store, without knowing it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from monitor.items import Link
from monitor.versions.revisit import Revisit


class Memory(Protocol):
    """What earlier runs have already dealt with, asked in batches."""

    async def known(self, keys: Sequence[str]) -> set[str]:
        """Those of the given keys (see `extract.identity.address_key`) that need no fetching."""
        ...

    async def retries(self, now: datetime) -> list[Link]:
        """Quarantined links whose time for another try has come."""
        ...

    async def revisits(self, now: datetime, most: int) -> list[Revisit]:
        """Stored items of the source whose pages are due for another visit, the longest due first."""
        ...


class NoMemory:
    """Knows nothing: for a spider that runs without the store, such as in a shell."""

    async def known(self, keys: Sequence[str]) -> set[str]:
        return set()

    async def retries(self, now: datetime) -> list[Link]:
        return []

    async def revisits(self, now: datetime, most: int) -> list[Revisit]:
        return []
