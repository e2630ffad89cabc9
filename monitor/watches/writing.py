"""A Watch -> a table of plain values, and the text of its file; both read back as the same Watch."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from typing import Any

from monitor.sources.toml_values import storable, toml_list, toml_text
from monitor.watch import ANY_LANGUAGE, MAIL_LANGUAGES, Channel, Recipient, Rhythm, Watch

FLAGS = ("every_outlet", "edits", "takedowns", "paused")
LEFT_OUT = "# secret: left out; `monitor watches export --secrets` writes it too"
_PLAIN = Rhythm()


def to_table(watch: Watch) -> dict[str, Any]:
    """The watch with the keys of a file and plain values; what stands at its default is left out.

    Moments stay moments, times of day become text. Secrets are in it: it is for storing, not for showing.
    """
    table: dict[str, Any] = {"title": watch.title, "queries": dict(watch.queries), "owner": watch.owner}
    table |= {"sources": list(watch.sources), "groups": list(watch.groups), "muted_until": watch.muted_until}
    table |= {flag: getattr(watch, flag) for flag in FLAGS}
    table["recipient"] = [_recipient(recipient) for recipient in watch.recipients]
    table["channel"] = [_channel(channel) for channel in watch.channels]
    return {key: value for key, value in table.items() if value}


def _recipient(recipient: Recipient) -> dict[str, Any]:
    rhythm = recipient.rhythm
    values = {
        name: getattr(rhythm, name) for name in Rhythm.__slots__ if getattr(rhythm, name) != getattr(_PLAIN, name)
    }
    if "at" in values:
        values["at"] = _clock(rhythm.at)
    if rhythm.quiet:
        values["quiet"] = "-".join(map(_clock, rhythm.quiet))
    if recipient.muted_until:
        values["muted_until"] = recipient.muted_until
    if recipient.language != MAIL_LANGUAGES[0]:
        values["language"] = recipient.language
    return {"address": recipient.address, **values}


def _channel(channel: Channel) -> dict[str, Any]:
    table = {"kind": channel.kind, "name": channel.name, "url": channel.url, "secret": channel.secret}
    return {key: value for key, value in table.items() if value and (key, value) != ("name", channel.kind)}


def _clock(at: time) -> str:
    return f"{at:%H:%M}"


def to_toml(watch: Watch, *, secrets: bool = False) -> str:
    """The file of a watch; without `secrets` a line says that they are left out.

    >>> watch = Watch("ferries", "Ferries", {"*": '"the ferry"'}, recipients=(Recipient("a@b.example"),))
    >>> print(to_toml(watch), end="")
    title = "Ferries"
    query = '"the ferry"'
    recipients = ["a@b.example"]
    """
    table = to_table(watch)
    recipients, channels = table.pop("recipient", []), table.pop("channel", [])
    queries: dict[str, str] = table.pop("queries")
    lines = [f"title = {toml_text(table.pop('title', ''))}"]
    if list(queries) == [ANY_LANGUAGE]:
        lines.append(f"query = {_query(queries.pop(ANY_LANGUAGE))}")
    if recipients and all(list(recipient) == ["address"] for recipient in recipients):
        table["recipients"] = [recipient["address"] for recipient in recipients]
        recipients = []
    lines += _pairs(table)
    if queries:
        lines += ["", "[queries]", *(f"{toml_text(code)} = {_query(query)}" for code, query in queries.items())]
    lines += [line for recipient in recipients for line in ("", "[[recipient]]", *_pairs(recipient))]
    lines += [line for channel in channels for line in ("", "[[channel]]", *_channel_lines(channel, secrets))]
    return "\n".join(lines) + "\n"


def _channel_lines(channel: Mapping[str, Any], secrets: bool) -> Iterator[str]:
    yield from _pairs({key: value for key, value in channel.items() if secrets or key != "secret"})
    if not secrets:
        yield LEFT_OUT


def _pairs(table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        yield f"{key} = {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, list):
        return toml_list(value)
    return str(value) if isinstance(value, int) else toml_text(value)


def _query(query: str) -> str:
    """In single quotes where it can be, so that the query's own quotation marks stand as they are."""
    text = storable(query)
    visible = all(character.isprintable() or character in " \t" for character in text)
    return f"'{text}'" if visible and "'" not in text else toml_text(text)
