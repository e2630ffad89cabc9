"""Gives an article its normalised address and the keys under which it is stored once."""

from monitor.extract.identity import address_key, believed_canonical, index_keys, text_hash
from monitor.extract.urls import normalise
from monitor.items import Article
from monitor.pipelines.step import Step


class Identity(Step):
    """Sets `canonical_url`, `text_hash`, `keys` and `claim`.

    A canonical link is heard on its own host only, and it is no key: a page could name any other
    story there. Whether the same text stands at that address is for the store to say.
    """

    def process_item(self, item: Article) -> Article:
        standalone = item.link.standalone
        canonical = "" if standalone else believed_canonical(item.url, item.canonical_url) or ""
        item.canonical_url = normalise(canonical or item.url, keep_fragment=standalone)
        item.text_hash = text_hash(item.headline, item.body)
        item.keys = index_keys(item, [(address, standalone) for address in (item.url, item.link.url) if address])
        claim = address_key(canonical) if canonical else ""
        item.claim = "" if claim in item.keys else claim
        return item
