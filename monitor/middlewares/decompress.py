"""Unpacking bodies, with bombs and broken ones named as such."""

import zlib

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from monitor.middlewares.refusals import BrokenBody, TooLarge

# As zlib.decompressobj takes it: a body in gzip, with its header and its checksum.
_GZIP = zlib.MAX_WBITS | 16


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

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        whole = _gunzipped(body, max_size) if encoding in {b"gzip", b"x-gzip"} else None
        return HttpCompressionMiddleware._decode(body, encoding, max_size) if whole is None else whole


def _gunzipped(body: bytes, most: int) -> bytes | None:
    """A sound body of at most `most` bytes unpacked in one go, as nearly all are; None for any other."""
    unpacking = zlib.decompressobj(_GZIP)
    try:
        whole = unpacking.decompress(body, most + 1)
    except zlib.error:
        return None
    return whole if unpacking.eof and not unpacking.unused_data and len(whole) <= most else None
