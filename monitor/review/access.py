"""Who may do what: every view is called through here, after session, role and token were checked."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from monitor.review.answers import wants
from monitor.review.cookies import VISITOR, give_visitor, session_name
from monitor.review.forms import Form, read_form
from monitor.review.problems import problem
from monitor.review.safe import line
from monitor.review.secret import hashed
from monitor.review.visit import NOBODY, House, Visit
from monitor.review.words import N_, speak
from monitor.store.users import Role, User

View = Callable[[Visit], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Route:
    """One address: who may use it (None: everybody) and what answers.

    `forms` are the other forms in which a list is given, at the same address with `.json` or `.atom`.
    `says` is one sentence for the description of the programming interface, `asks` the parameters that
    narrow a list, `gives` the media types of what is no page. A `signed` address proves by itself who
    asks: it needs no token, and its view reads what is sent.
    """

    path: str
    view: View
    role: Role | None
    says: str
    method: str = "GET"
    forms: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    signed: bool = False
    gives: tuple[str, ...] = ()
    # A long list has places to begin at.
    is_long: bool = False


def addresses(route: Route) -> list[str]:
    """Every address of a route: the page, and the other forms of its list."""
    base = route.path if route.path != "/" else "/alerts"
    return [route.path, *(f"{base}.{form}" for form in route.forms)]


def endpoint(route: Route, house: House) -> Endpoint:
    """The view behind its checks."""

    async def answer(request: Request) -> Response:
        visit = await _visit(request, house, reading=bool(route.forms))
        speak(visit.user.habits.language)
        refusal = await _refusal(visit, route)
        response = refusal or await route.view(visit)
        give_visitor(visit, response)
        return response

    answer.__name__ = route.view.__name__
    return answer


async def _visit(request: Request, house: House, *, reading: bool) -> Visit:
    visit = Visit(request, house, house.clock())
    secret = request.cookies.get(session_name(house.environment), "")
    if secret:
        visit.session = await house.store.sessions.find(hashed(secret), visit.now)
    if visit.session is not None:
        visit.user = _active(await house.store.users.get(visit.session.user))
    elif reading:
        visit.user = await _by_key(request, house)
    if not visit.user.active:
        visit.session = None
    visit.binding = visit.session.id if visit.session else request.cookies.get(VISITOR, "")
    return visit


def _active(user: User | None) -> User:
    return user if user is not None and user.active else NOBODY


async def _by_key(request: Request, house: House) -> User:
    """Whoever a reading key belongs to: feed readers have no cookies."""
    kind, _, key = request.headers.get("authorization", "").partition(" ")
    key = key if kind.lower() == "bearer" else request.query_params.get("key", "")
    if not key or not request.url.path.endswith((".json", ".atom")):
        return NOBODY
    return _active(await house.store.users.by_key(hashed(key)))


async def _refusal(visit: Visit, route: Route) -> Response | None:
    if route.role is not None and not visit.user.active:
        return _to_login(visit)
    if route.role is not None and not visit.user.may(route.role):
        return problem(visit, 403, N_("This needs another role"), N_("An administrator can give it to you."))
    if route.method == "GET" or route.signed:
        return None
    visit.form = await read_form(visit.request)
    return None if _came_from_us(visit, visit.form) else _foreign(visit)


def _came_from_us(visit: Visit, form: Form) -> bool:
    if visit.request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    token = visit.request.headers.get("x-token") or form.text("token", 100)
    return bool(visit.binding) and visit.house.tokens.fits(token, visit.binding)


def _foreign(visit: Visit) -> Response:
    return problem(
        visit,
        403,
        N_("This form is no longer valid"),
        N_("You may have logged in again since it was shown. Nothing was changed: go back, reload, try again."),
    )


def _to_login(visit: Visit) -> Response:
    if wants(visit.request) != "html":
        response = problem(visit, 401, N_("Please log in"), N_("Send a reading key, or log in with a browser."))
        response.headers["www-authenticate"] = "Bearer"
        return response
    if visit.is_partial:
        # The script leaves the page that it stands on, to which the log-in leads back.
        here = visit.request.headers.get("hx-current-url", "")
        return Response(status_code=401, headers={"hx-redirect": _login(here)})
    back = str(visit.request.url) if visit.request.method == "GET" else ""
    return RedirectResponse(_login(back), 303)


def _login(onward: str) -> str:
    """The address of the log-in, which leads on to a page of ours.

    >>> _login("http://127.0.0.1:8000/alerts?state=all"), _login("http://[::1")
    ('/login?next=/alerts%3Fstate%3Dall', '/login')
    """
    try:
        parts = urlsplit(onward)
    except ValueError:
        return "/login"
    path = line(f"{parts.path}?{parts.query}" if parts.query else parts.path, 2_000)
    return f"/login?next={quote(path)}" if path.strip("/") else "/login"
