"""The words of the pages in the reader's language."""

from contextvars import ContextVar
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parent / "locale"
DEFAULT = "en"
_current: ContextVar[str] = ContextVar("language", default=DEFAULT)


def N_(text: str) -> str:  # noqa: N802
    """Marks a text for translation where it stands; `_` translates it where it is shown."""
    return text


def speak(language: str) -> None:
    """Sets the language of the pages for the request at hand."""
    _current.set(language if language in languages() else DEFAULT)


def language() -> str:
    """The language of the request at hand."""
    return _current.get()


@lru_cache(4_096)
def direction(language: str) -> str:
    """ "rtl" for languages written from right to left.

    >>> direction("ar"), direction("fa-AF"), direction("ur_PK"), direction("en"), direction("no such")
    ('rtl', 'rtl', 'rtl', 'ltr', 'ltr')
    """
    try:
        return str(Locale.parse(language.replace("-", "_"), sep="_").text_direction.replace("right-to-left", "rtl"))
    except (ValueError, UnknownLocaleError):
        return "ltr"


@cache
def languages() -> tuple[str, ...]:
    """The languages that the pages speak."""
    return (DEFAULT, *sorted(path.parent.parent.name for path in CATALOGUES.glob("*/LC_MESSAGES/messages.po")))


@cache
def _translations(language: str) -> NullTranslations:
    if language == DEFAULT:
        return NullTranslations()
    return _read(CATALOGUES / language / "LC_MESSAGES" / "messages.po", language)


def _read(path: Path, language: str) -> GNUTranslations:
    from io import BytesIO

    # Compiled at the first need: a few hundred texts take some milliseconds, and no build step can be forgotten.
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def gettext(text: str, **values: object) -> str:
    """The text in the language of the request, with the values in their places."""
    translated = _translations(language()).gettext(text) if text else ""
    return translated % values if values else translated


def ngettext(one: str, many: str, number: int) -> str:
    """The text that fits a number."""
    return _translations(language()).ngettext(one, many, number)


def pgettext(context: str, text: str) -> str:
    """The text as it is used in a context."""
    return _translations(language()).pgettext(context, text)


def npgettext(context: str, one: str, many: str, number: int) -> str:
    """The text that fits a number, as it is used in a context."""
    return _translations(language()).npgettext(context, one, many, number)
