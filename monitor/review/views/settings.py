"""Settings: how a person reads, the passphrase, reading keys and sessions; for administrators, what is set."""

from dataclasses import asdict, replace
from functools import cache
from typing import Literal
from zoneinfo import available_timezones

from babel import Locale
from starlette.responses import Response

from monitor.review import passphrases, words
from monitor.review.answers import go_to, page
from monitor.review.moments import locale, zone
from monitor.review.secret import hashed, new_secret
from monitor.review.surroundings import surroundings
from monitor.review.views.login import TRIES_OF_ACCOUNT, begin_session
from monitor.review.visit import Visit
from monitor.review.words import gettext as _

# Customs of writing dates that are offered beside that of the language.
CUSTOMS = ("en_GB", "en_US", "fr", "fr_CA", "es", "es_MX", "pt_BR", "de", "ar", "fa", "ru", "sw", "hi", "ja")


async def show(visit: Visit) -> Response:
    """The page."""
    return await _page(visit)


async def save(visit: Visit) -> Response:
    """Changes how a person reads, and what the person is called."""
    form, before = visit.form, visit.user.habits
    trouble = _trouble(visit)
    if trouble:
        return await _page(visit, 422, trouble=trouble)
    habits = replace(
        before,
        language=form.text("language", 20) or before.language,
        timezone=form.text("timezone", 60) or before.timezone,
        dates=form.text("dates", 20),
        direction=_direction(form.text("direction", 3)),
    )
    values = {"habits": asdict(habits), "title": form.text("title", 80), "mail": form.text("mail", 200)}
    await visit.store.users.change(visit.user.name, values)
    visit.house.shelf.forget()
    await visit.note("user.settings", visit.user.name, **asdict(habits))
    return go_to("/settings")


async def passphrase(visit: Visit) -> Response:
    """Sets another passphrase; every session of the person ends, and this browser gets a new one."""
    name = visit.user.name
    trouble = await _weak(visit)
    if trouble:
        return await _page(visit, 422, trouble=trouble)
    await visit.store.users.set_passphrase(name, await passphrases.hash_of(visit.form.raw("passphrase")))
    await visit.store.sessions.end_all(name)
    await visit.store.attempts.forget(f"passphrase:{name}")
    response = go_to("/settings")
    await begin_session(visit, visit.user, response)
    await visit.note("user.passphrase", name)
    return response


async def key(visit: Visit) -> Response:
    """Makes a reading key and shows it, once; or takes it back."""
    if visit.form.text("as") == "none":
        await visit.store.users.set_key(visit.user.name, "")
        await visit.note("user.key_taken_back", visit.user.name)
        return go_to("/settings")
    secret = new_secret()
    await visit.store.users.set_key(visit.user.name, hashed(secret))
    await visit.note("user.key", visit.user.name)
    return await _page(visit, key=secret)


async def sessions(visit: Visit) -> Response:
    """Logs the person out everywhere but here."""
    ended = await visit.store.sessions.end_all(visit.user.name, but=visit.session.id if visit.session else "")
    await visit.note("session.others_ended", visit.user.name, sessions=ended)
    return go_to("/settings")


def _trouble(visit: Visit) -> str:
    name, custom = visit.form.text("timezone", 60), visit.form.text("dates", 20)
    if name and zone(name).key != name:
        return _("There is no such time zone. Write one such as Africa/Nairobi.")
    if custom and str(locale(custom)) != custom:
        return _("There is no such custom of writing dates.")
    if visit.form.text("language", 20) not in {"", *words.languages()}:
        return _("The pages do not speak this language.")
    return ""


def _direction(text: str) -> Literal["", "ltr", "rtl"]:
    return "rtl" if text == "rtl" else "ltr" if text == "ltr" else ""


async def _weak(visit: Visit) -> str:
    """Why the passphrase is not changed, or ""."""
    form, name = visit.form, visit.user.name
    if await visit.store.attempts.count(f"passphrase:{name}", visit.now) > TRIES_OF_ACCOUNT:
        return _("Too many tries. Wait a quarter of an hour and try again.")
    if not await passphrases.fits(form.raw("current"), visit.user.passphrase):
        return _("The present passphrase is another one.")
    if form.raw("passphrase") != form.raw("again"):
        return _("The two are not the same.")
    weak = passphrases.weakness(form.raw("passphrase"), name)
    return _(weak) if weak else ""


async def _page(visit: Visit, status: int = 200, trouble: str = "", key: str = "") -> Response:
    is_administrator = visit.user.may("administrator")
    return page(
        visit,
        "settings.html",
        status,
        trouble=trouble,
        key=key,
        habits=visit.user.habits,
        zones=_zones(),
        languages=[(code, _title(code)) for code in words.languages()],
        customs=[(code, _title(code)) for code in CUSTOMS],
        sessions=await visit.store.sessions.of(visit.user.name, visit.now),
        surroundings=await surroundings(visit.house) if is_administrator else (),
    )


@cache
def _zones() -> tuple[str, ...]:
    return tuple(sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))


def _title(code: str) -> str:
    """What a language is called in itself."""
    return str(Locale.parse(code).display_name)
