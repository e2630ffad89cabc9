"""Asks the pages over real HTTP, one request after the other, and notes what each took."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import httpx

from bench.review.build import Size, build
from bench.review.rooms import furnish
from monitor.matching.query import parse
from monitor.review.secret import hashed, new_secret
from monitor.review.server import PageServer, listen, system_clock
from monitor.search.search import Search
from monitor.settings import Environment
from monitor.store.pages import prepare_pages
from monitor.store.sessions import Session
from monitor.store.store import Store
from monitor.store.users import User

NAME = "bench"
LISTS = (
    "/alerts", "/alerts?order=ranked", "/alerts?state=all", "/alerts?state=not+relevant", "/alerts?watch=harbour",
    "/alerts?state=all&language=ja", "/alerts?state=closed&assignee=ada", "/alerts?state=all&source=source_200",
    "/alerts?state=all&tag=case-17", "/alerts?state=all&since=2026-01-01&until=2026-02-01", "/alerts.json?state=all",
    "/alerts?state=all&watch=wages&language=ru&assignee=ben", "/items", "/items?language=ar",
    "/items?source=source_250", "/items?show=unread", "/items.atom", "/views",
    "/sources", "/sources?state=broken", "/sources.json", "/sources/source_003", "/watches", "/watches/harbour",
    "/overview", "/overview?by=language&days=90", "/deliveries", "/deliveries?state=dead", "/deliveries?watch=wages",
    "/audit", "/audit?by=ada", "/audit?what=alert.note", "/quarantine", "/quarantine?source=source_003", "/users",
    "/settings", "/search?q=detention",
)  # fmt: skip
LATER_PAGES = 12


@dataclass
class Timing:
    """What requests of one kind took, in seconds, and the largest compressed answer in bytes."""

    name: str
    seconds: list[float] = field(default_factory=list)
    largest: int = 0


async def measure(home: Path, size: Size, rounds: int) -> list[Timing]:
    """A timing for each list, first and later pages together, and for judgements."""
    environment = Environment(home=home, mongo_db=f"pages_{size.items}_{size.alerts}", bundled_sources=False)
    store = await _filled(environment, size)
    try:
        async with _logged_in(store, environment) as client:
            timings = [await _list(client, path, rounds) for path in LISTS]
            looks = await _looking(client, rounds)
            return [*timings, *await _single(client, rounds), looks, await _judging(client, store, rounds)]
    finally:
        await store.close()


async def _filled(environment: Environment, size: Size) -> Store:
    store = await Store.open(environment)
    if await store.items.count() < size.items:
        await store.client.drop_database(environment.mongo_db)
        await build(store, size, datetime.now(UTC))
        await store.close()
        store = await Store.open(environment)
    if not await store.runs.of("source_000", 1):
        await furnish(store, environment.home, size, datetime.now(UTC))
    await prepare_pages(store)
    await _searchable(store)
    return store


async def _searchable(store: Store) -> None:
    """Builds the search index where it is missing, as `monitor up` would have."""
    search = Search(store, {})
    await search.find(parse("detention"), patience=None)
    await search.close()


@asynccontextmanager
async def _logged_in(store: Store, environment: Environment) -> AsyncIterator[httpx.AsyncClient]:
    await store.users.add(User(NAME, "administrator"))
    secret = new_secret()
    await store.sessions.begin(Session(hashed(secret), NAME, system_clock(), system_clock()))
    listening = listen("127.0.0.1", 0)
    server = PageServer(store, environment)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    headers = {"accept": "text/html", "accept-encoding": "gzip"}
    cookies = {"monitor_session": secret}
    async with httpx.AsyncClient(base_url=base, headers=headers, cookies=cookies, timeout=60) as client:
        try:
            yield client
        finally:
            server.end()
            await serving


async def _list(client: httpx.AsyncClient, path: str, rounds: int) -> Timing:
    timing, place = Timing(path), path
    for number in range(rounds):
        answer = await client.get(place)
        _note(timing, answer)
        place = _older(answer.text) if (number + 1) % LATER_PAGES else ""
        place = place or path
    return timing


async def _single(client: httpx.AsyncClient, rounds: int) -> list[Timing]:
    """The page of one alert, and that of one item, each of another one every time."""
    timings = []
    for path, pattern in (("/alerts", r"/alerts/(\w{24})"), ("/items", r"/items/(\w{24})")):
        timing = Timing(f"{path}/…")
        ids = list(dict.fromkeys(re.findall(pattern, (await client.get(f"{path}?state=all")).text)))
        for number in range(rounds):
            _note(timing, await client.get(f"{path}/{ids[number % len(ids)]}"))
        timings.append(timing)
    return timings


async def _looking(client: httpx.AsyncClient, rounds: int) -> Timing:
    """What an open list asks every few seconds: whether colleagues changed something."""
    timing = Timing("a look for changes")
    asked = {"seen": system_clock().isoformat(), "loaded": system_clock().isoformat()}
    for _ in range(rounds):
        _note(timing, await client.get("/alerts/changes", params=asked, headers={"hx-request": "true"}))
    return timing


async def _judging(client: httpx.AsyncClient, store: Store, rounds: int) -> Timing:
    """Judgements as the keys make them: each is a request that gets its row back."""
    timing = Timing("a judgement")
    page = (await client.get("/alerts")).text
    token = _found(r'name="token" value="([^"]+)"', page)
    for id_ in re.findall(r'data-alert="(\w{24})"', page)[:rounds]:
        for revision, state in enumerate(("relevant", "new"), start=await _revision(store, id_)):
            path = f"/alerts/{id_}/judge?revision={revision}"
            answer = await client.post(path, data={"token": token, "state": state}, headers={"hx-request": "true"})
            _note(timing, answer)
    return timing


async def _revision(store: Store, id_: str) -> int:
    alert = await store.triage.get(id_)
    return int(alert["revision"]) if alert else 0


def _note(timing: Timing, answer: httpx.Response) -> None:
    answer.raise_for_status()
    timing.seconds.append(float(_found(r"dur=([\d.]+)", answer.headers["server-timing"])) / 1000)
    timing.largest = max(timing.largest, answer.num_bytes_downloaded)


def _older(page: str) -> str:
    """The address of the page after this one, "" at the end."""
    written = _found(r'rel="next" href="([^"]+)"', page) or _json_place(page)
    return unescape(written)


def _json_place(page: str) -> str:
    """The same of a list as JSON."""
    return _found(r'"older":"([^"]+)"', page)


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""
