"""What outlets are called in mails: the titles of their sources."""

from functools import lru_cache

from monitor.alerts.pieces import TitleOf
from monitor.settings import Environment
from monitor.sources.catalogue import load_catalogue


def titles(environment: Environment) -> TitleOf:
    """Gives the title of a source by its name; the name itself where the catalogue does not know it."""
    return lambda name: _titles(environment).get(name) or name


@lru_cache(maxsize=4)
def _titles(environment: Environment) -> dict[str, str]:
    return {source.name: source.title for source in load_catalogue(environment).sources}
