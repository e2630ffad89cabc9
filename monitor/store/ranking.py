"""Which alerts come first where the most important ones shall: the newer, and those that more outlets carry."""

from datetime import datetime
from math import log2

from pymongo.asynchronous.collection import AsyncCollection

from monitor.store.documents import Document

SECONDS_OF_A_DAY = 86_400


def rank(alert: Document) -> float:
    """Days since 1970 when the alert was made, and a day more for each doubling of its outlets.

    >>> from datetime import UTC, datetime
    >>> made = datetime(2026, 3, 1, tzinfo=UTC)
    >>> rank({"made_at": made, "outlets": ["a"] * 4}) - rank({"made_at": made, "outlets": ["a"]})
    2.0
    """
    outlets = max(len(alert.get("outlets") or ()), 1)
    made_at: datetime = alert["made_at"]
    return round(made_at.timestamp() / SECONDS_OF_A_DAY + log2(outlets), 6)


async def keep_rank(collection: AsyncCollection[Document], alert: Document) -> None:
    """Writes the rank of an alert that was made or joined just now, where it has grown."""
    wanted = rank(alert)
    if alert.get("rank") != wanted:
        await collection.update_one({"_id": alert["_id"]}, {"$max": {"rank": wanted}})
