"""The whole fictional web, made from its texts at start."""

from pathlib import Path

from monitor.demo.agency import demo_sites
from monitor.demo.documents import add_documents
from monitor.demo.drupal import add_drupal
from monitor.demo.oddities import add_french, add_headquarters, french_rows, headquarters_rows
from monitor.demo.ordinary import add_ordinary
from monitor.demo.texts import SiteText
from monitor.demo.web import Web
from monitor.demo.wordpress import add_wordpress

_SPECIAL = {"aurora_pt": add_wordpress, "aurora_ca": add_drupal, "documents_en": add_documents}


def demo_web() -> Web:
    """Every site of the demo, ready to be served."""
    web = Web()
    for key, site in demo_sites().items():
        _SPECIAL.get(key, _add)(web, site)
    return web


def _add(web: Web, site: SiteText) -> None:
    if site.key == "aurora_en":
        add_ordinary(web, site, headquarters_rows(site))
        add_headquarters(web, site)
    elif site.key == "aurora_fr":
        add_ordinary(web, site, french_rows(site))
        add_french(web, site)
    else:
        add_ordinary(web, site)


def demo_sources_dir() -> Path:
    """The directory of the demo's source files, <group>/<name>.toml as in any catalogue."""
    return Path(__file__).parent / "sources"
