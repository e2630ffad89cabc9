"""No text is lost when a page changes, whenever the process dies."""

import asyncio
import signal
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from monitor.items import Article, Outcome, Revision
from monitor.settings import Environment
from monitor.store.documents import Document, article_document
from monitor.store.items import ItemQuery
from monitor.store.store import Store

MakeArticle = Callable[..., Article]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=2)
HOST = "https://tidings.example"


async def first(store: Store, article: MakeArticle, **values: Any) -> str:
    """Stores an article and gives the item's id."""
    known = {"published": NOON, "published_day": date(2026, 3, 1), "published_raw": "1 March 2026", "text_hash": "one"}
    made = article("a", "one", body="The first text.", headers={"etag": '"1"'}, **(known | values))
    return (await store.items.store([made]))[0].item_id


def edit(article: MakeArticle, item: str, number: int = 1, **values: Any) -> Article:
    """The same page read later with another text, which takes the place of a version."""
    new = {"body": f"Text number {number + 1}.", "text_hash": f"{number + 1}", "first_seen": LATER}
    new |= {"keys": [f"u:{HOST}/a", f"t:tidings.example:{number + 1}"], "headers": {"etag": '"2"'}}
    new |= {"published": LATER, "published_day": date(2026, 3, 2), "modified": LATER, "modified_raw": "2 March 2026"}
    new["revises"] = Revision(item, number, "sentences: 1 added")
    return article("a", **(new | values))


async def the_item(store: Store) -> Document:
    item = await store.items.get(f"{HOST}/a")
    assert item
    return item


async def test_the_new_text_is_the_item_s_and_the_old_one_a_version(store: Store, article: MakeArticle) -> None:
    identity = await first(store, article)
    result = (await store.items.store([edit(article, identity, next_visit=LATER + timedelta(hours=2))]))[0]
    assert (result.outcome, result.changed, result.item_id) == (Outcome.KNOWN, True, identity)
    item = await the_item(store)
    assert (item["body"], item["versions"], item["changed_at"]) == ("Text number 2.", 2, LATER)
    assert (item["next_visit"], item["modified"]) == (LATER + timedelta(hours=2), LATER)
    assert item["events"] == [{"kind": "changed", "at": LATER, "version": 2, "evidence": "sentences: 1 added"}]
    old, new = await store.versions.of(item)
    assert (old["number"], old["body"], old["read_at"]) == (1, "The first text.", NOON)
    assert (old["headers"], old["text_hash"]) == ([["etag", '"1"']], "one")
    assert (new["number"], new["body"], new["read_at"]) == (2, "Text number 2.", LATER)


async def test_the_date_of_publication_never_moves(store: Store, article: MakeArticle) -> None:
    before_all = await first(store, article)
    before = await the_item(store)
    await store.items.store([edit(article, before_all)])
    after = await the_item(store)
    for name in ("published", "published_day", "published_raw", "dated", "first_seen", "date_candidates", "sightings"):
        assert before[name] == after[name], name


async def test_of_two_processes_that_read_the_same_edit_one_wins(store: Store, article: MakeArticle) -> None:
    identity = await first(store, article)
    results = await asyncio.gather(*(store.items.store([edit(article, identity)]) for _ in range(6)))
    assert sorted(result.changed for (result,) in results) == [False] * 5 + [True]
    item = await the_item(store)
    assert (item["versions"], len(item["events"]), len(await store.versions.of(item))) == (2, 1, 2)


async def test_a_stale_reading_changes_nothing(store: Store, article: MakeArticle) -> None:
    identity = await first(store, article)
    await store.items.store([edit(article, identity), edit(article, identity, 2)])
    stale = (await store.items.store([edit(article, identity, 1, body="Stale.")]))[0]
    assert (stale.outcome, stale.changed) == (Outcome.KNOWN, False)
    item = await the_item(store)
    texts = [version["body"] for version in await store.versions.of(item)]
    assert texts == ["The first text.", "Text number 2.", "Text number 3."]


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from bson.json_util import loads
from monitor.settings import Environment
from monitor.store import versions
from monitor.store.store import Store

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

async def run(uri, name, document):
    store = await Store.open(Environment(home=Path("/nowhere"), mongo_uri=uri, mongo_db=name))
    versions._change = die
    await store.items.store_documents([loads(document)])

asyncio.run(run(*sys.argv[1:]))
"""


async def test_a_kill_between_the_two_writes_loses_nothing(
    store: Store, article: MakeArticle, environment: Environment
) -> None:
    from bson.json_util import dumps

    identity = await first(store, article)
    document = article_document(edit(article, identity))
    arguments = [environment.mongo_uri, environment.mongo_db, dumps(document)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, *arguments, cwd=Path(__file__).parents[2]
    )
    assert await process.wait() == -signal.SIGKILL
    item = await the_item(store)
    assert (item["versions"], item["body"]) == (1, "The first text.")
    assert [version["body"] for version in await store.versions.of(item)] == ["The first text."]
    assert (await store.items.store_documents([document]))[0].changed
    texts = [version["body"] for version in await store.versions.of(await the_item(store))]
    assert texts == ["The first text.", "Text number 2."]


async def test_only_newly_hit_watches_and_those_that_ask_are_alerted(store: Store, article: MakeArticle) -> None:
    watches = store.database["watches"]
    await watches.insert_many(
        [{"_id": "quiet", "current": {"edits": False}}, {"_id": "eager", "current": {"edits": True}}]
    )
    identity = await first(store, article)
    met = [{"watch": "quiet", "version": 1}, {"watch": "eager", "version": 1}]
    await store.items.collection.update_one({}, {"$set": {"matches": met}})
    document = article_document(edit(article, identity))
    document["matches"] = [{"watch": "quiet", "version": 1}, {"watch": "new", "version": 4}]
    await store.items.store_documents([document])
    item = await the_item(store)
    assert sorted((alert["watch"], alert["kind"], alert["version"]) for alert in item["pending_alerts"]) == [
        ("eager", "edit", 1),
        ("new", "edit", 4),
    ]
    assert (await store.versions.of(item))[0]["matches"] == met


async def test_a_text_that_another_item_of_the_site_has_stays_with_both(store: Store, article: MakeArticle) -> None:
    identity = await first(store, article)
    await store.items.store([article("b", "2", body="Text number 2.")])
    assert (await store.items.store([edit(article, identity)]))[0].changed
    assert await store.items.count(ItemQuery()) == 2
    assert (await the_item(store))["body"] == "Text number 2."


async def test_lists_changed_items_and_forgets_versions_with_them(store: Store, article: MakeArticle) -> None:
    identity = await first(store, article)
    await store.items.store([article("b"), edit(article, identity)])
    changed = [item["id"] async for item in store.items.find(ItemQuery(changed=True))]
    assert changed == [identity]
    assert [item async for item in store.items.find(ItemQuery(gone=True))] == []
    await store.items.delete_by_source(["tidings"])
    assert await store.versions.collection.count_documents({}) == 0
