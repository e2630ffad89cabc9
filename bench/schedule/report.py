"""The tables of the measurement."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from rich.table import Table

from bench.schedule.breakages import Case, Told
from bench.schedule.polling import Outcome
from bench.schedule.world import BREAKAGES, LOUD, Site, kind_of


def polling_table(outcomes: Mapping[str, Outcome]) -> Table:
    """Requests and delays of each way of polling."""
    table = Table(box=None, title="From publication to detection, minutes", title_justify="left")
    for heading in ("", "requests", "median", "90 %", "mean", "median of the sources' medians"):
        table.add_column(heading, justify="left" if not heading else "right")
    for name, outcome in outcomes.items():
        delays = outcome.every_delay
        mean = sum(delays) / len(delays)
        sources = median(median(some) for some in outcome.delays.values() if some)
        values = (median(delays), delays[int(0.9 * len(delays))], mean, sources)
        table.add_row(name, f"{outcome.requests:,}", *(f"{value:.1f}" for value in values))
    return table


def breakage_table(cases: Sequence[Case]) -> Table:
    """How many breakages of each sort were named in time, and how long that took."""
    table = Table(box=None, title="Breakages named with the right cause", title_justify="left")
    for heading in ("breakage", "named", "in time", "of", "median hours", "longest hours"):
        table.add_column(heading, justify="left" if heading in {"breakage", "named"} else "right")
    for breakage in BREAKAGES:
        chosen = [case for case in cases if case.site.breakage == breakage]
        if chosen:
            table.add_row(breakage, kind_of(breakage), *_figures(chosen))
    table.add_section()
    table.add_row("all", "", *_figures(cases), style="bold")
    table.add_row("seen at the entry", "", *_figures([case for case in cases if case.site.breakage in LOUD]))
    table.add_row("seen at items only", "", *_figures([case for case in cases if case.site.breakage not in LOUD]))
    return table


def _figures(cases: Sequence[Case]) -> list[str]:
    hours = sorted(case.delay.total_seconds() / 3600 for case in cases if case.delay is not None)
    times = [f"{median(hours):.1f}", f"{hours[-1]:.1f}"] if hours else ["", ""]
    return [str(sum(case.is_in_time for case in cases)), str(len(cases)), *times]


def alarm_lines(watched: Iterable[tuple[Site, Sequence[Told], int]], days: int) -> list[str]:
    """How often health cried wolf."""
    everything = list(watched)
    alarms = [alarm for _, told, _ in everything for alarm in told]
    years = len(everything) * days / 365
    lines = [f"False alarms: {len(alarms)} in {years:.0f} source-years, {len(alarms) / years:.2f} a source and year."]
    kinds = {alarm.kind for alarm in alarms}
    counts = ", ".join(f"{kind} {sum(alarm.kind == kind for alarm in alarms)}" for kind in sorted(kinds))
    return [*lines, f"By cause: {counts}."] if counts else lines
