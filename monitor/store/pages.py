"""What the pages need beyond what the crawl does: their collections and the indexes of their lists."""

from typing import TYPE_CHECKING

from monitor.store.words import answering

if TYPE_CHECKING:
    from monitor.store.store import Store


@answering
async def prepare_pages(store: "Store") -> None:
    """Makes the indexes of the pages. Only the pages call it: a crawl need not wait for them."""
    people = (store.users, store.sessions, store.attempts, store.audit, store.saved_views)
    lists = (
        store.alert_lists,
        store.item_lists,
        store.delivery_lists,
        store.quarantine_lists,
        store.volume,
        store.looks,
    )
    for part in (*people, *lists):
        await part.make_page_indexes()
