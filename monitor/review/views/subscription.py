"""What recipients do without a log-in, by the signed links of their mails; and the secret feeds of watches."""

from starlette.responses import Response

from monitor.alerts import links
from monitor.alerts.channels.atom import feed
from monitor.alerts.language import tongue
from monitor.alerts.pieces import Desk
from monitor.alerts.subscriptions import WANTED, change, wishes
from monitor.errors import UsageError
from monitor.review.answers import page
from monitor.review.atom import ATOM
from monitor.review.problems import missing
from monitor.review.visit import Visit
from monitor.watches.problems import BrokenWatchError

# RFC 8058: what a mail program sends when its reader clicks "unsubscribe".
ONE_CLICK = ("List-Unsubscribe", "One-Click")


async def show(visit: Visit) -> Response:
    """What the link can change; nothing is changed by looking."""
    return await _page(visit, "")


async def act(visit: Visit) -> Response:
    """Does what was asked for; again changes nothing."""
    is_one_click = visit.form.text(ONE_CLICK[0]) == ONE_CLICK[1]
    wanted = "stop" if is_one_click else visit.form.text("wanted", 20)
    try:
        found = await change(visit.store, visit.house.environment, _token(visit), wanted, visit.now)
    except UsageError:
        return missing(visit)
    await visit.note("subscription.changed", ", ".join(found.watches), wanted=wanted)
    return await _page(visit, wanted)


async def read_feed(visit: Visit) -> Response:
    """The feed of a watch, for whoever knows its address."""
    names = visit.request.path_params
    try:
        stored = await visit.store.watches.load(names["watch"])
    except BrokenWatchError:
        stored = None
    if stored is None or not links.is_feed_secret(visit.house.environment, stored.watch, names["secret"]):
        return missing(visit)
    desk = Desk(visit.house.environment, tongue("en"), lambda name: visit.house.shelf.titles().get(name, name))
    channel = next(one for one in stored.watch.channels if one.kind == "atom")
    return Response(await feed(visit.store, desk, stored.watch, channel), media_type=ATOM)


async def _page(visit: Visit, done: str) -> Response:
    try:
        asked = await wishes(visit.store, visit.house.environment, _token(visit))
        subscription = links.read_stop(visit.house.environment, _token(visit))
    except UsageError:
        return missing(visit)
    return page(visit, "subscription.html", wishes=asked, address_of=subscription.address, wanted=WANTED, done=done)


def _token(visit: Visit) -> str:
    token: str = visit.request.path_params["link"]
    return token
