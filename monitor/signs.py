"""What one visit to a source showed of its health and its rhythm, as values. Nothing here judges."""

from dataclasses import dataclass, field
from datetime import datetime

# More than a visit to a busy source brings; a hostile one gains nothing by offering more.
MOST_MOMENTS = 200
MOST_LENGTHS = 200
MOST_ENTRIES = 50


@dataclass(slots=True)
class EntrySign:
    """How one entry answered. `cause` is "" where it was read; `links` is how many it offered.

    `unchanged` means a 304, or links that were all known. `moved_to` is where permanent redirects
    (301 and 308 only) led, "" where it stayed.
    """

    url: str
    links: int = 0
    cause: str = ""
    unchanged: bool = False
    moved_to: str = ""


@dataclass(slots=True)
class Signs:
    """The evidence of one visit.

    `moments` are when its new items were published, as well as that is known; `undated` counts new
    items without a date, `lengths` holds the length of new texts in characters. `pages` counts
    articles that were asked for, `losses` those that gave nothing, by reason. `home_fresh` is how
    many links on the home page are neither known nor were there `home_days` ago, while all was well;
    None: not looked. `home_doubted` says that it was looked at because of a silence.
    """

    at: datetime | None = None
    entries: list[EntrySign] = field(default_factory=list)
    first: bool = False
    interrupted: bool = False
    new: int = 0
    undated: int = 0
    moments: list[datetime] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    pages: int = 0
    losses: dict[str, int] = field(default_factory=dict)
    home_fresh: int | None = None
    home_days: float = 0.0
    home_doubted: bool = False
    home_cause: str = ""

    def note_entry(self, sign: EntrySign) -> None:
        """Adds an entry's answer."""
        if len(self.entries) < MOST_ENTRIES:
            self.entries.append(sign)

    def note_item(self, published: datetime | None, day_known: bool, length: int) -> None:
        """Adds a new item: its moment where it is known, else None."""
        self.new += 1
        self.undated += not day_known
        if published is not None and len(self.moments) < MOST_MOMENTS:
            self.moments.append(published)
        if len(self.lengths) < MOST_LENGTHS:
            self.lengths.append(length)
