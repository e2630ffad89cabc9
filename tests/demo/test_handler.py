"""A real crawl through the demo's download handler."""

import json
import subprocess
import sys

from monitor.demo.web import Answer, Web, redirect, serve

CRAWL = """
import json, sys
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from monitor.demo.handler import demo_settings

seen = []

class Reader(Spider):
    name = "reader"
    custom_settings = {"RETRY_ENABLED": False}

    async def start(self):
        for url in sys.argv[2:]:
            meta = {"proxy": "http://127.0.0.1:9", "handle_httpstatus_list": [421]}
            yield Request(url, self.parse, errback=self.failed, meta=meta)

    def parse(self, response):
        seen.append([response.url, response.status, response.body.decode()])

    def failed(self, failure):
        seen.append([failure.request.url, type(failure.value).__name__, ""])

settings = {"LOG_ENABLED": False, "REMOTE_CONTROL_ENABLED": False, "TELNETCONSOLE_ENABLED": False}
process = AsyncCrawlerProcess({**settings, **demo_settings(sys.argv[1])})
process.crawl(Reader)
process.start()
print(json.dumps(sorted(seen)))
"""


def crawl(web: Web, *urls: str) -> list[list[str]]:
    """Address, status (or the error's name) and body of each answer, sorted."""
    with serve(web) as address:
        command = [sys.executable, "-c", CRAWL, address, *urls]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    answers: list[list[str]] = json.loads(done.stdout)
    return answers


def test_addresses_survive_and_nothing_else_is_reached() -> None:
    web = Web()
    web.add("a.example", "/page?id=1", Answer(body=b"quiet " * 100))
    web.add("a.example", "/old", redirect("https://b.example/new"))
    web.add("b.example", "/new", Answer(body=b"moved here"))
    answers = crawl(
        web, "https://a.example/page?id=1", "http://a.example/old", "https://example.org/", "file:///etc/hostname"
    )
    assert answers == [
        ["file:///etc/hostname", "NotSupported", ""],
        ["https://a.example/page?id=1", 200, "quiet " * 100],
        ["https://b.example/new", 200, "moved here"],
        ["https://example.org/", 421, "No such host in the demo."],
    ]
