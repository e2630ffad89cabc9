"""Where the links of mails lead: a recipient stops, pauses or slows a watch without a log-in."""

from collections.abc import Mapping

from starlette.responses import Response

from monitor.alerts import subscriptions
from monitor.alerts.links import read_stop
from monitor.errors import UsageError
from monitor.review.answers import go_to, page
from monitor.review.forms import read_form
from monitor.review.problems import problem
from monitor.review.visit import Visit
from monitor.review.words import N_
from monitor.store.mailboxes import Wish

# The mail programs' own one click (RFC 8058) says no more than that it was made.
ONE_CLICK = "stop"
URLENCODED = "application/x-www-form-urlencoded"
LONGEST = 10_000


async def show(visit: Visit) -> Response:
    """What the link is about, with buttons; looking changes nothing, since mail programs look by themselves."""
    try:
        return await _page(visit, await subscriptions.wishes(visit.store, visit.house.environment, _link(visit)))
    except UsageError as error:
        return _foreign(visit, error)


async def change(visit: Visit) -> Response:
    """Does what was asked for, as often as it is asked."""
    wanted = await _wanted(visit)
    try:
        done = await subscriptions.change(
            visit.store, visit.house.environment, _link(visit), wanted or ONE_CLICK, visit.now
        )
    except UsageError as error:
        return _foreign(visit, error)
    for watch in done.watches:
        await visit.note("subscription.changed", watch, wanted=wanted or ONE_CLICK, recipient=done.address)
    return go_to(visit.request.url.path) if wanted else await show(visit)


async def _wanted(visit: Visit) -> str:
    """Which button was pressed; "" for the one click of a mail program, which may come as multipart."""
    kind = visit.request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in {URLENCODED, ""}:
        return (await read_form(visit.request)).text("wanted", 20)
    length = 0
    async for piece in visit.request.stream():
        length += len(piece)
        if length > LONGEST:
            break
    return ""


async def _page(visit: Visit, wishes: Mapping[str, Wish]) -> Response:
    about = read_stop(visit.house.environment, _link(visit))
    titles = {one.watch.name: one.watch.title for one in (await visit.store.watches.all()).watches}
    rows = [(titles.get(name) or name, wish) for name, wish in wishes.items()]
    return page(visit, "stop.html", recipient=about.address, rows=rows)


def _link(visit: Visit) -> str:
    link: str = visit.request.path_params["link"]
    return link


def _foreign(visit: Visit, error: UsageError) -> Response:
    return problem(visit, 404, N_("This link is not complete"), str(error))
