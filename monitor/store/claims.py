"""Canonical links to other addresses: believed where the same text stands there, and nowhere else."""

from collections.abc import Sequence

from pymongo.asynchronous.collection import AsyncCollection

from monitor.extract.urls import normalise
from monitor.store.documents import Document
from monitor.versions.changes import compare

_SHAPE = {"keys": 1, "headline": 1, "body": 1}


async def with_proven_claims(items: AsyncCollection[Document], documents: Sequence[Document]) -> list[Document]:
    """The articles without `claim`; with the claimed key where an item with the same text holds it.

    Where the item there has another text the article is its own only address.
    """
    claims = {document["claim"] for document in documents if document.get("claim")}
    settled = [{name: value for name, value in document.items() if name != "claim"} for document in documents]
    if not claims:
        return settled
    async for item in items.find({"keys": {"$in": list(claims)}}, _SHAPE):
        held = claims.intersection(item["keys"])
        for number, document in enumerate(documents):
            if document.get("claim") in held:
                settled[number] |= _settled(document, item)
    return settled


def _settled(document: Document, holder: Document) -> Document:
    """What an article's claim comes to, beside the item that holds the key."""
    if _is_same(document, holder):
        return {"keys": [*document["keys"], document["claim"]]}
    return {"canonical_url": normalise(document["url"])}


def _is_same(one: Document, other: Document) -> bool:
    if not (one["body"].strip() and other["body"].strip()):
        return False
    return not compare((one["headline"], one["body"]), (other["headline"], other["body"]))
