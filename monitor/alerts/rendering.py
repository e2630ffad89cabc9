"""A letter as text and as HTML, from one set of templates. Templates never come from users."""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment as Templates
from jinja2 import StrictUndefined, select_autoescape
from markupsafe import Markup

from monitor.alerts.language import Tongue
from monitor.alerts.letter import Letter
from monitor.alerts.styles import StyledLoader, for_screens

TEMPLATES = Path(__file__).parent / "templates"


def as_text(letter: Letter, tongue: Tongue) -> str:
    """The text part."""
    return _render("mail.txt", letter, tongue).strip("\n") + "\n"


def as_html(letter: Letter, tongue: Tongue) -> str:
    """The HTML part; nothing in it is to be fetched."""
    return _render("mail.html", letter, tongue)


def _render(name: str, letter: Letter, tongue: Tongue) -> str:
    return _templates(tongue).get_template(name).render(letter=letter, tongue=tongue)


@lru_cache(maxsize=16)
def _templates(tongue: Tongue) -> Templates:
    made = Templates(
        loader=StyledLoader(TEMPLATES),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    getattr(made, "install_gettext_translations")(tongue.catalogue, newstyle=True)  # noqa: B009 - added by the extension
    made.globals["count"] = tongue.count
    made.globals["style"] = Markup(for_screens(TEMPLATES))  # noqa: S704 - our own file
    return made
