"""What a feed says, whichever of its formats it is in."""

from dataclasses import dataclass, field

from monitor.items import Link

FULL_TEXT = 1_500  # characters of text; shorter content is a teaser as likely as not
SUMMARY = 2_000
TITLE = 500


@dataclass(slots=True)
class Feed:
    """What a feed says. `next_url` is its next page (RFC 5005), `hub` where it announces news, `unusable` the
    number of its items that name no address on the web."""

    title: str = ""
    language: str = ""
    links: list[Link] = field(default_factory=list)
    next_url: str | None = None
    hub: str = ""
    unusable: int = 0
