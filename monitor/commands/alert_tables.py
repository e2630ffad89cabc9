"""Alerts and failed messages on a terminal."""

from collections.abc import Iterable
from typing import Any

from rich import box
from rich.table import Table

from monitor.commands.item_fields import plain
from monitor.commands.item_view import ROOMY, brief, published, safe


def alert_rows(alerts: Iterable[dict[str, Any]], width: int) -> Table:
    """One line an alert, with the id that `show` takes; where the terminal is narrow, without state and dates."""
    table = Table(box=box.SIMPLE_HEAD)
    columns = ("id", "made", "watch", "state", "outlets", "published", "headline")
    shown = columns if width >= ROOMY else ("id", "watch", "headline")
    for column in shown:
        table.add_column(column, no_wrap=column != "headline", overflow="fold")
    for alert in alerts:
        leading = alert.get("leading") or {}
        cells = {
            "id": alert["id"],
            "made": _minute(alert["made_at"]),
            "watch": alert["watch"],
            "state": alert["state"],
            "outlets": len(alert.get("outlets") or []),
            "published": published(leading),
            "headline": leading.get("headline", ""),
        }
        table.add_row(*(brief(cells[name]) for name in shown))
    return table


def delivery_rows(deliveries: Iterable[dict[str, Any]]) -> Table:
    """One line a failed message, with the other side's last words."""
    table = Table("id", "recipient", "state", "last try", "subject", "answer", box=box.SIMPLE_HEAD)
    # An id that is broken over two lines cannot be copied.
    table.columns[0].no_wrap, table.columns[0].overflow = True, "ignore"
    for one in deliveries:
        last = one["attempts"][-1] if one["attempts"] else {"at": one["queued_at"], "answer": ""}
        cells = (one["id"], one["recipient"], one["state"], _minute(last["at"]), one["subject"], last["answer"])
        table.add_row(*map(safe, cells))
    return table


def _minute(moment: Any) -> str:
    return str(plain(moment))[:16].replace("T", " ")
