"""Templates: escaped by themselves, with the words of the reader's language and a few filters."""

from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from jinja2 import ChainableUndefined, Environment, PackageLoader
from jinja2.ext import Extension
from markupsafe import Markup

from monitor.review import safe, words
from monitor.review.choices import country_title, language_title
from monitor.review.moments import machine
from monitor.review.navigation import navigation
from monitor.review.source_states import source_state


def _make() -> Environment:
    made = Environment(
        loader=PackageLoader("monitor.review"),
        autoescape=True,
        # Documents of earlier versions lack fields of later ones; a page shows what there is.
        undefined=ChainableUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    _install_words(made)
    made.filters |= {"line": safe.line, "readable": safe.readable, "link": safe.link, "host": safe.host}
    made.filters |= {"bars": bars, "machine": machine, "source_state": source_state}
    made.filters |= {"language_title": language_title, "country_title": country_title}
    made.globals |= {"marked": safe.marked, "static": static, "written_in": written_in, "address": address}
    made.globals |= {"navigation": navigation}
    return made


def _install_words(made: Environment) -> None:
    translating: Extension = made.extensions["jinja2.ext.InternationalizationExtension"]
    install: Any = vars(made)["install_gettext_callables"]
    install(words.gettext, words.ngettext, newstyle=True, pgettext=words.pgettext, npgettext=words.npgettext)
    assert translating.environment is made


@lru_cache(4_096)
def bars(values: tuple[int, ...]) -> str:
    """The path of a small bar chart, four units a value and 24 high.

    >>> bars((0, 5, 10))
    'M6 23V12.0M10 23V2.0'
    """
    top = max(*values, 1)
    tall = (f"M{4 * at + 2} 23V{22 - 20 * value / top:.1f}" for at, value in enumerate(values) if value)
    return "".join(tall)


@cache
def static(name: str) -> str:
    """The address of a file of ours, which changes with what it holds."""
    content = files("monitor.review").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={blake2b(content, digest_size=6).hexdigest()}"


def written_in(language: str) -> Markup:
    """The attributes `lang` and `dir` of a text in this language; `auto` where it is not known.

    >>> written_in("ar"), written_in(""), written_in('"><script>')
    (Markup('lang="ar" dir="rtl"'), Markup('dir="auto"'), Markup('dir="auto"'))
    """
    if not language or not language.replace("-", "").isalnum() or not language.isascii() or len(language) > 35:
        return Markup('dir="auto"')
    return Markup('lang="{}" dir="{}"').format(language, words.direction(language))


def address(path: str, **parameters: object) -> str:
    """A path with parameters, those that are empty left out.

    >>> address("/alerts", watch="arms & trade", state="")
    '/alerts?watch=arms+%26+trade'
    """
    given = {name: value for name, value in parameters.items() if value not in ("", None, ())}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path


TEMPLATES = _make()
