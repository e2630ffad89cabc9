"""A mail as its reader sees it, before it is laid out: sections by watch, the best first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monitor.alerts import links
from monitor.alerts.pieces import Desk, Piece, piece
from monitor.alerts.words import direction, isolated, one_line
from monitor.store.announcements import Announcement
from monitor.watch import Watch

# In full, and as headlines only; the rest is a number and a link.
# Mail programs cut a mail off at about 100 kB.
MOST_IN_FULL = 24
MOST_LISTED = 72
LONGEST_TITLE = 80
LONGEST_IN_SUBJECT = 110


@dataclass(frozen=True, slots=True)
class Nothing:
    """A watch found nothing in a time; `visited` sources were looked at."""

    watch: str
    since: datetime
    until: datetime
    visited: int


@dataclass(frozen=True, slots=True)
class Section:
    """What a watch found. `brief` are headlines only, `hidden` counts what is only on the pages."""

    watch: str
    title: str
    page: str
    stop: str
    full: tuple[Piece, ...] = ()
    brief: tuple[Piece, ...] = ()
    hidden: int = 0
    nothing: str = ""

    @property
    def count(self) -> int:
        """How many alerts the section tells of."""
        return len(self.full) + len(self.brief) + self.hidden

    @property
    def plain_title(self) -> str:
        """The watch's title for places without markup."""
        return isolated(self.title)


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that the templates lay out. `words` are sentences above the sections."""

    subject: str
    words: tuple[str, ...]
    sections: tuple[Section, ...]
    stop: str

    @property
    def errors(self) -> dict[str, str]:
        """Alerts that could not be shown as they should, with the reason."""
        pieces = [one for section in self.sections for one in (*section.full, *section.brief)]
        return {one.alert: one.error for one in pieces if one.error}


def write_letter(
    desk: Desk,
    address: str,
    watches: Mapping[str, Watch],
    announcements: Sequence[Announcement],
    alerts: Mapping[str, Mapping[str, Any]],
    nothing: Sequence[Nothing] = (),
    *,
    reason: str = "",
    last: datetime | None = None,
    delivery: str = "",
) -> Letter:
    """The letter that tells of the announcements. `last` is when this mailbox was written to before."""
    by_watch = _by_watch(announcements)
    shares = _shares(len(by_watch))
    found = [_found(desk, address, watches, name, ones, alerts, shares) for name, ones in by_watch.items()]
    sections = [section for section in found if section.count]
    sections += [_nothing(desk, address, watches, one) for one in nothing]
    words = _words(desk, reason, last, is_digest=sum(section.count for section in sections) > 1)
    stop = links.stop_link(desk.environment, address, [section.watch for section in sections], delivery)
    return Letter(_subject(desk, sections), tuple(words), tuple(sections), stop)


def _shares(sections: int) -> tuple[int, int]:
    """How many alerts of each section stand there in full, and how many at all."""
    return max(2, MOST_IN_FULL // max(1, sections)), max(4, MOST_LISTED // max(1, sections))


def _by_watch(announcements: Sequence[Announcement]) -> dict[str, list[Announcement]]:
    by_watch: dict[str, list[Announcement]] = {}
    for one in announcements:
        if one.kind != "nothing":
            by_watch.setdefault(one.watch, []).append(one)
    return dict(sorted(by_watch.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def _found(
    desk: Desk,
    address: str,
    watches: Mapping[str, Watch],
    name: str,
    announcements: Sequence[Announcement],
    alerts: Mapping[str, Mapping[str, Any]],
    shares: tuple[int, int],
) -> Section:
    ranked = _ranked(announcements, alerts)
    in_full, listed = shares
    pieces = [piece(desk, alerts[alert], ones) for alert, ones in ranked[:listed]]
    return Section(
        name,
        _title(watches, name),
        links.watch_page(desk.environment, name),
        links.stop_link(desk.environment, address, [name]),
        tuple(pieces[:in_full]),
        tuple(pieces[in_full:]),
        max(0, len(ranked) - listed),
    )


def showable(announcements: Sequence[Announcement], outlines: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The alerts that a letter can show of these, by what little its order needs; the others are only counted."""
    by_watch = _by_watch(announcements).values()
    return [alert for ones in by_watch for alert, _ in _ranked(ones, outlines)[:MOST_LISTED]]


def _ranked(
    announcements: Sequence[Announcement], alerts: Mapping[str, Mapping[str, Any]]
) -> list[tuple[str, list[Announcement]]]:
    by_alert: dict[str, list[Announcement]] = {}
    for one in announcements:
        if one.alert in alerts:
            by_alert.setdefault(one.alert, []).append(one)
    return sorted(by_alert.items(), key=lambda pair: _rank(alerts[pair[0]], pair[1]))


def _rank(alert: Mapping[str, Any], announcements: Sequence[Announcement]) -> tuple[bool, int, float]:
    """New ones first, then what most outlets tell, then the latest."""
    published = (alert.get("leading") or {}).get("published")
    is_new = any(one.kind == "new" for one in announcements)
    latest = published.timestamp() if isinstance(published, datetime) else 0.0
    return not is_new, -len(alert.get("outlets") or []), -latest


def _nothing(desk: Desk, address: str, watches: Mapping[str, Watch], one: Nothing) -> Section:
    tongue = desk.tongue
    between = {"since": tongue.moment(one.since), "until": tongue.moment(one.until)}
    if one.visited:
        said = tongue.count(
            "Nothing was found between %(since)s and %(until)s. %(num)s source was visited in this time.",
            "Nothing was found between %(since)s and %(until)s. %(num)s sources were visited in this time.",
            one.visited,
            **between,
        )
    else:
        said = tongue.say(
            "Nothing was found between %(since)s and %(until)s, but no source was visited in this time:"
            " the monitor was not running, or could not reach any. Please tell whoever runs it.",
            **between,
        )
    page, stop = links.watch_page(desk.environment, one.watch), links.stop_link(desk.environment, address, [one.watch])
    return Section(one.watch, _title(watches, one.watch), page, stop, nothing=said)


def _title(watches: Mapping[str, Watch], name: str) -> str:
    watch = watches.get(name)
    return one_line((watch.title if watch else "") or name, LONGEST_TITLE)


def _words(desk: Desk, reason: str, last: datetime | None, *, is_digest: bool) -> list[str]:
    tongue = desk.tongue
    reasons = {
        "cap": tongue.say(
            "There was more than the number of mails an hour that you want. This mail holds all the rest."
        ),
        "late": tongue.say("These alerts come late: the monitor or its mail server could not send them before."),
        "muted": tongue.say("This came in while you had this muted."),
    }
    words = [reasons[reason]] if reason in reasons else []
    if is_digest and last is not None:
        words.append(tongue.say("New since the last mail of %(moment)s.", moment=tongue.moment(last)))
    return words


def _subject(desk: Desk, sections: Sequence[Section]) -> str:
    """Watch, count and the leading headline; each keeps its direction to itself."""
    tongue = desk.tongue
    found = [section for section in sections if section.count]
    if not found:
        first = _quiet(desk, sections[0].title) if sections else ""
        if len(sections) == 1:
            return tongue.say("%(watch)s – nothing found", watch=first)
        more = len(sections) - 1
        return tongue.count(
            "%(watch)s and %(num)s other watch – nothing found",
            "%(watch)s and %(num)s other watches – nothing found",
            more,
            watch=first,
        )
    leading = found[0].full[0]
    watch = _quiet(desk, found[0].title)
    if len(found) > 1:
        watch = tongue.count(
            "%(watch)s and %(num)s more watch", "%(watch)s and %(num)s more watches", len(found) - 1, watch=watch
        )
    headline = _quiet(desk, one_line(leading.title, LONGEST_IN_SUBJECT))
    count = sum(section.count for section in found)
    # The order of the parts is the translator's.
    return tongue.count(
        "%(watch)s – %(num)s alert: %(headline)s",
        "%(watch)s – %(num)s alerts: %(headline)s",
        count,
        watch=watch,
        headline=headline,
    )


def _quiet(desk: Desk, text: str) -> str:
    """Isolated where it could turn what stands around it; some mail programs show isolates as boxes."""
    base = desk.tongue.direction
    turns = base == "rtl" or any(_is_right_to_left(char) for char in text)
    return isolated(text) if turns else text


def _is_right_to_left(char: str) -> bool:
    return not char.isascii() and direction("", char) == "rtl"
