"""Time zones as texts write them."""

import re
from datetime import UTC, datetime, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitor.extract.dates.found import offset
from monitor.items import Site

# Minutes east of Greenwich. Names that stand for several zones are read by country, or not at all.
_MINUTES = {
    "utc": 0, "gmt": 0, "z": 0, "ut": 0, "wet": 0, "west": 60, "cet": 60, "cest": 120, "mez": 60, "mesz": 120,
    "eet": 120, "eest": 180, "oez": 120, "oesz": 180, "msk": 180, "мск": 180, "trt": 180, "bst": 60,
    "est": -300, "edt": -240,
    "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480,
    "hst": -600, "adt": -180, "nst": -210, "ndt": -150, "brt": -180, "clt": -240, "cot": -300, "pet": -300,
    "wat": 60, "cat": 120, "sast": 120, "eat": 180, "pkt": 300, "npt": 345, "wib": 420, "wita": 480, "wit": 540,
    "ict": 420, "hkt": 480, "sgt": 480, "myt": 480, "pht": 480, "awst": 480, "kst": 540, "jst": 540,
    "acst": 570, "acdt": 630, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
}  # fmt: skip
_BY_COUNTRY = {
    ("ist", "IN"): 330, ("ist", "IE"): 60, ("ist", "IL"): 120, ("cst", "CN"): 480, ("cst", "TW"): 480,
    ("bst", "BD"): 360, ("pst", "PH"): 480, ("ast", "CA"): -240, ("ast", "SA"): 180, ("gst", "AE"): 240,
}  # fmt: skip
_SHARED = frozenset(name for name, _ in _BY_COUNTRY)
_PLACES = {"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles"}
_ZONE = re.compile(
    r"\s*\(?(?:(?P<name>[a-zа-я]{1,5})(?![^\W_]))?\s*(?:(?<![\d])(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?(?!\d))?"
)


@cache
def zone_named(name: str) -> tzinfo | None:
    """The zone of that IANA name; None for "" and for names that do not exist.

    >>> zone_named("Europe/Nowhere")
    """
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_after(text: str, site: Site) -> tzinfo | None:
    """The zone that follows a time of day in a folded text; None where none is written.

    >>> zone_after(" cest", Site()), zone_after(" +0530", Site()), zone_after(" | news", Site())
    (datetime.timezone(datetime.timedelta(seconds=7200)), datetime.timezone(datetime.timedelta(seconds=19800)), None)
    """
    match = _ZONE.match(text)
    if match is None:
        return None
    if match["sign"] and match["name"] in (None, "gmt", "utc", "z"):
        return offset(match["sign"], int(match["hours"]), int(match["minutes"] or 0))
    return abbreviated_zone(match["name"] or "", site)


def abbreviated_zone(name: str, site: Site) -> tzinfo | None:
    """The zone of a short name such as "cest"; None for unknown and ambiguous ones.

    >>> abbreviated_zone("cst", Site(timezone="Asia/Shanghai")), abbreviated_zone("ist", Site())
    (datetime.timezone(datetime.timedelta(seconds=28800)), None)
    """
    own = _own_zone(name, site.timezone) if name in _SHARED else None
    if own is not None:
        return own
    minutes = _BY_COUNTRY.get((name, site.country.upper()), _MINUTES.get(name))
    if minutes is not None:
        return offset("+" if minutes >= 0 else "-", *divmod(abs(minutes), 60)) if minutes else UTC
    return zone_named(_PLACES[name]) if name in _PLACES and site.country.upper() in ("US", "CA", "") else None


@cache
def _own_zone(name: str, timezone_name: str) -> tzinfo | None:
    """The offset that a site's own zone calls by that name, in winter or in summer; None where it has no such name."""
    zone = zone_named(timezone_name)
    moments = [datetime(2024, month, 1, tzinfo=zone) for month in (1, 7)] if zone else []
    gaps = [moment.utcoffset() for moment in moments if (moment.tzname() or "").lower() == name]
    return timezone(gaps[0]) if gaps and gaps[0] is not None else None


def in_zone(moment: datetime, site: Site) -> datetime:
    """The moment on the site's clock, in UTC where the site's zone is unknown."""
    return moment.astimezone(zone_named(site.timezone) or UTC)
