"""Makes every source of the catalogue a spider by name, for `scrapy list` and `scrapy crawl NAME`."""

from functools import cached_property
from importlib import import_module
from typing import Self

from scrapy import Request
from scrapy.settings import BaseSettings

from monitor.errors import CatalogueError
from monitor.extract.urls import host
from monitor.settings import Environment
from monitor.sources.catalogue import Catalogue, load_catalogue
from monitor.sources.model import Source
from monitor.spiders.source import SourceSpider

# Within the class `list` is the method that Scrapy asks for.
Names = list[str]


class SourceLoader:
    """Scrapy's spider loader over the catalogue; see the SPIDER_LOADER_CLASS setting."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        return cls(settings["MONITOR_ENVIRONMENT"])

    @cached_property
    def _catalogue(self) -> Catalogue:
        """Read at the first question: a crawl of sources that are known already asks none."""
        return load_catalogue(self._environment)

    def load(self, spider_name: str) -> type[SourceSpider]:
        """The spider class of a source; raises KeyError, as Scrapy wants, with our sentence."""
        try:
            return spider_class(self._catalogue.get(spider_name))
        except CatalogueError as error:
            raise KeyError(str(error)) from error

    def list(self) -> Names:
        return [source.name for source in self._catalogue.sources]

    def find_by_request(self, request: Request) -> Names:
        wanted = host(request.url)
        return [source.name for source in self._catalogue.sources if host(source.home) == wanted]


def spider_class(source: Source) -> type[SourceSpider]:
    """A spider class of its own for one source: its file's code, or the ordinary one."""
    base = site_spider(source.spider) if source.spider else SourceSpider
    return type(source.name, (base,), {"name": source.name, "source": source})


def site_spider(module: str) -> type[SourceSpider]:
    """The `SiteSpider` class in `monitor.spiders.sites.<module>`; raises `CatalogueError`."""
    try:
        found = import_module(f"monitor.spiders.sites.{module}")
    except ImportError as error:
        raise CatalogueError(f"spider = {module!r}: there is no such file in monitor/spiders/sites.") from error
    spider: type[SourceSpider] = found.SiteSpider
    return spider
