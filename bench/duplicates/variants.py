"""What becomes of an article on its way through other newsrooms and page templates."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.duplicates.seeds import Seed

# Where sentences end; scripts without spaces put none behind it.
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|(?<=[؟۔।])\s*|\n+")
_SPACELESS = {"zh", "ja", "th", "lo", "km", "my"}
# Two characters of a script without spaces are about a word.
_WORD = re.compile(
    "[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\\s\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+"
)

FOOTER = (
    "This page belongs to a public service that is paid for by its readers and by nobody else. Corrections are made "
    "openly and dated; whoever finds a mistake is asked to write to the desk, which answers within three working days. "
    "Texts may be passed on in full and free of charge as long as nothing is added or taken away and the place "
    "where they were first printed is named at the end. Photographs are not part of this permission and have to be "
    "asked for. Letters are read by two people, kept for ninety days and then shredded. The office is closed on "
    "Wednesdays, on public holidays and whenever the river stands high."
)
_MENU = (
    "Home", "News", "World", "Politics", "Economy", "Culture", "Sport", "Weather", "Video", "Podcasts", "Newsletter",
    "Subscribe", "Log in", "My account", "Search", "Contact", "About us", "Imprint", "Privacy", "Cookies",
    "Share this page", "Print", "Send by mail", "Copy link", "Most read", "Related", "Read also", "Advertisement",
    "Next story", "Previous story",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the set: the article it comes from, what was done to it, and whether it tells the same news."""

    seed: str
    language: str
    made: str
    text: str
    is_copy: bool = True


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order, none of them empty."""
    return [part.strip() for part in _SENTENCE.split(text) if part and part.strip()]


def words(text: str) -> list[str]:
    """The words of a text; two characters each in scripts without spaces."""
    return _WORD.findall(text)


def joined(parts: Sequence[str], language: str) -> str:
    """Words or sentences as a text again."""
    return ("" if language in _SPACELESS else " ").join(parts)


def with_furniture(seed: Seed, others: Sequence[Seed], chance: random.Random) -> str:
    """The article between menus, with headlines of other stories behind it, as a poor extraction leaves it."""
    menu = chance.sample(_MENU, 18)
    teasers = [joined(words(other.text)[:9], other.language) for other in chance.sample(list(others), 3)]
    return "\n".join([*menu[:10], seed.text, *teasers, *menu[10:]])


def trimmed(share: float) -> Callable[[Seed, Sequence[Seed], random.Random], str]:
    """A change that leaves the first part of an article."""

    def change(seed: Seed, others: Sequence[Seed], chance: random.Random) -> str:
        found = words(seed.text)
        return joined(found[: int(share * len(found))], seed.language)

    return change


def updated(seed: Seed, others: Sequence[Seed], chance: random.Random) -> str:
    """One sentence in eight replaced, each by one of another article."""
    found = sentences(seed.text)
    near = [other for other in others if other.language == seed.language] or list(others)
    for place in chance.sample(range(len(found)), max(1, round(0.12 * len(found)))):
        found[place] = chance.choice(sentences(chance.choice(near).text))
    return joined(found, seed.language)


def substituted(share: float) -> Callable[[Seed, Sequence[Seed], random.Random], str]:
    """A change that replaces single words by words of other articles."""

    def change(seed: Seed, others: Sequence[Seed], chance: random.Random) -> str:
        found = words(seed.text)
        near = [other for other in others if other.language == seed.language] or list(others)
        stock = words(chance.choice(near).text)
        for place in chance.sample(range(len(found)), round(share * len(found))):
            found[place] = chance.choice(stock)
        return joined(found, seed.language)

    return change


_TYPOGRAPHY = str.maketrans(
    {
        '"': "”",
        "'": "’",
        "-": "–",
        " ": "\u00a0",
        ".": ". ",
        ",": "，",
        "“": '"',
        "’": "'",
        "–": "-",
        "…": "...",
        "。": "．",
    }
)


def reset(seed: Seed, others: Sequence[Seed], chance: random.Random) -> str:
    """The article set anew: other quotation marks, dashes and spaces, capitals in its first line, soft hyphens."""
    found = words(seed.text.translate(_TYPOGRAPHY))
    hyphenated = [f"{word[:4]}\u00ad{word[4:]}" if len(word) > 9 else word for word in found]
    return joined([word.upper() for word in hyphenated[:8]] + hyphenated[8:], seed.language)


def quoting(seed: Seed, host: Seed, chance: random.Random) -> str:
    """Another article that quotes 40 % of this one, in one to four passages."""
    found = words(seed.text)
    wanted = round(0.4 * len(found))
    own = sentences(host.text)
    for passage in _passages(found, wanted, chance.randint(1, 4), chance):
        own.insert(chance.randint(0, len(own)), joined(passage, seed.language))
    return " ".join(own)


def _host(seed: Seed, unused: list[Seed]) -> Seed:
    """An article that quotes this one: at least as long as the quotation, and in its language if there is one."""
    wanted = 0.4 * len(seed.text)
    fitting = [host for host in unused if len(host.text) >= wanted] or [max(unused, key=lambda host: len(host.text))]
    host = next((host for host in fitting if host.language == seed.language), fitting[0])
    unused.remove(host)
    return host


def _passages(found: list[str], wanted: int, number: int, chance: random.Random) -> list[list[str]]:
    """So many words in passages of equal length that do not touch each other."""
    length, room = wanted // number, len(found) - wanted
    cuts = sorted(chance.randint(0, room) for _ in range(number))
    return [found[cut + length * place : cut + length * (place + 1)] for place, cut in enumerate(cuts)]


COPIES: dict[str, Callable[[Seed, Sequence[Seed], random.Random], str]] = {
    "furniture added": with_furniture,
    "trimmed to 65 %": trimmed(0.65),
    "trimmed to 35 %": trimmed(0.35),
    "12 % of sentences updated": updated,
    "5 % of words replaced": substituted(0.05),
    "15 % of words replaced": substituted(0.15),
    "typography": reset,
}
ORIGINAL, EXCERPT, QUOTING, FOOTED = "original", "trimmed to 35 %", "quotes 40 %", "shared footer"


def texts(seeds: Sequence[Seed], hosts: Sequence[Seed]) -> list[Text]:
    """Each article with its copies and a page that quotes it; always the same for the same seeds.

    `hosts` are other articles, at least as many: each quotes one of the seeds, and what is new in a copy is theirs.
    """
    unused = sorted(hosts, key=lambda host: host.name)
    return [text for seed in seeds for text in _family(seed, hosts, _host(seed, unused))]


def _family(seed: Seed, others: Sequence[Seed], host: Seed) -> list[Text]:
    chance = random.Random(seed.name)
    made = [Text(seed.name, seed.language, ORIGINAL, seed.text)]
    made += [Text(seed.name, seed.language, name, change(seed, others, chance)) for name, change in COPIES.items()]
    made.append(Text(seed.name, seed.language, QUOTING, quoting(seed, host, chance), is_copy=False))
    made.append(Text(seed.name, seed.language, FOOTED, f"{seed.text}\n{FOOTER}"))
    return made
