"""What a query says of an item rather than of its words: source, language, country."""

import re
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from monitor.matching.nodes import Node
from monitor.matching.regexes import Regex
from monitor.matching.text import Reading

FACTS = ("source", "lang", "country")
_SAME_LANGUAGE = {"iw": "he", "in": "id", "ji": "yi", "no": "nb"}
_SAME_COUNTRY = {"uk": "gb", "el": "gr"}


@dataclass(eq=False, slots=True)
class Fact(Node):
    """One fact of the item: `name` is source, lang or country."""

    name: str
    value: str
    regex: Regex | None

    @property
    def anchors(self) -> tuple[str, ...]:
        """The entry of `facts_of` that is there whenever this holds; () where none is."""
        if self.regex is not None or "*" in self.value or "?" in self.value:
            return ()
        return (f"{self.name}={self.value}",)

    def holds(self, reading: Reading) -> bool:
        values = reading.text.meta.get(self.name, ())
        if self.regex is not None:
            return any(next(self.regex.find(value), None) is not None for value in values)
        return any(covers(self.name, self.value, value) for value in values)


def known_value(name: str, written: str) -> str:
    """What a query says of a fact, in the form in which facts are compared; "" where it says nothing.

    >>> known_value("source", "//www.Example.org/en"), known_value("lang", "zh_hant"), known_value("country", "UK")
    ('example.org', 'zh-hant', 'gb')
    """
    written = written.strip().lower()
    if name == "source":
        return host(written.removeprefix("*."))
    if name == "lang":
        written = written.replace("_", "-")
        return _SAME_LANGUAGE.get(written, written)
    return _SAME_COUNTRY.get(written, written)


def host(address: str) -> str:
    """The host of an address, or the host itself, without `www.`, in ASCII.

    >>> host("http://Münster.example:80/x"), host("www.example.org")
    ('xn--mnster-3ya.example', 'example.org')
    """
    try:
        name = urlsplit(address if "//" in address else "//" + address).hostname or ""
    except ValueError:
        return ""
    with suppress(UnicodeError):
        name = name.encode("idna").decode("ascii")
    return name.rstrip(".").removeprefix("www.")


def covers(name: str, wanted: str, value: str) -> bool:
    """Whether a fact of an item is what a query asks for.

    >>> covers("source", "amnesty.org", "notamnesty.org"), covers("source", "amnesty.org", "www.amnesty.org")
    (False, True)
    >>> covers("lang", "zh", "zh-Hant"), covers("lang", "zh-hant", "zh")
    (True, False)
    """
    if "*" in wanted or "?" in wanted:
        return _fits(name, wanted, value)
    return wanted in wider(name, value)


def wider(name: str, value: str) -> list[str]:
    """A fact of an item and what contains it, the narrowest first.

    >>> wider("source", "news.example.org"), wider("lang", "zh-Hant-TW")
    (['news.example.org', 'example.org', 'org'], ['zh-hant-tw', 'zh-hant', 'zh'])
    """
    known = known_value(name, value)
    if name == "country" or not known:
        return [known] if known else []
    mark = "." if name == "source" else "-"
    parts = known.split(mark)[:20]
    if name == "source":
        found = [mark.join(parts[begin:]) for begin in range(len(parts))]
        return [known, *found] if found[:1] != [known] else found
    found = [mark.join(parts[:end]) for end in range(len(parts), 0, -1)]
    return [*found, *(alias for alias in [_SAME_LANGUAGE.get(found[-1], "")] if alias)]


def _fits(name: str, wanted: str, value: str) -> bool:
    expression = re.escape(wanted).replace(r"\*", "[^.]*+").replace(r"\?", "[^.]")
    return any(re.fullmatch(expression, each) for each in wider(name, value))


def facts_of(meta: dict[str, tuple[str, ...]]) -> list[str]:
    """Every fact of an item that a query may ask for."""
    return [f"{name}={value}" for name in FACTS for each in meta.get(name, ()) for value in wider(name, each)]
