"""Pages for what went wrong, in calm words."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from monitor.review.answers import json, page, wants
from monitor.review.visit import House, Visit
from monitor.review.words import N_
from monitor.review.words import gettext as _

# Seconds after which the page of a database that is away looks again.
LOOK_AGAIN = 5


def problem(visit: Visit, status: int, title: str, advice: str) -> Response:
    """A page, or JSON, that says what went wrong and what to do."""
    if wants(visit.request) == "html":
        return page(visit, "problem.html", status, title=_(title), advice=_(advice), look_again=0)
    return json({"error": _(title), "advice": _(advice)}, status)


def missing(visit: Visit) -> Response:
    """The page of an address that leads nowhere."""
    return problem(visit, 404, N_("There is nothing here"), N_("The address is wrong, or what it led to is gone."))


def wrong(visit: Visit, advice: str, status: int = 400) -> Response:
    """The page of a question that cannot be understood."""
    return problem(visit, status, N_("That was not understood"), advice)


_WORDS = {
    404: (N_("There is nothing here"), N_("The address is wrong, or what it led to is gone.")),
    405: (N_("This address takes no such request"), N_("Go back and use the buttons of the page.")),
}


def refused(house: House, request: Request, error: HTTPException) -> Response:
    """The page of an address that no route has."""
    title, advice = _WORDS.get(error.status_code, (N_("That was not understood"), ""))
    return problem(Visit(request, house, house.clock()), error.status_code, title, advice)


def away(house: House, request: Request) -> Response:
    """The page while MongoDB is away; it looks again by itself."""
    visit = Visit(request, house, house.clock())
    title = N_("The database is away for a moment")
    changed = N_("This page looks again by itself every few seconds; nothing that was saved is lost.")
    unsure = N_("Your last change may not have been saved. Go back in a moment and look.")
    advice, look_again = (changed, LOOK_AGAIN) if request.method == "GET" else (unsure, 0)
    if wants(request) == "html":
        response = page(visit, "problem.html", 503, title=_(title), advice=_(advice), look_again=look_again)
    else:
        response = json({"error": _(title), "advice": _(advice)}, 503)
    response.headers["retry-after"] = str(LOOK_AGAIN)
    return response


def fault(house: House, request: Request) -> Response:
    """The page of a mistake of ours."""
    title, advice = (
        N_("Something went wrong here"),
        N_("It is our mistake, and it is in the log. Try again, or go back."),
    )
    return problem(Visit(request, house, house.clock()), 500, title, advice)
