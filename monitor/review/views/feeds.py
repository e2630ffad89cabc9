"""The feed of a watch at its secret address, for feed readers that cannot log in."""

from starlette.responses import PlainTextResponse, Response

from monitor.alerts.channels.atom import atom_channels, feed
from monitor.alerts.links import feed_secret, is_feed_secret
from monitor.alerts.preview import desk_of
from monitor.review.atom import ATOM
from monitor.review.visit import Visit
from monitor.watch import Rhythm
from monitor.watches.problems import BrokenWatchError

# A feed reader shows no page: a line will do, and it is the same for a wrong watch and a wrong secret.
NOTHING = "There is no feed here. Copy the address whole, or ask for a new one."


async def show(visit: Visit) -> Response:
    """The feed, for whoever knows its address."""
    environment, given = visit.house.environment, visit.request.path_params["secret"]
    try:
        stored = await visit.store.watches.load(visit.request.path_params["watch"])
    except BrokenWatchError:
        stored = None
    if stored is None or stored.archived or not is_feed_secret(environment, stored.watch, given):
        return PlainTextResponse(NOTHING, 404)
    channel = next(one for one in atom_channels(stored.watch) if feed_secret(environment, stored.watch, one) == given)
    return Response(await feed(visit.store, desk_of(environment, Rhythm()), stored.watch, channel), media_type=ATOM)
