"""The part that says how the system fares: a page for people, /healthz for watchdogs, /metrics for Prometheus."""

import asyncio
import html
import json
import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from monitor.errors import MonitorError
from monitor.schedule import disk
from monitor.schedule.limits import memory_of
from monitor.schedule.part import Fact, Work, read_facts
from monitor.store.spool import Spool, spool_directory

logger = logging.getLogger(__name__)

LONGEST_REQUEST = 8_192
# Seconds that a visitor has for a request, and to take the answer.
PATIENCE = 5.0
SECONDS = 10.0
# A part that has said nothing for so long is not well, whatever its process does.
SILENT_SECONDS = 300.0
# What parts tell each other, or what stands elsewhere on the page.
INNER = frozenset({"at", "trouble", "pid", "process"})
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>monitor: {state}</title>
<meta http-equiv="refresh" content="10"><style>body{{font:1rem/1.5 system-ui;max-width:50rem;margin:2rem auto;
padding:0 1rem}}table{{border-collapse:collapse;width:100%}}td,th{{text-align:left;padding:.2rem .8rem .2rem 0;
border-bottom:1px solid #ddd;vertical-align:top}}</style></head><body><h1>{state}</h1>{troubles}
<table><tr><th>part</th><th>process</th><th>restarts</th>
<th>memory, shared included</th><th>says</th></tr>{rows}</table></body></html>"""


@dataclass(frozen=True, slots=True)
class PartStatus:
    """One part as it is now.

    `trouble` is "" while it is well. `hindrance` is what keeps a part that is well from its work, in sentences:
    a mail server that is away, a watch file that cannot be read. To start the part again would not help.
    """

    name: str
    pid: int
    deaths: int
    memory: int
    facts: Mapping[str, Fact]
    trouble: str = ""

    @property
    def hindrance(self) -> str:
        """What the part says is in its way; "" if nothing is."""
        return str(self.facts.get("trouble", ""))


def status_of(work: Work, now: datetime) -> list[PartStatus]:
    """All parts of the home, by what they and the supervisor have said."""
    told = read_facts(work.environment.home, "supervisor")
    names = [name.removesuffix(".pid") for name in told if name.endswith(".pid")]
    return [_part(work, name, told, now) for name in names]


def _part(work: Work, name: str, told: Mapping[str, Fact], now: datetime) -> PartStatus:
    facts = read_facts(work.environment.home, name)
    pid, deaths = int(told.get(f"{name}.pid", 0)), int(told.get(f"{name}.deaths", 0))
    return PartStatus(name, pid, deaths, memory_of(pid) if pid else 0, facts, _trouble(pid, facts, now))


def _trouble(pid: int, facts: Mapping[str, Fact], now: datetime) -> str:
    if not pid:
        return "is being started again"
    if facts.get("database") == 0:
        return "waits for the database"
    said = facts.get("at")
    if isinstance(said, str) and "database" in facts:
        silent = (now - datetime.fromisoformat(said)).total_seconds()
        if silent > SILENT_SECONDS:
            return f"has said nothing for {silent:.0f} s"
    return ""


def metrics(parts: list[PartStatus], home: Path) -> bytes:
    """What Prometheus reads: whether parts run, their memory and deaths, and every number that they say."""
    registry = CollectorRegistry()
    up = Gauge("monitor_part_up", "1 while a part runs and is well", ["part"], registry=registry)
    hindered = Gauge("monitor_part_hindered", "1 while something is in a part's way", ["part"], registry=registry)
    memory = Gauge(
        "monitor_part_memory_bytes",
        "memory of a part and its children, what all parts share included",
        ["part"],
        registry=registry,
    )
    deaths = Counter("monitor_part_deaths", "how often a part has died", ["part"], registry=registry)
    spooled = Gauge("monitor_spooled_items", "items that wait on the disk", registry=registry)
    spooled.set(Spool(spool_directory(home)).pending())
    Gauge("monitor_disk_free_bytes", "what is free at the home", registry=registry).set(disk.free_bytes(home))
    for part in parts:
        up.labels(part.name).set(not part.trouble)
        hindered.labels(part.name).set(bool(part.hindrance))
        memory.labels(part.name).set(part.memory)
        deaths.labels(part.name).inc(part.deaths)
        for name, value in part.facts.items():
            if isinstance(value, int | float):
                _say(registry, f"monitor_{part.name}_{name}", value)
    return generate_latest(registry)


def _say(registry: CollectorRegistry, name: str, value: float) -> None:
    """One number of a part; what ends in _total only grows until the part starts anew."""
    if name.endswith("_total"):
        Counter(name, "as the part says, since it started", registry=registry).inc(value)
    else:
        Gauge(name, "as the part says", registry=registry).set(value)


def page(parts: list[PartStatus], full: str) -> bytes:
    """The status page; `full` is the trouble with the disk."""
    troubles = [f"{part.name} {part.trouble}" for part in parts if part.trouble] + [full] * bool(full)
    hindrances = [f"{part.name}: {part.hindrance}" for part in parts if part.hindrance]
    said = "".join(f"<p>{html.escape(words)}</p>" for words in troubles + hindrances)
    return PAGE.format(
        state=_headline(parts, troubles, hindrances), troubles=said, rows="".join(map(_row, parts))
    ).encode()


def _headline(parts: list[PartStatus], troubles: list[str], hindrances: list[str]) -> str:
    if troubles or not parts:
        return "Something is not well"
    return "All parts run, but something outside is in their way" if hindrances else "All parts are well"


def _row(part: PartStatus) -> str:
    said = {name: value for name, value in part.facts.items() if name not in INNER and value != ""}
    facts = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in said.items())
    cells = (part.name, str(part.pid or "–"), str(part.deaths), f"{part.memory / 1e6:.0f} MB", facts)
    return f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in cells)}</tr>"


def healthz(parts: list[PartStatus], full: str) -> tuple[int, bytes]:
    """200 while all parts are well and the disk has room, else 503, and what is not.

    What hinders parts from outside is told with 200: a watchdog that starts them again would not mend it.
    """
    hindered = {part.name: part.hindrance for part in parts if part.hindrance}
    troubled = {part.name: part.trouble for part in parts if part.trouble} | ({"disk": full} if full else {})
    body = {"well": bool(parts) and not troubled, "troubles": troubled, "hindered": hindered}
    return (200 if body["well"] else 503), json.dumps(body).encode()


async def run(work: Work) -> None:
    """Serves until told to stop; raises `MonitorError` where the address is taken."""
    host, port = work.options.get("status_host", "127.0.0.1"), int(work.options.get("status_port", "8001"))
    try:
        server = await asyncio.start_server(lambda reader, writer: _serve(work, reader, writer), host, port)
    except OSError as error:
        why = os.strerror(error.errno or 0)
        raise MonitorError(f"The status page cannot be served at {host}:{port}: {why}; see --status-port.") from error
    logger.info("The status page is at http://%s:%d", host, server.sockets[0].getsockname()[1])
    async with server:
        while not await work.rest(SECONDS):
            work.say(pid=os.getpid())


async def _serve(work: Work, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        line = await _request(reader)
        if line:
            writer.write(answer(work, line, datetime.now(UTC)))
            with suppress(TimeoutError, OSError):  # the visitor went away
                await asyncio.wait_for(writer.drain(), PATIENCE)
    finally:
        writer.close()


async def _request(reader: asyncio.StreamReader) -> str:
    """The first line of a request; "" from a visitor who says nothing, goes away, or never ends a line."""
    try:
        async with asyncio.timeout(PATIENCE):
            line = (await reader.readline())[:LONGEST_REQUEST]
            while (await reader.readline()).strip():
                pass
    except (TimeoutError, OSError, ValueError):
        return ""
    return line.decode("latin-1")


def answer(work: Work, line: str, now: datetime) -> bytes:
    """The whole answer to a request, by its first line."""
    path = (line.split() or ["", ""])[1:2]
    parts, home = status_of(work, now), work.environment.home
    if path == ["/"]:
        return _http(200, "text/html; charset=utf-8", page(parts, disk.trouble(home)))
    if path == ["/healthz"]:
        code, body = healthz(parts, disk.trouble(home))
        return _http(code, "application/json", body)
    if path == ["/metrics"]:
        return _http(200, "text/plain; version=0.0.4", metrics(parts, home))
    return _http(404, "text/plain", b"There are /, /healthz and /metrics.\n")


def _http(code: int, kind: str, body: bytes) -> bytes:
    words = {200: "OK", 404: "Not Found", 503: "Service Unavailable"}[code]
    head = f"HTTP/1.1 {code} {words}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n"
    safe = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nContent-Security-Policy: default-src 'none'; "
    return f"{head}{safe}style-src 'unsafe-inline'\r\n\r\n".encode() + body
