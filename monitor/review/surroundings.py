"""What is set in the environment, for an administrator to look at; of secrets only that they are set."""

from urllib.parse import urlsplit

from monitor.errors import DatabaseUnavailable
from monitor.review.visit import House
from monitor.review.words import gettext as _
from monitor.settings import VERSION, Environment


async def surroundings(house: House) -> list[tuple[str, str]]:
    """Names and values, the version first."""
    return [("version", VERSION), ("mongodb", await _server(house)), *_variables(house.environment)]


async def _server(house: House) -> str:
    try:
        version, _clock = await house.store.server()
    except DatabaseUnavailable:
        return _("away")
    return version


def _variables(environment: Environment) -> list[tuple[str, str]]:
    places = {
        "MONITOR_HOME": str(environment.home),
        "MONITOR_MONGO_URI": _host(environment.mongo_uri) or _("our own server"),
        "MONITOR_MONGO_DB": environment.mongo_db,
        "MONITOR_REDIS_URL": _host(environment.redis_url),
        "MONITOR_SOURCES": " ".join(map(str, environment.source_paths)),
        "MONITOR_BUNDLED_SOURCES": _("yes") if environment.bundled_sources else _("no"),
        "MONITOR_ALLOW_NETWORKS": " ".join(map(str, environment.allow_networks)),
        "MONITOR_CONTACT": environment.contact,
        "MONITOR_WATCHES": " ".join(map(str, environment.watch_paths)),
        "MONITOR_SMTP_URL": _host(environment.smtp_url),
        "MONITOR_MAIL_FROM": environment.mail_from,
        "MONITOR_OPERATORS": " ".join(environment.operators),
        "MONITOR_BASE_URL": environment.base_url,
        "MONITOR_SECRET_KEY_FILE": str(environment.secret_key_file or _("in the home")),
    }
    return [(name, value or _("not set")) for name, value in places.items()]


def _host(address: str) -> str:
    """The host of an address that may hold a password, and nothing else of it.

    >>> _host("smtps://desk:a%40b@mail.section.example:465/?x=y"), _host(""), _host("mongodb://u:p@[::1")
    ('mail.section.example:465', '', 'set')
    """
    try:
        return urlsplit(address).netloc.rpartition("@")[2]
    except ValueError:
        return "set"
