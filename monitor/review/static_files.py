"""The stylesheet, the scripts and the icon; kept by browsers as long as their address names what they hold."""

from importlib.resources import files
from os import PathLike, stat_result

from starlette import staticfiles
from starlette.responses import Response
from starlette.types import Scope

FOR_EVER = "public, max-age=31536000, immutable"


class StaticFiles(staticfiles.StaticFiles):
    """Our own files and the vendored ones."""

    def __init__(self) -> None:
        super().__init__(directory=str(files("monitor.review").joinpath("static")))

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """A file; its address with `?v=` changes when it does."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        if scope["query_string"].startswith(b"v="):
            response.headers["cache-control"] = FOR_EVER
        return response
