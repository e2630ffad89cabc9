"""The text of a watch file, or a stored table, -> a Watch, or everything that is wrong with it.

The keys are those of docs/watches.md. Queries are taken as they stand here; `checking` reads them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from monitor.sources import values as shared
from monitor.sources.problems import Problem
from monitor.sources.tables import Reader, TableReading, Within
from monitor.watch import ANY_LANGUAGE, MAIL_LANGUAGES, Channel, Recipient, Rhythm, Watch
from monitor.watches import values
from monitor.watches.problems import BrokenWatchError
from monitor.watches.secrets import secret_in

RHYTHM_KEYS: dict[str, Reader] = {
    "cadence": shared.one_of(values.CADENCES),
    "at": values.read_clock,
    "weekday": shared.one_of(values.WEEKDAYS),
    "timezone": shared.read_timezone,
    "quiet": values.read_quiet,
    "most_per_hour": values.read_most_per_hour,
    "nothing_found": shared.read_flag,
}
RECIPIENT_KEYS: dict[str, Reader] = {
    "address": values.read_mail_address,
    **RHYTHM_KEYS,
    "muted_until": values.read_moment,
    "language": shared.one_of(MAIL_LANGUAGES),
}
CHANNEL_KEYS: dict[str, Reader] = {
    "kind": shared.one_of(values.CHANNEL_KINDS),
    "name": shared.read_name,
    "url": shared.read_address,
    "secret": values.read_secret,
    "secret_file": shared.read_text,
}
WATCH_KEYS: dict[str, Reader] = {
    "title": values.read_line,
    "query": values.read_query,
    "queries": values.read_queries,
    "owner": values.read_line,
    "recipients": values.read_mail_addresses,
    "sources": values.read_names,
    "groups": values.read_names,
    "every_outlet": shared.read_flag,
    "edits": shared.read_flag,
    "takedowns": shared.read_flag,
    "muted_until": values.read_moment,
    "paused": shared.read_flag,
}
TABLES = ("recipient", "channel")
MOST_RECIPIENTS = 500
_EXAMPLES = {
    "title": 'title = "Press freedom in Velmora"',
    "query": "query = '\"press freedom\" AND Velmora'",
    "address": 'address = "desk@example.org"',
    "kind": 'kind = "webhook" (or atom)',
    "url": 'url = "https://example.org/hook"',
    "secret": "secret = … with 16 characters or more, or secret_file = … with the name of a file that holds it",
}


def read_watch(text: str, name: str, path: Path | None = None) -> Watch:
    """The watch that a file states; raises `BrokenWatchError` with every problem found in it.

    Without a `path` the text did not come from this machine's disk, and may name no file of it.

    >>> watch = read_watch('title = "Ferries"\\nquery = "ferry OR ferries"', "ferries")
    >>> watch.title, dict(watch.queries)
    ('Ferries', {'*': 'ferry OR ferries'})
    """
    reading = _Reading(text, str(path) if path else f"{name}.toml", path)
    return reading.watch(reading.top(), name)


def read_table(table: object, name: str) -> Watch:
    """The watch in a table as `writing.to_table` makes it, such as a stored document; raises `BrokenWatchError`."""
    if not isinstance(table, Mapping):
        raise BrokenWatchError([Problem(name, "this is no table of a watch's keys and values")])
    return _Reading("", name, None).watch(dict(table), name)


class _Reading(TableReading):
    """One pass over one watch."""

    error = BrokenWatchError

    def __init__(self, text: str, file: str, path: Path | None) -> None:
        super().__init__(text, file)
        self.path = path

    def watch(self, table: dict[str, Any], name: str) -> Watch:
        self._file_name(name)
        listed = {key: self.tables(key, table.pop(key, [])) for key in TABLES}
        found = self.values(table, WATCH_KEYS, others=TABLES)
        recipients = [Recipient(address) for address in found.pop("recipients", ())]
        recipients += filter(None, (self._recipient(one, number) for number, one in _numbered(listed["recipient"])))
        channels = list(filter(None, (self._channel(one, number) for number, one in _numbered(listed["channel"]))))
        queries = self._queries(table, found)
        if "title" not in table or found.get("title") == "":
            self.report(f"title: missing; write {_EXAMPLES['title']}")
        self._require(recipients, channels)
        if self.problems:
            raise BrokenWatchError(self.problems)
        return Watch(name=name, queries=queries, recipients=tuple(recipients), channels=tuple(channels), **found)

    def _queries(self, table: Mapping[str, object], found: dict[str, Any]) -> dict[str, str]:
        """All queries by language, taken out of what was found."""
        both = "query" in table and "queries" in table
        if both:
            self.report('query: there is a table [queries] too; write this one into it, as "*" = …', "query")
        if "query" not in table and "queries" not in table:
            self.report(f"query: missing; write {_EXAMPLES['query']}, or a table [queries] by language")
        queries: dict[str, str] = found.pop("queries", {})
        query: str | None = found.pop("query", None)
        return {ANY_LANGUAGE: query} if query is not None and not both else queries

    def _recipient(self, table: dict[str, Any], number: int) -> Recipient | None:
        within = Within("recipient", number)
        found = self.values(table, RECIPIENT_KEYS, within=within)
        if "address" not in table:
            self.report(f"address: missing; write {_EXAMPLES['address']}", "", within)
        if "address" not in found:
            return None
        own = {key: found.pop(key) for key in ("address", "muted_until", "language") if key in found}
        return Recipient(rhythm=Rhythm(**found), **own)

    def _channel(self, table: dict[str, Any], number: int) -> Channel | None:
        within = Within("channel", number)
        found = self.values(table, CHANNEL_KEYS, within=within)
        self._secret(table, found, within)
        missing = [key for key in ("kind", "secret") if key not in table and key not in found]
        if found.get("kind") == "webhook" and "url" not in table:
            missing.append("url")
        for key in missing:
            if key != "secret" or "secret_file" not in table:
                self.report(f"{key}: missing; write {_EXAMPLES[key]}", "", within)
        if found.get("kind") == "atom" and "url" in table:
            self.report("url: a feed gets its address from the secret; leave the key out", "url", within)
        if not {"kind", "secret"} <= found.keys():
            return None
        return Channel(found["kind"], found.get("name", found["kind"]), found.get("url", ""), found["secret"])

    def _secret(self, table: Mapping[str, object], found: dict[str, Any], within: Within) -> None:
        """Puts the secret of a channel in place of the file that holds it."""
        file = found.pop("secret_file", None)
        if file is None:
            return
        try:
            if "secret" in table:
                raise ValueError("there is a secret too; keep one of the two")
            found["secret"] = secret_in(file, self.path)
        except ValueError as error:
            self.report(f"secret_file: {error}", "secret_file", within)

    def _file_name(self, name: str) -> None:
        try:
            shared.read_name(name)
        except ValueError as error:
            self.report(f"file name: {error}")

    def _require(self, recipients: list[Recipient], channels: list[Channel]) -> None:
        if len(recipients) > MOST_RECIPIENTS:
            self.report(
                f"recipients: {len(recipients)} are too many; write at most {MOST_RECIPIENTS}, or a list's address"
            )
        self._once("recipient", (recipient.address.casefold() for recipient in recipients))
        self._once("channel", (channel.name for channel in channels))

    def _once(self, key: str, names: Iterable[str]) -> None:
        for name, times in Counter(names).items():
            if times > 1:
                self.report(f"{key}: {name} stands there {times} times; keep one, or give each a name of its own")


def _numbered(tables: list[dict[str, Any]]) -> Iterable[tuple[int, dict[str, Any]]]:
    return enumerate(tables, start=1)
