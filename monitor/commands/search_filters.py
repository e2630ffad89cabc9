"""The options of `monitor search` as filters, and what they leave out."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from monitor.commands.item_query import moment
from monitor.commands.source_exchange import tell
from monitor.errors import UsageError
from monitor.search.results import Filters
from monitor.sources.durations import read_days
from monitor.sources.model import Source
from monitor.sources.problems import did_you_mean


def filters(
    since: str,
    until: str,
    source: str,
    group: str,
    language: str,
    watch: str,
    sources: Mapping[str, Source],
    now: datetime,
) -> Filters:
    """Raises `UsageError` for a time that is none, for no time at all, and for a group that is none."""
    start, end = _time("--since", since, now), _time("--until", until, now, whole_day=True)
    if start and end and start >= end:
        raise UsageError(f"--since {since} does not lie before --until {until}.")
    _check_names(sources, source, group)
    return Filters(start, end, source, group, language, watch)


def named(chosen: Filters) -> str:
    """The options in use, to be read in a sentence.

    >>> named(Filters(language="fr", watch="ferries")), named(Filters())
    ('--language and --watch', '')
    """
    used = [f"--{name}" for name in ("since", "until", "source", "group", "language", "watch") if getattr(chosen, name)]
    return " and ".join([", ".join(used[:-1]), used[-1]] if len(used) > 1 else used)


def _time(option: str, text: str, now: datetime, *, whole_day: bool = False) -> datetime | None:
    if not text or not text[0].isdigit() or text[-1] not in "smhd":
        return moment(option, text, whole_day=whole_day)
    try:
        return now - timedelta(days=read_days(text))
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{option} {text}: {error}") from error


def _check_names(sources: Mapping[str, Source], source: str, group: str) -> None:
    """A source may have left the catalogue while its items stay."""
    groups = {one.group for one in sources.values()}
    if group and group not in groups:
        raise UsageError(f"No group is called {group}{did_you_mean(group, sorted(groups), '.')}")
    if source and source not in sources:
        hint = did_you_mean(source, sorted(sources), "; items that it left are searched.")
        tell(f"The catalogue has no source {source}{hint}")
