"""Reads pages with one reader in a process of its own: a line of JSON in, a line of JSON out.

Run by the Python of the environment that has the reader; imports nothing but the standard library
and that reader. The last line, after the input has ended, says how much memory was used at most.
"""

import contextlib
import gzip
import json
import logging
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

Answer = dict[str, Any]
NOW = datetime(2030, 1, 1, tzinfo=UTC)


def monitor() -> Callable[[bytes, str], Answer]:
    """The monitor: verdict, dates, language and all."""
    from monitor.extract.dates.choice import choose
    from monitor.extract.page import read_page
    from monitor.extract.reading import NotAnArticle
    from monitor.items import Link, Page, Site

    def read(page: bytes, url: str) -> Answer:
        found = read_page(Page("bench", url, page, "text/html", Link(url), Site(), NOW), NOW)
        if isinstance(found, NotAnArticle):
            return {"headline": "", "authors": [], "body": "", "refused": found.reason}
        answer: Answer = {"headline": found.headline, "authors": found.authors, "body": found.body}
        choice = choose(found.date_candidates, NOW)
        if choice and choice.candidate.precision != "month":
            instant = choice.candidate.instant
            answer |= {"day": choice.candidate.day.isoformat(), "confidence": choice.confidence}
            answer["instant"] = instant.isoformat() if instant else None
        return answer

    return read


def trafilatura() -> Callable[[bytes, str], Answer]:
    """Trafilatura with its defaults and metadata, which include a date by htmldate."""
    from trafilatura import extract

    def read(page: bytes, url: str) -> Answer:
        found = extract(page, url=url, with_metadata=True, output_format="json")
        values = json.loads(found) if found else {}
        authors = [name for name in (values.get("author") or "").split("; ") if name]
        refused = "" if found else "nothing found"
        answer: Answer = {"headline": values.get("title") or "", "authors": authors, "refused": refused}
        return answer | {"body": values.get("text") or "", "day": values.get("date")}

    return read


def htmldate() -> Callable[[bytes, str], Answer]:
    """htmldate with all it has; reads nothing but the date."""
    from htmldate import find_date

    return lambda page, url: {
        "day": find_date(page, url=url, extensive_search=True, original_date=True, deferred_url_extractor=True)
    }


def newspaper4k() -> Callable[[bytes, str], Answer]:
    """newspaper4k with its defaults, without fetching pictures."""
    from newspaper import Article  # type: ignore[import-not-found, unused-ignore]

    def read(page: bytes, url: str) -> Answer:
        article = Article(url, fetch_images=False)
        article.download(input_html=page.decode("utf-8", "replace"))
        article.parse()
        moment = article.publish_date
        answer: Answer = {"headline": article.title or "", "authors": list(article.authors), "body": article.text or ""}
        if isinstance(moment, datetime):
            answer |= {"day": moment.date().isoformat(), "instant": moment.isoformat() if moment.tzinfo else None}
        return answer

    return read


def readability() -> Callable[[bytes, str], Answer]:
    """readability-lxml with its defaults; reads neither authors nor dates."""
    from lxml.html import fromstring
    from readability import Document  # type: ignore[import-not-found, unused-ignore]

    def read(page: bytes, url: str) -> Answer:
        document = Document(page.decode("utf-8", "replace"), url=url)
        summary = fromstring(document.summary())
        return {"headline": document.short_title(), "body": "\n".join(map(str, summary.itertext()))}

    return read


READERS = {
    "monitor": monitor,
    "trafilatura": trafilatura,
    "htmldate": htmldate,
    "newspaper4k": newspaper4k,
    "readability-lxml": readability,
}


def answer_to(read: Callable[[bytes, str], Answer], request: dict[str, str]) -> Answer:
    """The answer of a reader with the CPU milliseconds it took, or the name of what it raised."""
    with gzip.open(request["path"]) as file:
        page = file.read()
    started = time.process_time()
    try:
        answer = read(page, request["url"])
    except Exception as error:  # a crash is a result here, and counted
        answer = {"crashed": type(error).__name__}
    return answer | {"milliseconds": 1000 * (time.process_time() - started)}


def main(name: str) -> None:
    """Answers until the input ends."""
    logging.disable(logging.CRITICAL)
    answers = sys.stdout
    with contextlib.redirect_stdout(sys.stderr):
        read = READERS[name]()
        for line in sys.stdin:
            print(json.dumps(answer_to(read, json.loads(line)), default=str), file=answers, flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"peak": peak}), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
