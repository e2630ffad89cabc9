"""What a mail shows of each alert, cleaned and worded; templates only lay it out."""

from collections.abc import Callable, Container, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from monitor.alerts import links
from monitor.alerts.language import Tongue
from monitor.alerts.words import direction, isolated, language_tag, one_line, web_address
from monitor.settings import Environment
from monitor.store.announcements import Announcement

LONGEST_HEADLINE = 240
LONGEST_NAME = 80
MOST_OUTLETS = 6
MOST_EXTRACTS = 3
MOST_REMEMBERED = 2_000

TitleOf = Callable[[str], str]
Run = tuple[str, bool]
"""A stretch of text, and whether a watch found it."""


@dataclass(frozen=True, slots=True)
class Extract:
    """One piece of an item's text. `plain` is the same for mails without markup, marks as stars."""

    runs: tuple[Run, ...]
    dir: str

    @property
    def plain(self) -> str:
        """One line, with its direction kept to itself."""
        return isolated("".join(f"*{text}*" if is_marked else text for text, is_marked in self.runs))


@dataclass(frozen=True, slots=True)
class Piece:
    """One alert of a mail. `news` says what happened, "" for one that is simply new."""

    alert: str
    headline: tuple[Run, ...]
    lang: str
    dir: str
    url: str
    review: str
    facts: tuple[str, ...] = ()
    extracts: tuple[Extract, ...] = ()
    others: str = ""
    news: str = ""
    is_new: bool = True
    error: str = field(default="", repr=False)

    @property
    def title(self) -> str:
        """The headline as plain text."""
        return "".join(text for text, _ in self.headline)

    @property
    def plain_facts(self) -> str:
        """Outlet, date and language on one line."""
        return " · ".join(isolated(fact) for fact in self.facts)

    @property
    def plain_title(self) -> str:
        """The headline for mails without markup."""
        return isolated(self.title)


@dataclass(frozen=True, slots=True)
class Desk:
    """What every piece of a mail is made with. It remembers those it made, since many recipients get the same."""

    environment: Environment
    tongue: Tongue
    title_of: TitleOf
    made: dict[Hashable, Piece] = field(default_factory=dict, compare=False, repr=False)


def piece(desk: Desk, alert: Mapping[str, Any], announcements: Sequence[Announcement]) -> Piece:
    """What a mail shows of an alert. An alert whose own text cannot be shown is shown by its link, with the error."""
    shows = (alert["id"], alert.get("updated_at"), *((one.kind, one.source) for one in announcements))
    if shows not in desk.made:
        if len(desk.made) >= MOST_REMEMBERED:
            desk.made.clear()
        desk.made[shows] = _whole_or_link(desk, alert, announcements)
    return desk.made[shows]


def _whole_or_link(desk: Desk, alert: Mapping[str, Any], announcements: Sequence[Announcement]) -> Piece:
    try:
        return _piece(desk, alert, announcements)
    # Whatever a page's text does to what reads it, it costs this alert its extract and no other alert anything.
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        title = desk.tongue.say("An alert whose text cannot be shown here")
        review = links.alert_page(desk.environment, str(alert["id"]))
        return Piece(str(alert["id"]), ((title, False),), desk.tongue.language, "ltr", "", review, error=reason)


def _piece(desk: Desk, alert: Mapping[str, Any], announcements: Sequence[Announcement]) -> Piece:
    leading = alert["leading"]
    headline = _headline(desk, leading)
    title = "".join(text for text, _ in headline)
    language = str(leading.get("language") or "")
    is_new = any(one.kind == "new" for one in announcements)
    joined = [] if is_new else _new_outlets(announcements)
    return Piece(
        alert=str(alert["id"]),
        headline=headline,
        lang=language_tag(language),
        dir=direction(language, title),
        url=web_address(str(leading.get("url") or "")),
        review=links.alert_page(desk.environment, str(alert["id"])),
        facts=tuple(filter(None, _facts(desk, leading, language))),
        extracts=tuple(_extracts(leading, language)),
        others=_others(desk, alert, {leading.get("source"), *joined}),
        news="" if is_new else _news(desk, announcements, joined),
        is_new=is_new,
    )


def _headline(desk: Desk, leading: Mapping[str, Any]) -> tuple[Run, ...]:
    """The headline with its marks; a cut one without them, and never nothing."""
    whole = one_line(str(leading.get("headline") or ""), LONGEST_HEADLINE)
    for extract in leading.get("extract") or []:
        if extract["field"] == "title" and extract["text"].strip() == whole:
            return tuple(_runs(extract["text"], extract["marks"]))
    return ((whole or desk.tongue.say("(no headline)"), False),)


def _facts(desk: Desk, leading: Mapping[str, Any], language: str) -> Iterator[str]:
    yield _outlet(desk, str(leading.get("source") or ""))
    yield desk.tongue.published(leading)
    yield desk.tongue.name_of_language(language)


def _outlet(desk: Desk, source: str) -> str:
    return one_line(desk.title_of(source), LONGEST_NAME)


def _extracts(leading: Mapping[str, Any], language: str) -> Iterator[Extract]:
    texts = [one for one in leading.get("extract") or [] if one["field"] != "title"]
    for one in texts[:MOST_EXTRACTS]:
        text = str(one["text"])
        yield Extract(tuple(_runs(text, one["marks"])), direction(language, text))


def _runs(text: str, marks: Sequence[Sequence[int]]) -> Iterator[Run]:
    """The text cut at its marks; every stretch fit for a mail."""
    cuts = [0, *(place for mark in marks for place in mark), len(text)]
    for number, (start, end) in enumerate(pairwise(cuts)):
        stretch = text[start:end]
        # A line of its own would lose the spaces at its ends.
        clean = one_line(f"|{stretch}|", len(stretch) + 2)[1:-1]
        if clean:
            yield clean, number % 2 == 1


def _others(desk: Desk, alert: Mapping[str, Any], named: Container[str]) -> str:
    """The outlets that are not named elsewhere in the piece."""
    others = [one for one in alert.get("outlets") or [] if one not in named]
    if not others:
        return ""
    names = ", ".join(isolated(_outlet(desk, str(one))) for one in others[:MOST_OUTLETS])
    more = len(others) - MOST_OUTLETS
    if more > 0:
        return desk.tongue.count(
            "Also in %(names)s and %(num)s more", "Also in %(names)s and %(num)s more", more, names=names
        )
    return desk.tongue.say("Also in %(names)s", names=names)


def _news(desk: Desk, announcements: Sequence[Announcement], joined: Sequence[str]) -> str:
    """What happened since the alert was told; `joined` are outlets that came to it."""
    kinds = {one.kind for one in announcements}
    say = desk.tongue.say
    told = {
        "outlet": say("Now also in %(names)s", names=", ".join(isolated(_outlet(desk, one)) for one in joined)),
        "edit": say("The article was edited"),
        "gone": say("The article was taken down"),
        "back": say("The article is back"),
    }
    return " · ".join(words for kind, words in told.items() if kind in kinds)


def _new_outlets(announcements: Sequence[Announcement]) -> list[str]:
    return list(dict.fromkeys(one.source for one in announcements if one.kind == "outlet"))[:MOST_OUTLETS]
