"""The words of a mail in its reader's language: gettext catalogues, dates and names of languages."""

import gettext
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from monitor.watch import MAIL_LANGUAGES

CATALOGUES = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = MAIL_LANGUAGES[0]


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language in which mails are written, and how its readers write dates, in the reader's zone."""

    locale: Locale
    catalogue: gettext.NullTranslations
    zone: ZoneInfo

    @property
    def language(self) -> str:
        """As a tag for markup."""
        return str(self.locale).replace("_", "-")

    @property
    def direction(self) -> str:
        """ "ltr" or "rtl"."""
        return self.locale.text_direction

    def say(self, message: str, **values: object) -> str:
        """The message in this language, with `%(name)s` filled in."""
        return self.catalogue.gettext(message) % values

    def count(self, one: str, many: str, number: int, **values: object) -> str:
        """The same for a number of things, `%(num)s`."""
        shown = f"{number:,}" if self.locale.language == SOURCE_LANGUAGE else str(number)
        return self.catalogue.ngettext(one, many, number) % {"num": shown, **values}

    def moment(self, moment: datetime) -> str:
        """A moment to the minute, on the reader's clock."""
        return format_datetime(moment, "d MMMM y, HH:mm", tzinfo=self.zone, locale=self.locale)

    def published(self, facts: Mapping[str, Any]) -> str:
        """When an item was published, as exactly as is known, with how sure that is."""
        known = self._date(facts)
        if not known:
            return self.say("no date known")
        sure = {
            "high": self.say("date certain"),
            "medium": self.say("date likely"),
            "low": self.say("date uncertain"),
        }.get(str(facts.get("published_confidence") or ""), self.say("date uncertain"))
        return f"{known} ({sure})"

    def _date(self, facts: Mapping[str, Any]) -> str:
        moment, day, precision = facts.get("published"), facts.get("published_day"), facts.get("published_precision")
        if isinstance(moment, datetime) and precision in ("second", "minute"):
            aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            return self.moment(aware)
        try:
            known = date.fromisoformat(str(day))
        except ValueError:
            return self.moment(moment) if isinstance(moment, datetime) else ""
        if precision == "month":
            return format_skeleton("yMMMM", known, locale=self.locale)
        return format_date(known, "long", locale=self.locale)

    def name_of_language(self, tag: str) -> str:
        """What a language is called here; "" for an unknown one."""
        try:
            return str(Locale.parse(tag, sep="-").get_display_name(self.locale) or "")
        except (ValueError, UnknownLocaleError, TypeError):
            return ""


def tongue(language: str = SOURCE_LANGUAGE, zone: str = "UTC", catalogues: Path | None = None) -> Tongue:
    """The language of a mail; English where there is no catalogue of it."""
    return _tongue(language, zone, catalogues or CATALOGUES)


@lru_cache(maxsize=256)
def _tongue(language: str, zone: str, catalogues: Path) -> Tongue:
    file = catalogues / f"{language}.po"
    if not language.isalnum() or not file.is_file():
        return Tongue(Locale(SOURCE_LANGUAGE, "GB"), gettext.NullTranslations(), ZoneInfo(zone))
    return Tongue(Locale.parse(language), _compiled(file), ZoneInfo(zone))


def _compiled(file: Path) -> gettext.GNUTranslations:
    compiled = io.BytesIO()
    with file.open("rb") as text:
        write_mo(compiled, read_po(text))
    return gettext.GNUTranslations(io.BytesIO(compiled.getvalue()))
