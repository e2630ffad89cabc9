"""A name for a source that has none yet: what its file and its spider will be called."""

import re
import unicodedata
from collections.abc import Collection

from monitor.extract.urls import host, registrable

# Letters that do not come apart into a plain letter and a mark.
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})


def name_of_home(home: str) -> str:
    """The name that an address suggests: organisation first, a country's ending last.

    >>> name_of_home("https://www.example.fr/"), name_of_home("https://news.example.co.uk/"), name_of_home("https://example.org/")
    ('example_fr', 'example_news_uk', 'example')
    """
    site = registrable(home)
    domain, _, suffix = site.partition(".")
    if not suffix.replace(".", "").isalpha():
        return plain_name(site) or "source"
    inside = host(home).removesuffix(site).rstrip(".").split(".")
    country = suffix.rpartition(".")[2]
    parts = [domain, *(part for part in inside if part != "www"), country if len(country) == 2 else ""]
    return plain_name(" ".join(parts)) or plain_name(site) or "source"


def plain_name(text: str) -> str:
    """A title as a name; "" when nothing of it can be written with a-z, digits and _.

    >>> plain_name("Åland Nytt & Gammalt"), plain_name("新聞")
    ('aland_nytt_gammalt', '')
    """
    text = text.lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60].strip("_")


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, with a number where it is taken.

    >>> free_name("example", {"example", "example_2"})
    'example_3'
    """
    if name not in taken:
        return name
    return next(f"{name}_{number}" for number in range(2, len(taken) + 3) if f"{name}_{number}" not in taken)
