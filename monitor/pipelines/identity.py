"""Gives an article its normalised address and the keys under which it is stored once."""

from monitor.extract.identity import believed_canonical, index_keys, text_hash
from monitor.extract.urls import normalise
from monitor.items import Article
from monitor.pipelines.step import Step


class Identity(Step):
    """Sets `canonical_url`, `text_hash` and `keys`. A canonical link is believed on its own host only."""

    def process_item(self, item: Article) -> Article:
        standalone = item.link.standalone
        canonical = "" if standalone else believed_canonical(item.url, item.canonical_url) or ""
        item.canonical_url = normalise(canonical or item.url, keep_fragment=standalone)
        item.text_hash = text_hash(item.headline, item.body)
        addresses = [item.url, canonical, item.link.url]
        item.keys = index_keys(item, [(address, standalone) for address in addresses if address])
        return item
