"""One alert, or one message, with everything that became of it, on a terminal."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from monitor.commands.item_fields import plain
from monitor.commands.item_view import published, safe
from monitor.store.store import Store


async def found(store: Store, given: str) -> dict[str, Any] | None:
    """The alert of that id with its `messages`, or the message of that id; None where there is neither.

    An alert that went up in another is shown as that one.
    """
    alert = await store.alerts.last_of(given)
    if alert is None:
        message = await store.deliveries.find(given)
        return {"id": given, **{name: value for name, value in message.items() if name != "_id"}} if message else None
    ids = [given, alert["id"]]
    return {**alert, "messages": await store.deliveries.telling_of(ids)}


def show(one: Mapping[str, Any], address: str, output: Console) -> None:
    """An alert or a message; `address` is its page."""
    pairs = _message(one) if "recipient" in one else _alert(one, address)
    table = Table(box=None, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in pairs:
        table.add_row(name, safe(value))
    output.print(table)
    if "recipient" in one:
        output.print(_tries(one.get("attempts") or []))
    elif one["messages"]:
        output.print(_messages(one["messages"]))
    else:
        output.print("Nobody was told of it yet.")


def _alert(alert: Mapping[str, Any], address: str) -> Iterator[tuple[str, object]]:
    leading = alert.get("leading") or {}
    yield "headline", leading.get("headline") or "(no headline)"
    yield "id", alert["id"]
    yield "watch", alert["watch"]
    yield "state", alert["state"]
    yield "made", _minute(alert["made_at"])
    yield "article", leading.get("url", "")
    yield "published", published(leading)
    yield "outlets", ", ".join(map(str, alert.get("outlets") or []))
    yield "page", address
    for extract in leading.get("extract") or []:
        yield "extract", extract["text"]
    if alert.get("mail_error"):
        yield "mail error", alert["mail_error"]


def _message(message: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    yield "subject", message.get("subject", "")
    for name in ("id", "recipient", "channel", "state", "message_id"):
        yield name.replace("_", " "), message.get(name, "")
    yield "watches", ", ".join(map(str, message.get("watches") or []))
    yield "alerts", f"{len(message.get('alerts') or []):,}"
    for name in ("queued_at", "next_try", "sent_at"):
        if message.get(name):
            yield name.removesuffix("_at").replace("_", " "), _minute(message[name])


def _tries(attempts: Iterable[Mapping[str, Any]]) -> Table:
    table = Table("tried", "answer", box=box.SIMPLE_HEAD)
    for attempt in attempts:
        table.add_row(safe(_minute(attempt["at"])), safe(attempt["answer"]))
    return table


def _messages(messages: Iterable[Mapping[str, Any]]) -> Table:
    table = Table("message", "to", "state", "queued", "subject", box=box.SIMPLE_HEAD)
    table.columns[0].no_wrap, table.columns[0].overflow = True, "ignore"
    for one in messages:
        cells = (one["id"], one["recipient"], one["state"], _minute(one["queued_at"]), one["subject"])
        table.add_row(*map(safe, cells))
    return table


def _minute(moment: Any) -> str:
    return str(plain(moment))[:16].replace("T", " ")
