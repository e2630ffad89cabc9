"""Alerts in three scripts and what happened to them, for tests of how mails look and read."""

from typing import Any

from monitor.alerts.facts import leading_facts
from monitor.store.announcements import Announcement
from monitor.watch import Watch
from tests.alerts.lab import NOON, item, watch

ARABIC = "العبّارة إلى كويل السفلى تعود بعد تسعة أيام (Quill)"
CHINESE = "下奎尔渡轮停航九天后恢复"
WATCHES: dict[str, Watch] = {"ferries": watch("ferries"), "harbours": watch("harbours", title="الموانئ")}


def alert(number: int, **values: Any) -> dict[str, Any]:
    """An alert as the store gives it."""
    found = item(number, **values)
    return {"id": f"{number:024x}", "leading": leading_facts(found, "ferries"), "outlets": [found["source"]]}


ALERTS: dict[str, dict[str, Any]] = {
    one["id"]: one
    for one in (
        alert(1),
        {**alert(2, headline=ARABIC, language="ar", body="كانت العبّارة متوقفة."), "outlets": ["harbour_post", "wire"]},
        alert(3, headline=CHINESE, language="zh", published=None, published_precision="day"),
    )
}
NEWS = [
    Announcement("mail:a@b.example", "ferries", "new", NOON, one, one, source="harbour_post")
    for one in list(ALERTS)[:2]
] + [Announcement("mail:a@b.example", "harbours", "outlet", NOON, list(ALERTS)[2], "s", source="wire")]
