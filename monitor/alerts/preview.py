"""What a mail of a watch looks like, without sending or changing anything."""

from datetime import datetime

from monitor.alerts.channels.atom import atom_channels, feed
from monitor.alerts.due import zone
from monitor.alerts.language import SOURCE_LANGUAGE, tongue
from monitor.alerts.letter import Letter, write_letter
from monitor.alerts.pieces import Desk
from monitor.alerts.titles import titles
from monitor.errors import UsageError
from monitor.settings import Environment
from monitor.store.announcements import Announcement
from monitor.store.store import Store
from monitor.watch import Rhythm, Watch

NOBODY = "somebody@example.org"


async def preview(
    store: Store, environment: Environment, watch: Watch, now: datetime, limit: int
) -> tuple[Desk, Letter] | None:
    """The mail that would tell its first recipient of the latest alerts of a watch; None where there are none."""
    alerts = await store.alerts.latest(watch.name, limit=limit)
    if not alerts:
        return None
    first = watch.recipients[0] if watch.recipients else None
    desk = desk_of(environment, first.rhythm if first else Rhythm(), first.language if first else SOURCE_LANGUAGE)
    told = [Announcement("", watch.name, "new", now, alert["id"], alert["story"]) for alert in alerts]
    address = first.address if first else NOBODY
    return desk, write_letter(desk, address, {watch.name: watch}, told, {alert["id"]: alert for alert in alerts})


def desk_of(environment: Environment, rhythm: Rhythm, language: str = SOURCE_LANGUAGE) -> Desk:
    """What mails to somebody of that rhythm and language are made with."""
    return Desk(environment, tongue(language, zone(rhythm).key), titles(environment))


async def first_feed(store: Store, environment: Environment, watch: Watch) -> bytes:
    """The Atom feed of a watch; raises `UsageError` where it has none."""
    channels = atom_channels(watch)
    if not channels:
        raise UsageError(f'{watch.name} has no feed. Give it one with [[channel]] kind = "atom", name = "feed".')
    return await feed(store, desk_of(environment, Rhythm()), watch, channels[0])
