"""What people do with alerts: once, together, at the same time, and back again."""

import asyncio
from datetime import timedelta

from bson import ObjectId

from monitor.store.store import Store
from tests.review.alerts import many, one, stored
from tests.review.people import Clock, Visitor


async def test_a_judgement_is_kept_with_its_history_and_its_audit(store: Store, visitor: Visitor) -> None:
    id_ = await one(store)
    ada = await visitor("researcher", "Ada")
    answer = await ada.post(f"/alerts/{id_}/judge?revision=1", state="relevant", back="/alerts?watch=x")
    assert answer.headers["location"] == f"/alerts?watch=x#a-{id_}"
    alert = await stored(store, id_)
    (line,) = alert["history"]
    assert (alert["state"], alert["revision"]) == ("relevant", 2)
    assert (line["by"], line["what"], line["from"], line["to"]) == ("Ada", "state", "new", "relevant")
    (entry,) = (await store.audit.page("Ada", id_, "", None, 10)).rows
    assert entry["what"] == "alert.state"


async def test_the_slower_of_two_is_told_and_overwrites_nothing(store: Store, visitor: Visitor) -> None:
    id_ = await one(store)
    ada, ben = await visitor("researcher", "ada"), await visitor("researcher", "ben")
    await ada.post(f"/alerts/{id_}/judge?revision=1", state="relevant")
    late = await ben.post(f"/alerts/{id_}/judge?revision=1", state="not relevant")
    assert late.status_code == 409
    assert "ada made this “Relevant”" in late.text
    assert (await stored(store, id_))["state"] == "relevant"
    assert not (await store.audit.page("ben", id_, "", None, 10)).rows


async def test_of_many_at_once_exactly_one_wins(store: Store, visitor: Visitor) -> None:
    id_ = await one(store)
    people = [await visitor("researcher", f"person{number}") for number in range(8)]
    states = ["relevant", "not relevant", "closed", "escalated"] * 2
    posts = (
        who.post(f"/alerts/{id_}/judge?revision=1", state=state) for who, state in zip(people, states, strict=True)
    )
    answers = await asyncio.gather(*posts)
    alert = await stored(store, id_)
    agreeing = [answer for answer, state in zip(answers, states, strict=True) if state == alert["state"]]
    assert len(alert["history"]) == 1
    assert sum(answer.status_code == 303 for answer in answers) == len(agreeing)


async def test_a_form_sent_twice_changes_once(store: Store, visitor: Visitor) -> None:
    id_ = await one(store)
    ada = await visitor("researcher")
    for _ in range(2):
        assert (await ada.post(f"/alerts/{id_}/judge?revision=1", state="relevant")).status_code == 303
        assert (await ada.post(f"/alerts/{id_}/note", text="Look.", once="abc")).status_code in {303, 409}
    alert = await stored(store, id_)
    assert len(alert["notes"]) == 1
    assert [line["what"] for line in alert["history"]] == ["state", "note"]


async def test_undo_takes_back_ones_own_latest_change_only(store: Store, visitor: Visitor) -> None:
    id_ = await one(store)
    ada, ben = await visitor("researcher", "ada"), await visitor("researcher", "ben")
    await ada.post(f"/alerts/{id_}/judge?revision=1", state="relevant")
    assert (await ben.post(f"/alerts/{id_}/undo?revision=2")).status_code == 409
    for _ in range(2):
        assert (await ada.post(f"/alerts/{id_}/undo?revision=2")).status_code == 303
    alert = await stored(store, id_)
    assert (alert["state"], alert["history"][-1]["undone"]) == ("new", True)


async def test_scripts_get_the_row_back_and_a_conflict_in_it(store: Store, visitor: Visitor) -> None:
    id_ = await one(store)
    ada = await visitor("researcher", "ada")
    ada.client.headers["hx-request"] = "true"
    row = await ada.post(f"/alerts/{id_}/judge?revision=1", state="relevant")
    assert (row.status_code, row.text.strip().startswith("<li")) == (200, True)
    assert 'data-revision="2"' in row.text
    late = await ada.post(f"/alerts/{id_}/judge?revision=1", state="closed")
    assert (late.status_code, "Your change was not made." in late.text) == (409, True)


async def test_programs_send_and_get_json(store: Store, visitor: Visitor) -> None:
    id_ = await one(store)
    ada = await visitor("researcher", "ada")
    ada.client.headers.update({"accept": "application/json", "x-token": ada.token})
    answer = await ada.client.post(f"/alerts/{id_}/judge", json={"state": "relevant", "revision": 1})
    assert (answer.status_code, answer.json()["state"]) == (200, "relevant")
    assert (await ada.client.post(f"/alerts/{id_}/judge", json={"state": {"$ne": 1}})).status_code == 400


async def test_a_mention_is_found_by_the_one_who_was_meant(store: Store, visitor: Visitor) -> None:
    id_, other = await many(store, 2)
    ada, ben = await visitor("researcher", "ada"), await visitor("researcher", "Ben")
    await ada.post(f"/alerts/{id_}/note", text="@ben, is this the @harbour case? mail@ben.example", once="1")
    found = (await ben.get("/alerts.json?mentioned=me&state=all")).json()["items"]
    assert [alert["id"] for alert in found] == [id_] != [other]


async def test_assigning_tagging_and_snoozing(store: Store, visitor: Visitor, clock: Clock) -> None:
    id_ = await one(store)
    ada = await visitor("researcher", "ada")
    assert (await ada.post(f"/alerts/{id_}/assign?revision=1", assignee="ADA")).status_code == 303
    assert (await ada.post(f"/alerts/{id_}/assign?revision=2", assignee="nobody.here")).status_code == 400
    assert (await ada.post(f"/alerts/{id_}/tags?revision=2", tags="a, b ,a,,  c  d ")).status_code == 303
    assert (await ada.post(f"/alerts/{id_}/snooze?revision=3", days="3")).status_code == 303
    alert = await stored(store, id_)
    assert (alert["assignee"], alert["tags"]) == ("ada", ["a", "b", "c d"])
    assert (await ada.get("/alerts.json")).json()["items"] == []
    clock.forward(timedelta(days=3))
    (awake,) = (await ada.get("/alerts.json")).json()["items"]
    assert awake["id"] == id_


async def test_many_are_changed_at_once_and_what_others_changed_is_left_alone(store: Store, visitor: Visitor) -> None:
    ids = await many(store, 5)
    ada, ben = await visitor("researcher", "ada"), await visitor("researcher", "ben")
    await ben.post(f"/alerts/{ids[2]}/judge?revision=1", state="escalated")
    chosen = [f"{id_}.1" for id_ in ids]
    told = await ada.post("/alerts/bulk", do="relevant", alert=chosen, back="/alerts?state=new&changed=9&missed=9")
    assert told.headers["location"] == "/alerts?state=new&changed=4&missed=1"
    assert [(await stored(store, id_))["state"] for id_ in ids].count("relevant") == 4
    assert "4 alerts changed." in (await ada.get(told.headers["location"])).text


async def test_merged_alerts_become_one_and_can_be_split_again(store: Store, visitor: Visitor) -> None:
    first, second, third = await many(store, 3)
    ada = await visitor("researcher", "ada")
    await ada.post("/alerts/bulk", do="merge", into=second, alert=[f"{id_}.1" for id_ in (first, second, third)])
    whole = await stored(store, second)
    assert len(whole["items"]) == 3
    assert (await stored(store, first))["merged_into"] == ObjectId(second)
    assert [alert["id"] for alert in (await ada.get("/alerts.json")).json()["items"]] == [second]
    assert (await ada.post(f"/alerts/{first}/judge?revision=2", state="relevant")).status_code == 409
    for _ in range(2):
        split = await ada.post(f"/alerts/{second}/split?revision={whole['revision']}", other=first)
        assert split.status_code == 303
    assert len((await stored(store, second))["items"]) == 2
    assert (await stored(store, first))["merged_into"] is None


async def test_colleagues_changes_come_in_pieces(store: Store, visitor: Visitor, clock: Clock) -> None:
    first, _ = await many(store, 2)
    ada, ben = await visitor("researcher", "ada"), await visitor("researcher", "ben")
    since = clock.now.isoformat()
    clock.forward(timedelta(seconds=5))
    nothing = await ada.client.get("/alerts/changes", params={"seen": since, "state": "new"})
    assert (nothing.status_code, nothing.content) == (204, b"")
    await ben.post(f"/alerts/{first}/judge?revision=1", state="escalated")
    pieces = (await ada.client.get("/alerts/changes", params={"seen": since, "state": "new"})).text
    assert f'id="a-{first}"' in pieces
    assert 'New <span class="count">1</span>' in pieces
    assert 'Escalated <span class="count">1</span>' in pieces


async def test_an_alert_that_is_not_there(visitor: Visitor) -> None:
    ada = await visitor("researcher")
    for id_ in ("0" * 24, "nothing", "$where", "%00"):
        assert (await ada.post(f"/alerts/{id_}/judge?revision=1", state="relevant")).status_code == 404
        assert (await ada.get(f"/alerts/{id_}")).status_code == 404
