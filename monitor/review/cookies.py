"""The two cookies: who is logged in, and which browser a log-in form was shown to."""

from datetime import timedelta

from starlette.responses import Response

from monitor.review.secret import new_secret
from monitor.review.visit import Visit
from monitor.settings import Environment
from monitor.store.sessions import LONGEST

VISITOR = "monitor_visitor"
_AN_HOUR = int(timedelta(hours=1).total_seconds())


def session_name(environment: Environment) -> str:
    """The name of the session's cookie; with https, one that no neighbouring site can set."""
    return "__Host-monitor" if _is_https(environment) else "monitor_session"


def give_session(response: Response, environment: Environment, secret: str) -> None:
    """Lets the browser keep a session."""
    _set(response, session_name(environment), secret, int(LONGEST.total_seconds()), environment)


def take_session(response: Response, environment: Environment) -> None:
    """Lets the browser forget its session."""
    response.delete_cookie(session_name(environment), secure=_is_https(environment), httponly=True, samesite="lax")


def visitor(visit: Visit) -> str:
    """What ties a form to a browser that is not logged in; made at the first need."""
    if not visit.binding:
        visit.binding = new_secret()
        visit.request.state.new_visitor = visit.binding
    return visit.binding


def give_visitor(visit: Visit, response: Response) -> None:
    """Sends the visitor's cookie when this visit made one."""
    made = getattr(visit.request.state, "new_visitor", "")
    if made and visit.session is None:
        _set(response, VISITOR, made, _AN_HOUR, visit.house.environment)


def _set(response: Response, name: str, value: str, seconds: int, environment: Environment) -> None:
    response.set_cookie(name, value, max_age=seconds, secure=_is_https(environment), httponly=True, samesite="lax")


def _is_https(environment: Environment) -> bool:
    return environment.base_url.startswith("https:")
