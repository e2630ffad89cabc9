"""The catalogue of sources, read again when its files may have changed."""

from collections.abc import Callable
from time import monotonic

from monitor.settings import Environment
from monitor.sources.catalogue import Catalogue, load_catalogue

SECONDS = 30.0


def fresh_catalogue(environment: Environment) -> Callable[[], Catalogue]:
    """Gives the catalogue, at most half a minute old."""
    held: list[tuple[float, Catalogue]] = []

    def catalogue() -> Catalogue:
        if not held or monotonic() - held[0][0] > SECONDS:
            held[:] = [(monotonic(), load_catalogue(environment))]
        return held[0][1]

    return catalogue
