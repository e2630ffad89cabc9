"""A document at two addresses, such as its page and its PDF: one item with its fullest text, and no text lost."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from monitor.items import Article, Outcome, Sighting
from monitor.store import twins
from monitor.store.documents import Document, article_document
from monitor.store.store import Store
from monitor.watch import Match, PendingAlert

MakeArticle = Callable[..., Article]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SHORT = "The commission has looked into the ferry of Lower Quill. Its report can be had as a file."
FULL = " ".join(f"Chapter {number} tells of the harbour in the year {1900 + number}." for number in range(60))
PAGE, FILE = "https://tidings.example/page", "https://herald.example/report.pdf"


def found_by(*names: str) -> dict[str, object]:
    return {
        "matches": [Match(watch=name, version=1, language="en", spans=()) for name in names],
        "pending_alerts": [PendingAlert(watch=name, version=1, kind="new", at=NOON) for name in names],
    }


def page(article: MakeArticle, body: str = SHORT, *watches: str) -> Article:
    keys = [f"u:{PAGE}", f"t:tidings.example:{len(body)}", "d:QUI 37/6674/2026:en"]
    return article("page", body=body, keys=keys, index_number="QUI 37/6674/2026", **found_by(*watches))


def file(article: MakeArticle, body: str = FULL, *watches: str) -> Article:
    keys = [f"u:{FILE}", f"t:herald.example:{len(body)}", "d:QUI 37/6674/2026:en"]
    values = {"url": FILE, "canonical_url": FILE, "source": "herald", "first_seen": NOON + timedelta(hours=1)}
    values |= {"sightings": [Sighting(FILE, "herald", NOON)], "headers": {"etag": "of the file"}}
    return article(body=body, keys=keys, index_number="QUI 37/6674/2026", **values, **found_by(*watches))


async def the_item(store: Store) -> Document:
    (item,) = await store.items.collection.find({}).to_list()
    return item


async def test_the_report_takes_the_place_of_the_page_that_offers_it(store: Store, article: MakeArticle) -> None:
    await store.items.store([page(article, SHORT, "ferries")])
    (result,) = await store.items.store([file(article, FULL, "ferries", "harbours")])
    item = await the_item(store)
    assert (result.outcome, result.item_id) == (Outcome.DUPLICATE, str(item["_id"]))
    assert (item["body"], item["url"], item["source"], item["versions"]) == (FULL, FILE, "tidings", 2)
    assert {sighting["url"] for sighting in item["sightings"]} == {PAGE, FILE}
    assert dict(item["headers"]) == {"etag": "of the file"}
    assert item["events"][0]["evidence"] == f"a fuller text of QUI 37/6674/2026 stands at {FILE}"
    assert [(alert["watch"], alert["kind"]) for alert in item["pending_alerts"]] == [
        ("ferries", "new"), ("harbours", "edit"),
    ]  # fmt: skip
    old, _ = await store.versions.of({"id": str(item["_id"]), **item})
    assert (old["body"], old["url"]) == (SHORT, PAGE)


async def test_a_shorter_text_is_kept_beside_it_and_watched(store: Store, article: MakeArticle) -> None:
    await store.items.store([file(article, FULL, "ferries")])
    await store.items.store([page(article, SHORT, "ferries", "commissions")])
    item = await the_item(store)
    assert (item["body"], item["url"], item["versions"]) == (FULL, FILE, 1)
    (twin,) = await store.twins.of(str(item["_id"]))
    assert (twin["body"], twin["url"], twin["source"], twin["read_at"]) == (SHORT, PAGE, "tidings", NOON)
    assert [match["watch"] for match in item["matches"]] == ["ferries", "commissions"]
    assert [alert["watch"] for alert in item["pending_alerts"]] == ["ferries", "commissions"]


async def test_the_same_words_at_both_addresses_are_one_text(store: Store, article: MakeArticle) -> None:
    await store.items.store([page(article, FULL)])
    await store.items.store([file(article, FULL.upper())])
    item = await the_item(store)
    assert (item["versions"], len(item["sightings"]), await store.twins.of(str(item["_id"]))) == (1, 2, [])


async def test_both_in_one_batch_and_again_are_as_one_after_the_other(store: Store, article: MakeArticle) -> None:
    for _ in range(3):
        await store.items.store([page(article), file(article)])
    item = await the_item(store)
    assert (item["body"], item["versions"], await store.twins.of(str(item["_id"]))) == (FULL, 2, [])


async def test_a_process_that_died_before_it_noted_the_address_tells_all_again(
    store: Store, article: MakeArticle
) -> None:
    await store.items.store([page(article)])
    item = await the_item(store)
    for _ in range(2):
        await twins.meet(store.items.collection, item["_id"], article_document(file(article)))
    await store.items.store([file(article)])
    item = await the_item(store)
    assert (item["body"], item["versions"], len(item["events"])) == (FULL, 2, 1)


async def test_further_texts_go_with_their_item(store: Store, article: MakeArticle) -> None:
    await store.items.store([file(article), page(article)])
    assert await store.items.delete_by_source(["herald"]) == 1
    assert await store.database["twins"].count_documents({}) == 0
