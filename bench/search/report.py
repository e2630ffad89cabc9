"""What was measured, as tables."""

from statistics import median, quantiles

import typer

from bench.search.measure import Figures

# To reach at a million items.
LONGEST_SEARCH, LONGEST_BACK_TEST = 0.05, 5.0


def print_report(figures: Figures) -> None:
    """Sizes, searches, the same ones asked of MongoDB, and back-tests."""
    _print_sizes(figures)
    _print_searches(figures)
    if figures.peers:
        _print_peers(figures)
    typer.echo(f"\nback-test of a year, at most {LONGEST_BACK_TEST:.0f} s")
    typer.echo(f"{'':<36}{'found':>9}{'candidates':>12}{'s':>8}{'processor s':>13}")
    for tried in figures.back_tests:
        numbers = f"{tried.found:>9,}{tried.looked_at:>12,}{tried.taken:>8.2f}{tried.processor:>13.2f}"
        typer.echo(f"{tried.query[:35]:<36}{numbers}")


def _print_sizes(figures: Figures) -> None:
    built, sizes = figures.built, figures.sizes
    typer.echo(f"{built.items:,} items: {sizes.items / 1e6:,.0f} MB, stored in {built.filled:.0f} s")
    typer.echo(f"index: {sizes.index / 1e6:,.0f} MB, built with the rows in {built.indexed:.0f} s")
    typer.echo(f"rows for back-tests: {sizes.rows / 1e6:,.0f} MB")
    if sizes.peer:
        typer.echo(f"MongoDB's text index: {sizes.peer / 1e6:,.0f} MB, built in {built.peer:.0f} s")


def _print_searches(figures: Figures) -> None:
    typer.echo(f"\nnewest 20, ms; p95 at most {LONGEST_SEARCH * 1e3:.0f}")
    typer.echo(f"{'':<18}{'p50':>8}{'p95':>8}{'max':>8}{'processor p95':>15}")
    for kind, found in figures.searches.items():
        times = f"{median(found) * 1e3:>8.1f}{_p95(found) * 1e3:>8.1f}{max(found) * 1e3:>8.1f}"
        typer.echo(f"{kind:<18}{times}{_p95(figures.processor[kind]) * 1e3:>15.1f}")


def _print_peers(figures: Figures) -> None:
    typer.echo("\nMongoDB's text index, the newest 20 of the same queries, ms")
    typer.echo(f"{'':<18}{'p50':>10}{'max':>10}{'times ours':>12}")
    for kind, found in figures.peers.items():
        ratio = median(found) / median(figures.searches[kind][: len(found)])
        typer.echo(f"{kind:<18}{median(found) * 1e3:>10.1f}{max(found) * 1e3:>10.1f}{ratio:>12.1f}")


def _p95(found: list[float]) -> float:
    return quantiles(found, n=20)[-1]
