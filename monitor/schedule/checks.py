"""What the monitor needs, looked at one by one. Nothing is changed, but that an embedded database is started."""

import asyncio
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from monitor.alerts.mail_addresses import sender
from monitor.alerts.mail_server import MailDirectory, read_mail_server
from monitor.errors import DatabaseUnavailable, UsageError
from monitor.schedule import disk
from monitor.schedule.notifying import recipients
from monitor.settings import Environment
from monitor.sources.catalogue import load_catalogue
from monitor.store.store import Store

LITTLE_SPACE = 2_000_000_000
CLOCKS_DIFFER = timedelta(seconds=30)
# Nothing here is older than this program.
EARLIEST_YEAR = 2025
PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: well, worth a note, or to be mended."""

    about: str
    state: Literal["well", "note", "ill"]
    words: str


async def examine(environment: Environment, now: datetime, *, connect: bool) -> list[Finding]:
    """Everything, in the order in which to mend it. `connect` also asks mail server and Redis."""
    findings = [*_home(environment.home), *_contact(environment), *_sources(environment)]
    findings += await _database(environment, now)
    findings += await _mail(environment, connect)
    return [*findings, *await _redis(environment, connect)]


def _home(home: Path) -> Iterable[Finding]:
    existing = next(folder for folder in (home, *home.parents) if folder.exists())
    if not os.access(existing, os.W_OK):
        yield Finding("home", "ill", f"{existing} cannot be written. MONITOR_HOME says where data is kept.")
        return
    yield Finding("home", "well", f"{home} can be written.")
    free, full = disk.free_bytes(home), disk.trouble(home)
    words = f"{free / 1e9:.1f} GB are free in {existing}"
    if full:
        yield Finding("disk", "ill", full)
    elif free < LITTLE_SPACE:
        yield Finding("disk", "note", f"{words}; a year of 300 sources takes about 10 GB.")
    else:
        yield Finding("disk", "well", f"{words}.")


def _contact(environment: Environment) -> Iterable[Finding]:
    if environment.contact:
        yield Finding("contact", "well", f"sites see {environment.contact} in the user agent.")
    else:
        yield Finding("contact", "note", "MONITOR_CONTACT is not set: sites cannot write to you before they block you.")


def _sources(environment: Environment) -> Iterable[Finding]:
    catalogue = load_catalogue(environment)
    broken = [problem for problem in catalogue.problems if not problem.warning]
    active = sum(source.active for source in catalogue.sources)
    if broken:
        words = f"{len(broken)} problems, the first: {broken[0]}. `monitor sources check` lists them."
        yield Finding("sources", "ill", words)
    elif not active:
        yield Finding("sources", "ill", "there is none. `monitor sources new https://site.example/` adds one.")
    else:
        yield Finding("sources", "well", f"{active} are watched.")


async def _database(environment: Environment, now: datetime) -> list[Finding]:
    try:
        store = await Store.open(environment)
    except DatabaseUnavailable as error:
        return [Finding("database", "ill", str(error))]
    try:
        version, there = await store.server()
        notices = len(await store.notices.untold())
    except DatabaseUnavailable as error:
        return [Finding("database", "ill", str(error))]
    finally:
        await store.close()
    kind = "MONITOR_MONGO_URI" if environment.mongo_uri else "the embedded one"
    found = [Finding("database", "well", f"MongoDB {version} answers ({kind})."), _clock(now, there)]
    if notices and not environment.operators:
        words = f"{notices} changes wait, and nobody hears of them: MONITOR_OPERATORS is not set."
        found.append(Finding("health notices", "note", words))
    return found


def _clock(now: datetime, there: datetime) -> Finding:
    if now.year < EARLIEST_YEAR:
        return Finding("clock", "ill", f"it says {now:%Y-%m-%d}; set it, and let it be kept by NTP.")
    apart = abs(now - there)
    if apart > CLOCKS_DIFFER:
        return Finding(
            "clock", "ill", f"it is {apart.total_seconds():.0f} s away from that of MongoDB; set both by NTP."
        )
    return Finding("clock", "well", f"{now:%Y-%m-%d %H:%M} UTC, as in MongoDB.")


async def _mail(environment: Environment, connect: bool) -> list[Finding]:
    if not environment.smtp_url:
        return [Finding("mail", "note", "MONITOR_SMTP_URL is not set: alerts are shown on the review pages only.")]
    try:
        place = read_mail_server(environment.smtp_url)
        recipients(environment)
    except UsageError as error:
        return [Finding("mail", "ill", str(error))]
    if isinstance(place, MailDirectory):
        return [Finding("mail", "note", f"mails become files in {place.path}.")]
    if sender(environment.mail_from) is None:
        return [
            Finding("mail", "ill", "MONITOR_MAIL_FROM does not name a sender such as Monitor <monitor@site.example>.")
        ]
    if connect and (trouble := await _unreachable(place.host, place.port)):
        return [Finding("mail", "ill", f"{place.shown} {trouble}.")]
    return [Finding("mail", "well", f"{place.shown} {'answers' if connect else 'is set'}.")]


async def _redis(environment: Environment, connect: bool) -> list[Finding]:
    """Only for a cluster; without one there is nothing to say."""
    if not environment.redis_url:
        return []
    if not environment.mongo_uri:
        return [Finding("cluster", "ill", "MONITOR_MONGO_URI is not set: machines cannot share the embedded database.")]
    try:
        parts = urlsplit(environment.redis_url)
        host, port = parts.hostname or "localhost", parts.port or 6379
    except ValueError:
        return [Finding("cluster", "ill", "MONITOR_REDIS_URL is no address; write redis://host:6379/0.")]
    if connect and (trouble := await _unreachable(host, port)):
        return [Finding("cluster", "ill", f"Redis at {host}:{port} {trouble}.")]
    return [Finding("cluster", "well", f"Redis at {host}:{port} {'answers' if connect else 'is set'}.")]


async def _unreachable(host: str, port: int) -> str:
    """Why nobody can be reached there; "" where somebody can."""
    try:
        async with asyncio.timeout(PATIENCE):
            _, writer = await asyncio.open_connection(host, port)
    except TimeoutError:
        return f"does not answer within {PATIENCE:.0f} s"
    except (OSError, ValueError) as error:
        return f"cannot be reached: {getattr(error, 'strerror', None) or error}"
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    return ""
