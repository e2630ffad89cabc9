"""Addresses that stand in mails: of pages, and signed ones by which a recipient stops or changes a watch."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from itsdangerous import BadData, URLSafeSerializer

from monitor.alerts.key import secret_key
from monitor.errors import UsageError
from monitor.settings import Environment
from monitor.watch import Channel, Watch

SALT = "monitor.alerts.stop"
# A line of a header has at most 998 characters (RFC 5322, 2.1.1), and an address cannot be broken over two.
LONGEST_LINK = 900


@dataclass(frozen=True, slots=True)
class Subscription:
    """Whose mails, about which watches, a signed link changes; those of a whole `delivery` where that is named."""

    address: str
    watches: tuple[str, ...]
    delivery: str = ""


def alert_page(environment: Environment, alert: str) -> str:
    """The review page of an alert."""
    return f"{environment.base_url}/alerts/{quote(alert, safe='')}"


def watch_page(environment: Environment, watch: str) -> str:
    """The review page that lists what a watch found."""
    return f"{environment.base_url}/alerts?watch={quote(watch, safe='')}"


def stop_link(environment: Environment, address: str, watches: Sequence[str], delivery: str = "") -> str:
    """The address at which a recipient stops watches or changes them, without a log-in; POST changes.

    Where it would be too long for a header it names the delivery that told of them.
    """
    link = _signed(environment, [address, *watches])
    return _signed(environment, {"to": address, "in": delivery}) if delivery and len(link) > LONGEST_LINK else link


def _signed(environment: Environment, what: object) -> str:
    token = _signer(environment).dumps(what)
    return f"{environment.base_url}/stop/{token if isinstance(token, str) else token.decode()}"


def read_stop(environment: Environment, token: str) -> Subscription:
    """What a link of `stop_link` is about, by the part after `/stop/`; raises `UsageError` for any other."""
    try:
        read = _signer(environment).loads(token)
    except (BadData, UnicodeError) as error:
        raise UsageError("This link is not one of ours, or is not complete. Copy it whole from the mail.") from error
    if isinstance(read, dict):
        return Subscription(str(read["to"]), (), str(read["in"]))
    address, *watches = (str(part) for part in read)
    return Subscription(address, tuple(watches))


def feed_secret(environment: Environment, watch: Watch, channel: Channel) -> str:
    """The part of a feed's address that only its readers know: the channel's own, or one made from the key."""
    if channel.secret:
        return channel.secret
    whole = f"feed\n{watch.name}\n{channel.name}".encode("utf-8", "replace")
    return hmac.new(secret_key(environment), whole, sha256).hexdigest()[:40]


def feed_address(environment: Environment, watch: Watch, channel: Channel) -> str:
    """Where a feed reader finds the feed of a watch; who knows it can read it."""
    secret = quote(feed_secret(environment, watch, channel), safe="")
    return f"{environment.base_url}/feeds/{quote(watch.name, safe='')}/{secret}.atom"


def is_feed_secret(environment: Environment, watch: Watch, given: str) -> bool:
    """Whether a secret opens a feed of the watch; the time it takes says nothing of how near it was."""
    found = False
    for one in watch.channels:
        if one.kind == "atom":
            known = feed_secret(environment, watch, one).encode("utf-8", "replace")
            found |= hmac.compare_digest(given.encode("utf-8", "replace"), known)
    return found


def _signer(environment: Environment) -> URLSafeSerializer:
    return URLSafeSerializer(secret_key(environment), salt=SALT, signer_kwargs={"digest_method": sha256})
