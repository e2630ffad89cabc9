"""Users: who may open the pages, in which role; an administrator adds, changes and lets out."""

from functools import partial

from starlette.responses import Response

from monitor.errors import MonitorError
from monitor.review import safe
from monitor.review.answers import go_to, page
from monitor.review.atom import FeedEntry
from monitor.review.lists import other_form
from monitor.review.people import LINK_LASTS, add_person, open_link
from monitor.review.problems import missing, wrong
from monitor.review.visit import Visit
from monitor.review.words import N_
from monitor.review.words import gettext as _
from monitor.store.users import ROLES, Role, User

YOURSELF = N_("This is yourself. Ask another administrator, so that nobody locks everybody out.")


async def show(visit: Visit) -> Response:
    """Everybody."""
    people = await visit.store.users.all()
    return other_form(visit, _("Users"), people, _as_json, partial(_as_entry, visit)) or await _page(visit)


async def add(visit: Visit) -> Response:
    """Adds a person and shows the one-time link, once."""
    form, role = visit.form, _role(visit)
    if role is None:
        return wrong(visit, N_("There is no such role."))
    name = form.text("name", 80)
    try:
        link = await add_person(visit.store, name, role, form.text("mail", 200), visit.user.name, visit.now)
    except MonitorError as error:
        return await _page(visit, 422, trouble=str(error))
    visit.house.shelf.forget()
    return await _page(visit, link=link, of=name)


async def link(visit: Visit) -> Response:
    """Shows another one-time link, at which a person chooses a passphrase; the one before ends."""
    user = await _named(visit)
    if user is None:
        return missing(visit)
    return await _page(visit, link=await open_link(visit.store, user.name, visit.user.name, visit.now), of=user.name)


async def change(visit: Visit) -> Response:
    """Gives a person another role, which ends the person's sessions."""
    user, role = await _named(visit), _role(visit)
    if user is None:
        return missing(visit)
    if role is None or user.name == visit.user.name:
        return wrong(visit, YOURSELF if role else N_("There is no such role."), 422)
    if role != user.role:
        await visit.store.users.change(user.name, {"role": role})
        await _end_sessions(visit, user)
        await visit.note("user.role", user.name, role=role, before=user.role)
    return go_to("/users")


async def let(visit: Visit) -> Response:
    """Closes an account, which ends its sessions and its reading key, or opens it again."""
    user = await _named(visit)
    if user is None:
        return missing(visit)
    if user.name == visit.user.name:
        return wrong(visit, YOURSELF, 422)
    active = visit.form.text("as") == "active"
    await visit.store.users.change(user.name, {"active": active})
    if not active:
        await visit.store.users.set_key(user.name, "")
        await _end_sessions(visit, user)
    await visit.note("user.opened" if active else "user.closed", user.name)
    return go_to("/users")


async def _end_sessions(visit: Visit, user: User) -> None:
    await visit.store.sessions.end_all(user.name)
    visit.house.shelf.forget()


async def _named(visit: Visit) -> User | None:
    return await visit.store.users.get(visit.request.path_params["name"])


def _role(visit: Visit) -> Role | None:
    return next((role for role in ROLES if role == visit.form.text("role", 40)), None)


async def _page(visit: Visit, status: int = 200, link: str = "", of: str = "", trouble: str = "") -> Response:
    address = f"{visit.house.environment.base_url}{link}" if link else ""
    shown = {"link": address, "of": of, "trouble": trouble, "days": LINK_LASTS.days, "roles": ROLES}
    return page(visit, "users.html", status, people=await visit.store.users.all(), **shown)


def _as_entry(visit: Visit, user: User) -> FeedEntry:
    """A person in a feed."""
    path = f"/users#u-{user.name}"
    return FeedEntry(path, f"{user.name}: {user.role}", path, user.made_at or visit.now, safe.line(user.title))


def _as_json(user: User) -> dict[str, object]:
    facts = {"name": user.name, "title": user.title, "role": user.role, "mail": user.mail}
    return {**facts, "active": user.active, "has_passphrase": bool(user.passphrase)}
