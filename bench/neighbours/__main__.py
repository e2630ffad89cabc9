"""`python -m bench.neighbours`: what one hostile source costs the others that are crawled beside it.

Needs nginx. A round is a crawl of all sites, with a neighbour that behaves or with a hostile one, in turn.
"""

import tempfile
from pathlib import Path
from statistics import median
from typing import Annotated

import typer

from bench.crawl.nginx import serve, site_addresses
from bench.crawl.web import write_web
from bench.neighbours.hostile import BENIGN, KINDS
from bench.neighbours.rounds import Street, pages_a_second
from monitor.store import embedded

MOST_SLOWER = 0.05


def main(
    sites: Annotated[int, typer.Option(min=1, max=100, help="Sites besides the neighbour.")] = 12,
    articles: Annotated[int, typer.Option(min=1, help="Articles of each.")] = 20,
    delay: Annotated[float, typer.Option(min=0.0, help="Seconds between two requests to one site.")] = 0.5,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds of each sort of neighbour.")] = 3,
    only: Annotated[list[str] | None, typer.Option(help=f"Only these: {', '.join(KINDS)}.")] = None,
) -> None:
    """Measure the others' pages a second beside each sort of hostile source, against a neighbour that behaves.

    Example: python -m bench.neighbours --rounds 1 --only "slow drip"
    """
    with tempfile.TemporaryDirectory(prefix="monitor-street-") as name:
        folder = Path(name)
        web = write_web(folder / "web", site_addresses(sites + 1), articles, 4, lambda done, of: None)
        uri = embedded.start(folder)
        try:
            with serve(web, folder / "nginx"):
                street = Street(folder, web, uri, delay)
                for kind in only or KINDS:
                    report(kind, [pair(street, kind) for _ in range(rounds)])
        finally:
            embedded.stop(folder)


def pair(street: Street, kind: str) -> tuple[float, float]:
    """Pages a second of the others beside a neighbour that behaves, and right after beside a hostile one."""
    return pages_a_second(street, BENIGN), pages_a_second(street, kind)


def report(kind: str, pairs: list[tuple[float, float]]) -> None:
    """One line: the median of the ratios, and each of them."""
    ratios = [hostile / benign for benign, hostile in pairs]
    speed = median(benign for benign, _ in pairs)
    verdict = "" if median(ratios) >= 1 - MOST_SLOWER else "  (missed)"
    each = " ".join(f"{ratio:.3f}" for ratio in ratios)
    typer.echo(f"{kind:16} {median(ratios):.3f} of {speed:.1f} pages/s{verdict}   {each}")


if __name__ == "__main__":
    typer.run(main)
