"""Packed bodies are unpacked, within limits."""

import base64
import gzip
import zlib

from tests.middlewares.crawl import crawl
from tests.site.server import Site

# "page " a thousand times, and 30 MB of zeros.
BROTLI_TEXT = base64.b85decode("8;2A4jg)TQv<xeQE0D8zEehya0N4N")
BROTLI_BOMB = base64.b85decode("%m4pB_$L73u|OdA{*V9vfACKL#9<MD?)@MC|Nr2h0Eoi^0Nwk){Qv*LKLHSj1pvDDUj")


def test_packed_pages_arrive_unpacked_and_bombs_do_not(site: Site) -> None:
    text = b"page " * 1000
    bomb = b"\x00" * (30 << 20)
    bodies = {
        "/gzip": ("gzip", gzip.compress(text)),
        "/deflate": ("deflate", zlib.compress(text)),
        "/br": ("br", BROTLI_TEXT),
        "/twice": ("gzip, gzip", gzip.compress(gzip.compress(text))),
        "/members": ("gzip", gzip.compress(text[:1000]) + gzip.compress(text[1000:])),
        "/padded": ("x-gzip", gzip.compress(text) + bytes(8)),
        "/wrong-sum": ("gzip", gzip.compress(text)[:-8] + bytes(8)),
        "/bomb": ("gzip", gzip.compress(bomb)),
        "/bomb-br": ("br", BROTLI_BOMB),
        "/broken": ("gzip", b"no gzip at all"),
        "/broken-br": ("br", b"no brotli at all"),
        "/broken-zstd": ("zstd", b"no zstd at all"),
        "/empty": ("gzip", b""),
    }
    for path, (encoding, body) in bodies.items():
        site.add(path, body, headers={"Content-Encoding": encoding})
    report = crawl(*(site.url(path) for path in bodies))
    for path in ("/gzip", "/deflate", "/br", "/twice", "/members", "/padded", "/wrong-sum"):
        assert report.got[site.url(path)]["length"] == len(text)
    for path in ("/bomb", "/bomb-br"):
        assert report.reason(site.url(path)) == "larger than 20 MB"
    for path in ("/broken", "/broken-br", "/broken-zstd"):
        assert report.reason(site.url(path)) == "body cannot be unpacked"
    assert report.got[site.url("/empty")]["length"] == 0
