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
    holders: dict[str, Document] = {}
    if claims:
        async for item in items.find({"keys": {"$in": list(claims)}}, _SHAPE):
            holders.update(dict.fromkeys(claims.intersection(item["keys"]), item))
    return [_settled(document, holders.get(document.get("claim", ""))) for document in documents]


def _settled(document: Document, holder: Document | None) -> Document:
    plain = {name: value for name, value in document.items() if name != "claim"}
    if holder is None:
        return plain
    if _is_same(document, holder):
        return plain | {"keys": [*document["keys"], document["claim"]]}
    return plain | {"canonical_url": normalise(document["url"])}


def _is_same(one: Document, other: Document) -> bool:
    if not (one["body"].strip() and other["body"].strip()):
        return False
    return not compare((one["headline"], one["body"]), (other["headline"], other["body"]))
