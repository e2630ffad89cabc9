"""What a watch found, as an Atom feed with a secret address, for any feed reader."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as Xml

from monitor.alerts import links
from monitor.alerts.pieces import Desk, Piece, piece
from monitor.alerts.words import one_line
from monitor.settings import Environment
from monitor.store.announcements import Announcement
from monitor.store.store import Store
from monitor.watch import Channel, Watch

ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOST_ENTRIES = 100


async def feed(store: Store, desk: Desk, watch: Watch, channel: Channel) -> bytes:
    """The latest alerts of a watch as an Atom feed. Who may read it is asked before, see `links.is_feed_secret`."""
    alerts = await store.alerts.latest(watch.name, limit=MOST_ENTRIES)
    return feed_bytes(desk, watch, links.feed_address(desk.environment, watch, channel), alerts)


def feed_bytes(desk: Desk, watch: Watch, address: str, alerts: Sequence[Mapping[str, Any]]) -> bytes:
    """The feed with these alerts; one entry each, which keeps its id for ever."""
    Xml.register_namespace("", ATOM)
    root = Xml.Element(f"{{{ATOM}}}feed")
    _add(root, "title", one_line(watch.title or watch.name))
    _add(root, "id", f"urn:monitor:watch:{one_line(watch.name)}")
    _add(root, "updated", _moment(max((alert["updated_at"] for alert in alerts), default=None)))
    Xml.SubElement(root, f"{{{ATOM}}}link", {"rel": "self", "href": address})
    Xml.SubElement(root, f"{{{ATOM}}}link", {"href": links.watch_page(desk.environment, watch.name)})
    _add(Xml.SubElement(root, f"{{{ATOM}}}author"), "name", "Monitor")
    for alert in alerts:
        _entry(root, desk, alert)
    return bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(root: Xml.Element, desk: Desk, alert: Mapping[str, Any]) -> None:
    shown = piece(desk, alert, [Announcement("", "", "new", alert["made_at"])])
    entry = Xml.SubElement(root, f"{{{ATOM}}}entry")
    if shown.lang:
        entry.set(XML_LANG, shown.lang)
    _add(entry, "title", shown.title)
    _add(entry, "id", f"urn:monitor:alert:{shown.alert}")
    _add(entry, "updated", _moment(alert["updated_at"]))
    _add(entry, "published", _moment(alert["made_at"]))
    Xml.SubElement(entry, f"{{{ATOM}}}link", {"rel": "alternate", "href": shown.url or shown.review})
    Xml.SubElement(entry, f"{{{ATOM}}}link", {"rel": "related", "href": shown.review})
    _add(entry, "summary", _summary(shown))


def _summary(shown: Piece) -> str:
    lines = [" · ".join(shown.facts), *("".join(text for text, _ in one.runs) for one in shown.extracts), shown.others]
    return "\n".join(line for line in lines if line)


def _add(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, f"{{{ATOM}}}{name}").text = text


def _moment(moment: datetime | None) -> str:
    return (moment or datetime(1970, 1, 1, tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")


def atom_channels(watch: Watch) -> list[Channel]:
    """The feeds that a watch has."""
    return [one for one in watch.channels if one.kind == "atom"]


def feed_addresses(environment: Environment, watch: Watch) -> list[str]:
    """Where the feeds of a watch are read."""
    return [links.feed_address(environment, watch, one) for one in atom_channels(watch)]
