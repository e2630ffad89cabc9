"""`python -m bench.search`: searches and back-tests over a million items, next to MongoDB's text index."""

import asyncio
from statistics import median, quantiles
from typing import Annotated

import typer

from bench.search.measure import Figures, measure


def main(
    items: Annotated[int, typer.Option(min=1_000, help="A million takes an hour and 8 GB of disk.")] = 100_000,
    rounds: Annotated[int, typer.Option(min=5, help="Searches of each kind.")] = 60,
    peer: Annotated[bool, typer.Option(help="Ask MongoDB's text index too.")] = True,
) -> None:
    """Fills a database of its own with made-up texts, measures, and removes it."""
    print_report(asyncio.run(measure(items, rounds, peer=peer)))


def print_report(figures: Figures) -> None:
    """Figures as tables; to reach: 50 ms for 95 of 100 searches, 5 s for a back-test, at a million items."""
    typer.echo(f"{figures.items:,} items, stored in {figures.filled:.0f} s")
    typer.echo(f"index: {figures.built:.0f} s, {figures.bytes / 1e6:,.0f} MB")
    typer.echo("\nnewest 20, ms           p50     p95     max  processor p95")
    for kind, seconds in figures.searches.items():
        busy = quantiles(figures.processor[kind], n=20)[-1]
        last = quantiles(seconds, n=20)[-1]
        typer.echo(
            f"{kind:<18}{median(seconds) * 1e3:>9.1f}{last * 1e3:>8.1f}{max(seconds) * 1e3:>8.1f}{busy * 1e3:>15.1f}"
        )
    if figures.peers:
        typer.echo(f"\nMongoDB's text index, built in {figures.peer_built:.0f} s: newest 20, ms")
        for kind, seconds in figures.peers.items():
            typer.echo(f"{kind:<18}{median(seconds) * 1e3:>9.1f}{'':>8}{max(seconds) * 1e3:>8.1f}")
    typer.echo("\nback-test of a year     found  candidates       s  processor s")
    for query, found, looked_at, taken, busy in figures.back_tests:
        typer.echo(f"{query[:20]:<20}{found:>9,}{looked_at:>12,}{taken:>8.2f}{busy:>13.2f}")


if __name__ == "__main__":
    typer.run(main)
