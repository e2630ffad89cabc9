"""Deliveries: the list in its three forms, page by page; a failed one is sent again."""

from datetime import timedelta
from xml.etree.ElementTree import fromstring

import pytest

from monitor.store.deliveries import Attempt, State
from monitor.store.store import Store
from tests.review.people import NOON, Visitor


async def _some(store: Store, number: int, state: State = State.SENT, answer: str = "250 OK") -> None:
    for at in range(number):
        name, when = f"{at:032x}", NOON - timedelta(minutes=at // 3)
        facts = {"recipient": "desk@section.example", "channel": "mail", "watches": ["ferry"], "kind": "digest"}
        subject = f"Ferry <script>{at}"
        await store.deliveries.open(
            name, {**facts, "subject": subject, "queued_at": when, "due_at": when, "mailbox": "m"}
        )
        await store.deliveries.record(name, Attempt(when, state, answer))


async def test_every_delivery_is_on_one_page_exactly(store: Store, visitor: Visitor) -> None:
    await _some(store, 120)
    researcher = await visitor("researcher")
    seen: list[str] = []
    where = "/deliveries.json"
    while where:
        found = (await researcher.client.get(where)).json()
        seen += [one["id"] for one in found["items"]]
        where = found["older"]
    assert len(seen) == len(set(seen)) == 120
    page = (await researcher.get("/deliveries")).text
    assert "Ferry &lt;script&gt;" in page
    fromstring((await researcher.client.get("/deliveries.atom")).text)


@pytest.mark.parametrize("role", ["researcher", "editor"])
async def test_a_dead_delivery_is_queued_again_by_an_editor(role: str, store: Store, visitor: Visitor) -> None:
    await _some(store, 1, State.DEAD, "550 no <b>such</b> mailbox")
    browser = await visitor(role)
    page = (await browser.get("/deliveries?state=dead")).text
    assert "550 no &lt;b&gt;such" in page
    assert ("Send again" in page) == (role == "editor")
    answer = await browser.post("/deliveries/retry", delivery=f"{0:032x}")
    assert answer.status_code == (303 if role == "editor" else 403)
    found = await store.deliveries.find(f"{0:032x}")
    assert found is not None
    assert found["state"] == (State.QUEUED if role == "editor" else State.DEAD)
