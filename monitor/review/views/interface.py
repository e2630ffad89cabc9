"""The description of the programming interface."""

from starlette.responses import Response

from monitor.review.answers import json
from monitor.review.visit import Visit


async def show(visit: Visit) -> Response:
    """The OpenAPI document."""
    from monitor.review.openapi import description
    from monitor.review.routes import ROUTES

    return json(description(ROUTES, visit.house.environment))
