"""A peer: news-please as a library, given the addresses that stand in feeds.

Run by the Python of its own virtual environment as `python with_news_please.py JOB.json`; imports nothing
of this project. Prints how many pages it read and what starting up cost, so that this can be left out.
"""

import json
import os
import sys
import time
from pathlib import Path
from urllib.request import urlopen
from xml.etree import ElementTree


def main() -> None:
    """One call of `from_urls` for each feed, as its documentation shows it."""
    started = time.monotonic()
    from newsplease import NewsPlease

    job = json.loads(Path(sys.argv[1]).read_text())
    start_up = {"start_up_cpu": sum(os.times()[:2]), "start_up_seconds": time.monotonic() - started}
    pages = 0
    for feed in job["feeds"]:
        with urlopen(feed) as answer:
            addresses = [link.text for link in ElementTree.parse(answer).iterfind(".//item/link")]
        # Without request_args it drops every page (1.6.16); without images it has less to do.
        articles = NewsPlease.from_urls(addresses, request_args={"timeout": 60}, fetch_images=False)
        pages += sum(bool(getattr(article, "maintext", None)) for article in articles.values())
    sys.stdout.write(json.dumps({"pages": pages, **start_up}) + "\n")


if __name__ == "__main__":
    main()
