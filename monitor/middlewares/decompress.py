"""Unpacking bodies, with bombs and broken ones named as such."""

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from monitor.middlewares.refusals import BrokenBody, TooLarge


class Decompress(HttpCompressionMiddleware):
    """In place of Scrapy's: raises `TooLarge` for a bomb and `BrokenBody` for what does not unpack.

    An empty body, as a 304 has, needs no unpacking whatever its headers say.
    """

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """The response with its body unpacked."""
        if not response.body:
            return response
        try:
            return super().process_response(request, response)
        except IgnoreRequest as error:
            raise TooLarge(request.meta.get("download_maxsize", self._max_size)) from error
        except Exception as error:  # four packers, each with errors of its own; all are counted as one
            raise BrokenBody("body cannot be unpacked") from error
