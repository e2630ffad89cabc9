"""Logging in and out."""

from starlette.responses import Response

from monitor.review import passphrases
from monitor.review.answers import go_to, own_path, page
from monitor.review.cookies import give_session, take_session
from monitor.review.secret import hashed, new_secret
from monitor.review.visit import Visit
from monitor.review.words import gettext as _
from monitor.store.sessions import Session
from monitor.store.users import User

# Within a quarter of an hour: more than a person mistypes, far fewer than a machine needs.
TRIES_OF_ACCOUNT = 10
TRIES_OF_ADDRESS = 50
LONGEST_NAME = 100


async def show(visit: Visit) -> Response:
    """The form; whoever is logged in goes on."""
    onward = own_path(visit.asked("next", 2_000))
    return go_to(onward) if visit.session else _form(visit, onward)


async def enter(visit: Visit) -> Response:
    """Logs in, or says that name and passphrase do not fit, which of them it was being nobody's business."""
    name, onward = visit.form.text("name", LONGEST_NAME), own_path(visit.form.text("next", 2_000))
    if await _too_often(visit, name):
        return _form(visit, onward, name, _("Too many tries. Wait a quarter of an hour and try again."), 429)
    user = await visit.store.users.get(name)
    stored = user.passphrase if user and user.active else ""
    if not await passphrases.fits(visit.form.raw("passphrase"), stored) or user is None:
        return _form(visit, onward, name, _("Name and passphrase do not fit."), 401)
    await visit.store.attempts.forget(_account(name))
    response = go_to(onward)
    await begin_session(visit, user, response)
    return response


async def leave(visit: Visit) -> Response:
    """Ends the session, here and in the database."""
    if visit.session is not None:
        await visit.store.sessions.end(visit.session.id)
        await visit.note("session.ended", visit.user.name)
    response = go_to("/login")
    take_session(response, visit.house.environment)
    return response


async def begin_session(visit: Visit, user: User, response: Response) -> None:
    """Logs a person in, in a session that nobody could know beforehand."""
    secret = new_secret()
    agent = visit.request.headers.get("user-agent", "")
    await visit.store.sessions.begin(Session(hashed(secret), user.name, visit.now, visit.now, agent))
    visit.session, visit.user = Session(hashed(secret), user.name, visit.now, visit.now), user
    await visit.note("session.begun", user.name)
    give_session(response, visit.house.environment, secret)


async def _too_often(visit: Visit, name: str) -> bool:
    of_account = await visit.store.attempts.count(_account(name), visit.now)
    of_address = await visit.store.attempts.count(f"address:{visit.address}", visit.now)
    return of_account > TRIES_OF_ACCOUNT or of_address > TRIES_OF_ADDRESS


def _account(name: str) -> str:
    return f"account:{name.casefold()}"


def _form(visit: Visit, onward: str, name: str = "", trouble: str = "", status: int = 200) -> Response:
    return page(visit, "login.html", status, onward=onward, name=name, trouble=trouble)
