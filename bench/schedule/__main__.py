"""`python -m bench.schedule`: a month of visits to 300 invented sources on a virtual clock; see docs/benchmarks.md."""

from datetime import timedelta
from typing import Annotated

import typer
from rich.console import Console

from bench.schedule.breakages import broken, false_alarms
from bench.schedule.histories import START, histories
from bench.schedule.polling import fixed, with_rhythm
from bench.schedule.report import alarm_lines, breakage_table, polling_table

MONTH = 30
BEFORE = 60  # days of history that feeds still offer at the first visit
HALF_HOUR = timedelta(minutes=30)
HEALTH_DAYS = 110
YEAR = 365


def main(
    share: Annotated[float, typer.Option(min=0.01, max=1.0, help="Part of the sources, for a quick look.")] = 1.0,
    years: Annotated[float, typer.Option(min=0.01, max=1.0, help="Part of the sources watched for a year.")] = 0.3,
    others: Annotated[
        bool, typer.Option(help="Seasons, closed weeks, other weekends, new hours: not what it was developed on.")
    ] = False,
    seed: Annotated[int, typer.Option(help="Chooses other months of the same kind.")] = 8,
) -> None:
    """Compare the learned rhythm with polling every 30 minutes, and inject breakages. About fifteen minutes.

    Example: python -m bench.schedule --share 0.1 --years 0.05
    """
    console = Console()
    sources = histories(START - timedelta(days=BEFORE), BEFORE + MONTH, seed, share, others=others)
    end = START + timedelta(days=MONTH)
    console.print(f"{len(sources)} sources, {MONTH} days")
    outcomes = {
        "every 30 minutes": fixed(sources, START, end, HALF_HOUR),
        "rhythm, as many requests": with_rhythm(sources, START, end, 48.0 * len(sources)),
        "rhythm, a third of them": with_rhythm(sources, START, end, 16.0 * len(sources)),
        "rhythm, the default": with_rhythm(sources, START, end, 24.0 * len(sources)),
    }
    console.print(polling_table(outcomes))
    longer = histories(START - timedelta(days=BEFORE), BEFORE + HEALTH_DAYS, seed, share, others=others)
    console.print(breakage_table(list(broken(longer, START, HEALTH_DAYS))))
    longest = histories(START - timedelta(days=BEFORE), BEFORE + YEAR, seed, years, others=others)
    for line in alarm_lines(false_alarms(longest, START, YEAR), YEAR):
        console.print(line)


if __name__ == "__main__":
    typer.run(main)
