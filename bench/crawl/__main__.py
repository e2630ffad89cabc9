"""`python -m bench.crawl`: the monitor, Scrapy, Scrapy + Trafilatura and news-please crawl the same local web."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bench.crawl.contestants import CONTESTANTS
from bench.crawl.nginx import serve, site_addresses
from bench.crawl.reading import Reading
from bench.crawl.report import as_json, print_report
from bench.crawl.rounds import run_rounds
from bench.crawl.web import write_web
from bench.crawl.workshop import Workshop

Only = Annotated[list[str] | None, typer.Option(help=f"Run only these: {', '.join(CONTESTANTS)}.")]


def main(
    rounds: Annotated[int, typer.Option(min=1, help="How often each contestant runs.")] = 5,
    sites: Annotated[int, typer.Option(min=1, max=200, help="How many sites the local web has.")] = 20,
    articles: Annotated[int, typer.Option(min=2, help="How many articles each site has.")] = 100,
    concurrency: Annotated[int, typer.Option(min=1, help="Requests at a time to one site, for all.")] = 4,
    only: Only = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    folder: Annotated[Path, typer.Option(help="Where the web, logs and environments are kept.")] = Path(".bench"),
) -> None:
    """Measures CPU a page, pages a second and peak memory, side by side; the default takes about ten minutes."""
    if unknown := set(only or ()) - CONTESTANTS.keys():
        raise typer.BadParameter(f"{', '.join(sorted(unknown))}; choose from {', '.join(CONTESTANTS)}")
    names = [name for name in CONTESTANTS if name in (only or CONTESTANTS)]
    notes = Console(stderr=True, highlight=False)
    web = write_web(folder.absolute() / "web", site_addresses(sites), articles, concurrency, _written(notes))
    with serve(web, folder.absolute() / "nginx") as log:
        readings = _measure(Workshop(folder.absolute(), web, log, concurrency), names, rounds, notes)
    if json:
        sys.stdout.write(as_json(readings) + "\n")
    else:
        print_report(Console(highlight=False, width=None if sys.stdout.isatty() else 120), readings)


def _written(notes: Console) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        notes.print(f"wrote site {done} of {total}")

    return tell


def _measure(shop: Workshop, names: list[str], rounds: int, notes: Console) -> list[Reading]:
    total = rounds * len(names)

    with notes.status("") as status:

        def told(name: str, number: int, readings: list[Reading]) -> None:
            status.update(f"turn {number + 1} of {total}: {name}")
            for reading in readings:
                notes.print(f"turn {number + 1} of {total}: {_line(reading)}", markup=False)

        return run_rounds(shop, names, rounds, told)


def _line(reading: Reading) -> str:
    if reading.fault:
        return f"{reading.contestant}: {reading.fault}"
    return (
        f"{reading.contestant}: {reading.cpu_ms_per_page:.2f} ms/page, {reading.pages_per_second:.0f} pages/s, "
        f"{reading.memory_mb:.0f} MB, {reading.traffic.requests} requests"
    )


if __name__ == "__main__":
    typer.run(main)
