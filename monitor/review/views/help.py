"""Keys, states and words of the pages, on one page."""

from starlette.responses import Response

from monitor.review.answers import page
from monitor.review.visit import Visit


async def show(visit: Visit) -> Response:
    """The page of help."""
    return page(visit, "help.html")
