"""The pages as an ASGI application."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.routing import Route as Path

from monitor.alerts.key import secret_key
from monitor.errors import DatabaseUnavailable
from monitor.review.access import addresses, endpoint
from monitor.review.facets import Shelf
from monitor.review.forms import BadForm, TooLong
from monitor.review.problems import away, fault, refused, wrong
from monitor.review.routes import ROUTES
from monitor.review.secret import Tokens
from monitor.review.security import HEADERS, PRIVATE, Guard, own_hosts
from monitor.review.static_files import StaticFiles
from monitor.review.visit import Clock, House, Visit
from monitor.settings import Environment
from monitor.store.store import Store

Handler = Callable[[Request, Exception], Awaitable[Response]]


def make_app(store: Store, environment: Environment, clock: Clock, *, warm: bool = True) -> Starlette:
    """The pages over an open store; raises `MonitorError` when there is no usable secret key.

    `warm` has read at the start, in the background, what the first visitor would wait for.
    """
    tokens = Tokens(secret_key(environment))
    house = House(store, environment, clock, tokens, Shelf(store, environment))
    guard = Middleware(Guard, hosts=own_hosts(environment), https=environment.base_url.startswith("https:"))
    return Starlette(
        routes=[*_paths(house), Mount("/static", StaticFiles())],
        middleware=[guard, Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)],
        exception_handlers=_handlers(house),
        lifespan=_lifespan(house, warm=warm),
    )


def _lifespan(house: House, *, warm: bool) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        if warm:
            house.shelf.warm(house.clock())
        yield
        await house.shelf.close()

    return lifespan


def _paths(house: House) -> list[BaseRoute]:
    # The other forms first: `{item}` would take `abc.json` for a name.
    every = [(route, path) for route in ROUTES for path in reversed(addresses(route))]
    return [Path(path, endpoint(route, house), methods=[route.method]) for route, path in every]


def _handlers(house: House) -> dict[object, Handler]:
    async def on_away(request: Request, error: Exception) -> Response:
        # The embedded server may have died; the next look finds it again.
        await house.store.revive()
        return away(house, request)

    async def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return refused(house, request, error)

    async def on_bad_form(request: Request, error: Exception) -> Response:
        status = 413 if isinstance(error, TooLong) else 400
        return wrong(Visit(request, house, house.clock()), str(error), status)

    async def on_fault(request: Request, error: Exception) -> Response:
        # Starlette answers this one outside every middleware, and logs the error.
        response = fault(house, request)
        response.headers.update({**HEADERS, "cache-control": PRIVATE})
        return response

    return {DatabaseUnavailable: on_away, HTTPException: on_http, BadForm: on_bad_form, Exception: on_fault}
