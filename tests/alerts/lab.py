"""What tests of alerts are made of: watches, items with matches, and the mails that came of them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from bson import ObjectId

from monitor.alerts.one_pass import SendReport
from monitor.alerts.sender import send_due
from monitor.alerts.settling import Settled, settle_alerts
from monitor.settings import Environment
from monitor.store.store import Store
from monitor.watch import Recipient, Rhythm, Watch

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
AT_ONCE = Rhythm("at once")
DESK = "desk@tidings.example"
BODY = "The ferry to Lower Quill sails again. Nobody was told why it was held."


def watch(name: str = "ferries", *addresses: str, rhythm: Rhythm = AT_ONCE, **values: Any) -> Watch:
    """A watch for ferries, with the desk as its recipient unless others are named."""
    recipients = tuple(Recipient(address, rhythm) for address in addresses or (DESK,))
    base: dict[str, Any] = {
        "name": name,
        "title": "Ferries that do not sail",
        "queries": {"*": "ferry"},
        "recipients": recipients,
    }
    return Watch(**{**base, **values})


async def keep(store: Store, *watches: Watch, at: datetime = NOON - timedelta(days=60)) -> None:
    """Stores watches, in place of those of the same name."""
    for one in watches:
        stored = await store.watches.load(one.name)
        await store.watches.save(one, expected=stored.watch.version if stored else 0, by="test", at=at)


def item(number: int = 0, *watches: str, kind: str = "new", at: datetime = NOON, **values: Any) -> dict[str, Any]:
    """An item as the crawler stores it, with a story of its own and matches that wait."""
    names = watches or ("ferries",)
    spans = [
        {"field": "title", "start": 0, "end": 5, "leaf": "ferry"},
        {"field": "body", "start": 4, "end": 9, "leaf": "ferry"},
    ]
    return {
        "_id": ObjectId(f"{number:024x}"),
        "keys": [f"u:https://post.example/{number}"],
        "story": ObjectId(f"{number:024x}"),
        "source": "harbour_post",
        "url": f"https://post.example/{number}",
        "headline": f"Ferry {number} to Lower Quill resumes",
        "body": BODY,
        "summary": "",
        "language": "en",
        "published": at - timedelta(hours=1),
        "published_day": f"{at:%Y-%m-%d}",
        "published_precision": "minute",
        "published_confidence": "high",
        "matches": [{"watch": name, "version": 1, "language": "*", "spans": spans, "at": at} for name in names],
        "pending_alerts": [{"watch": name, "version": 1, "kind": kind, "at": at} for name in names],
        **values,
    }


async def insert(store: Store, *items: dict[str, Any]) -> None:
    """Stores items as they are."""
    await store.items.collection.insert_many(list(items))


async def happen(store: Store, number: int, kind: str, at: datetime, **values: Any) -> None:
    """Something happened to a stored item: "edit", "gone" or "back"."""
    pending = {"watch": "ferries", "version": 1, "kind": kind, "at": at}
    change: dict[str, Any] = {"$push": {"pending_alerts": pending}}
    if values:
        change["$set"] = values
    await store.items.collection.update_one({"_id": ObjectId(f"{number:024x}")}, change)


async def settle(store: Store, environment: Environment, now: datetime = NOON) -> Settled:
    """One round of settling."""
    return await settle_alerts(store, environment, now)


async def settle_and_send(store: Store, environment: Environment, now: datetime) -> SendReport:
    """What the running monitor does every few seconds."""
    await settle_alerts(store, environment, now)
    return await send_due(store, environment, now)


def read_mail(raw: bytes) -> EmailMessage:
    """A mail as a mail program reads it."""
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def files(mails: Path) -> Sequence[EmailMessage]:
    """The mails in a directory, the oldest first."""
    return [read_mail(path.read_bytes()) for path in sorted(mails.glob("*.eml"))]


def part(message: EmailMessage, kind: str) -> str:
    """The text of the "plain" or the "html" part."""
    found = message.get_body((kind,))
    assert found is not None
    return str(found.get_content())
