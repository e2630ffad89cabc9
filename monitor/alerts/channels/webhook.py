"""Signed webhooks: what was found as JSON, to a public address, for a program of the team."""

import asyncio
import hmac
import json
import socket
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import httpx

from monitor.addresses import is_allowed
from monitor.alerts import links
from monitor.alerts.channels.answers import Answer, Verdict
from monitor.alerts.channels.parcel import Parcel, Prepared
from monitor.alerts.pieces import TitleOf
from monitor.settings import VERSION, Environment
from monitor.watch import Channel as WayOut

SECONDS = 20.0
# Nothing that a receiver answers is needed but its first words.
MOST_OF_AN_ANSWER = 2_000
# 408 took too long, 425 too early, 429 too many: the receiver asks for another try.
PASSING = frozenset({408, 425, 429})
# More come in the next request.
MOST_ALERTS = 100


class WebhookChannel:
    """Posts to the addresses of watches; each request is signed, and carries a key that tells repeats."""

    def __init__(self, environment: Environment, title_of: TitleOf, patience: float = SECONDS) -> None:
        self._environment = environment
        self._title_of = title_of
        self._patience = patience
        self._opened: httpx.AsyncClient | None = None

    def prepare(self, parcel: Parcel, known: Mapping[str, Any]) -> Prepared:
        """The JSON text."""
        watch = parcel.watches.get(parcel.address.watch)
        told = {
            "id": parcel.outstanding.delivery,
            "made_at": _plain(parcel.outstanding.planned_at),
            "watch": parcel.address.watch,
            "title": watch.title if watch else "",
            "alerts": list(_alerts(self._environment, self._title_of, parcel)),
        }
        # Lone surrogates, which some programs cannot read, are escaped and become U+FFFD there.
        body = json.dumps(told, ensure_ascii=True, sort_keys=True).encode()
        return Prepared(f"{len(told['alerts'])} alerts", parcel.outstanding.delivery, body)

    async def hand_over(self, parcel: Parcel, prepared: Prepared, now: datetime) -> Answer:
        """Posts it; a 2xx is an acceptance, whatever it says."""
        way = _way_out(parcel)
        if way is None or not way.secret:
            return Answer(Verdict.UNFIT, "The watch has no webhook of that name with a secret to sign with.")
        try:
            async with asyncio.timeout(self._patience * 2):
                place = await _guarded(way.url, self._environment)
                return await self._post(place, way.secret, prepared, now)
        except (_NotAllowed, httpx.InvalidURL) as error:
            return Answer(Verdict.UNFIT, str(error))
        except (httpx.HTTPError, OSError, TimeoutError, ValueError) as error:
            return Answer(Verdict.LATER, f"{type(error).__name__}: {error}"[:300])

    async def _post(self, place: "_Place", secret: str, prepared: Prepared, now: datetime) -> Answer:
        headers = {
            "Host": place.host_header,
            "Content-Type": "application/json",
            "User-Agent": f"monitor/{VERSION}",
            "Idempotency-Key": prepared.message_id,
            "Monitor-Signature": signature(secret, int(now.timestamp()), prepared.body),
        }
        extensions = {"sni_hostname": place.host}
        client = self._client()
        request = client.build_request("POST", place.url, content=prepared.body, headers=headers, extensions=extensions)
        response = await client.send(request, stream=True)
        try:
            words = f"{response.status_code} {await _beginning(response)}".strip()
        finally:
            await response.aclose()
        return Answer(_verdict(response.status_code), words)

    def _client(self) -> httpx.AsyncClient:
        """Made at the first need: it reads all the certificates of the world."""
        if self._opened is None:
            # Proxies and .netrc of the environment would lead around the guard, or give secrets away.
            self._opened = httpx.AsyncClient(timeout=self._patience, follow_redirects=False, trust_env=False)
        return self._opened

    async def close(self) -> None:
        """Ends the connections."""
        if self._opened is not None:
            await self._opened.aclose()


def signature(secret: str, moment: int, body: bytes) -> str:
    """The header by which a receiver knows that a request is ours, and of when: HMAC-SHA256 over moment, dot, body.

    >>> signature("s", 0, b"{}")[:14]
    't=0,v1=e79b1f6'
    """
    made = hmac.new(secret.encode("utf-8", "replace"), f"{moment}.".encode() + body, sha256).hexdigest()
    return f"t={moment},v1={made}"


def _verdict(status: int) -> Verdict:
    if 200 <= status < 300:
        return Verdict.ACCEPTED
    return Verdict.LATER if status >= 500 or status in PASSING else Verdict.NEVER


async def _beginning(response: httpx.Response) -> str:
    held = b""
    async for part in response.aiter_raw():
        held += part
        if len(held) >= MOST_OF_AN_ANSWER:
            break
    text = held[:MOST_OF_AN_ANSWER].decode("utf-8", "replace")
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:200]


class _NotAllowed(Exception):
    """The address leads where no request may go; the words say where."""


@dataclass(frozen=True, slots=True)
class _Place:
    """An address whose host was looked up: the connection goes to exactly the address that was checked."""

    url: httpx.URL
    host: str
    host_header: str


async def _guarded(url: str, environment: Environment) -> _Place:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        raise _NotAllowed(f"{url!r:.200} is no address of the web.")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]) for one in found]
    allowed = [one for one in addresses if "%" not in one and is_allowed(one, environment.allow_networks)]
    if not allowed:
        raise _NotAllowed(
            f"{parts.hostname} is not on the public internet. MONITOR_ALLOW_NETWORKS exempts networks of your own."
        )
    parsed = httpx.URL(url)
    return _Place(parsed.copy_with(host=allowed[0]), parts.hostname, parsed.netloc.decode("ascii"))


def _way_out(parcel: Parcel) -> WayOut | None:
    watch = parcel.watches.get(parcel.address.watch)
    ways: Sequence[WayOut] = watch.channels if watch else ()
    return next((one for one in ways if one.kind == "webhook" and one.name == parcel.address.address), None)


def _alerts(environment: Environment, title_of: TitleOf, parcel: Parcel) -> Iterator[dict[str, Any]]:
    for one in parcel.announcements:
        alert = parcel.alerts.get(one.alert)
        if alert is None:
            continue
        leading = alert.get("leading") or {}
        facts = {name: _plain(value) for name, value in leading.items() if name != "item"}
        yield {
            "id": one.alert,
            "kind": one.kind,
            "story": one.story,
            "item": one.item,
            "outlet": title_of(one.source),
            "outlets": [str(source) for source in alert.get("outlets") or []],
            "review": links.alert_page(environment, one.alert),
            **facts,
        }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value
