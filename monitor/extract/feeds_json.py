"""JSON Feed 1 and 1.1 -> links."""

from collections.abc import Iterator

from monitor.errors import EntryError
from monitor.extract.entry_text import read_json
from monitor.extract.feed import FULL_TEXT, SUMMARY, TITLE, Feed
from monitor.extract.plain import plain_text, shorten, tidy
from monitor.extract.standalone import item_url
from monitor.extract.urls import absolute
from monitor.items import Link


def read_json_feed(body: bytes, url: str) -> Feed:
    """The JSON Feed in an answer. Raises `EntryError("is not a feed")` for other JSON."""
    try:
        feed = read_json(body)
    except ValueError as error:
        raise EntryError("is not a feed") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise EntryError("is not a feed")
    language = words(feed, "language")
    found = [_link(item, url, language) for item in feed["items"] if isinstance(item, dict)]
    links = [link for link in found if link is not None]
    return Feed(
        title=plain_text(words(feed, "title")),
        language=language,
        links=links,
        unusable=len(feed["items"]) - len(links),
        next_url=absolute(url, words(feed, "next_url")),
        hub=next((words(hub, "url") for hub in records(feed.get("hubs"))), ""),
    )


def words(record: dict[object, object], *names: str) -> str:
    """The first of these values that is text and not empty, without what cannot be stored."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            return value.encode("utf-8", "replace").decode().replace("\x00", "").strip()
    return ""


def records(value: object) -> Iterator[dict[object, object]]:
    """The objects in a JSON list; nothing where it is no list."""
    if isinstance(value, list):
        yield from (record for record in value if isinstance(record, dict))


def _link(item: dict[object, object], url: str, language: str) -> Link | None:
    title = plain_text(words(item, "title"))[:TITLE]
    markup = words(item, "content_html")
    text = plain_text(markup) or tidy(words(item, "content_text"))
    summary = plain_text(words(item, "summary")) or text
    published = tidy(words(item, "date_published"))[:200]
    target = _target(item, url)
    if target is None and len(title) + len(summary) < 40:
        return None
    return Link(
        url=target or item_url(url, published, words(item, "id") or f"{title} {summary}"),
        title=title,
        published=published,
        published_evidence="feed" if published else None,
        modified=tidy(words(item, "date_modified"))[:200],
        summary=shorten(summary, SUMMARY),
        language=words(item, "language") or language,
        authors=_authors(item),
        html=(markup or summary) if target is None else markup if len(text) >= FULL_TEXT else "",
        standalone=target is None,
    )


def _target(item: dict[object, object], url: str) -> str | None:
    identifier = words(item, "id")
    candidates = [words(item, "url"), identifier if identifier.startswith("http") else "", words(item, "external_url")]
    return next((found for href in candidates if href and (found := absolute(url, href))), None)


def _authors(item: dict[object, object]) -> tuple[str, ...]:
    author = item.get("author")
    people = [*records(item.get("authors")), *([author] if isinstance(author, dict) else [])]
    return tuple(dict.fromkeys(name for person in people if (name := plain_text(words(person, "name"))[:200])))
