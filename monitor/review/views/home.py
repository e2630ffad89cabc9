"""The home page is the list of alerts."""

from starlette.responses import Response

from monitor.review.answers import go_to
from monitor.review.visit import Visit


async def show(visit: Visit) -> Response:
    """Leads to the alerts."""
    return go_to("/alerts")
