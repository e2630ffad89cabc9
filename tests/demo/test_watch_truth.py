"""The demo's watches find what they should, and how that is counted."""

from dataclasses import replace
from datetime import UTC, datetime

from monitor.demo.agency import demo_sites
from monitor.demo.truth import SOURCES
from monitor.demo.watch_truth import Matched, answers, demo_watches_dir, score, watch_names
from monitor.watches.checking import check_watch
from monitor.watches.facts import ItemFacts
from monitor.watches.files import load_paths
from monitor.watches.matcher import Matcher

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def matched(matcher: Matcher) -> list[Matched]:
    """Every text of the demo with the watches that find it, without a crawl."""
    found = []
    for source, key in SOURCES.items():
        site = demo_sites()[key]
        texts = [(text, site.language) for text in (*site.articles, *site.reports, *site.teasers)]
        texts += [(text, code) for document in site.documents for code, text in document.versions.items()]
        for text, language in texts:
            body = "\n".join(text.paragraphs)
            facts = ItemFacts(text.headline, body, site.url(text), (site.host,), language, source, "demo")
            watches = frozenset(match.watch for match in matcher.match(facts, NOON).matches)
            found.append(Matched(source, (site.url(text),), f"{text.headline}\n{body}", watches))
    return found


def test_every_watch_finds_its_items_and_no_other() -> None:
    files = load_paths([demo_watches_dir()])
    assert not files.broken
    assert sorted(files.watches) == list(watch_names())
    result = score(matched(Matcher(watch for watch, _ in files.watches.values())))
    assert (result.missing, result.wrong) == ([], [])
    assert result.found == result.expected == len(answers())


def test_the_watches_are_free_of_warnings() -> None:
    for path in demo_watches_dir().glob("*.toml"):
        assert check_watch(path.read_text(encoding="utf-8"), path.stem, path) == []


def test_what_is_wrong_is_named() -> None:
    answer = answers()[0]
    good = Matched(answer.source, (f"https://x.example/{answer.piece}",), "", frozenset({answer.watch}))
    stranger = replace(good, addresses=("https://x.example/other",))
    result = score([good, stranger])
    assert result.wrong == [f"{answer.watch}: {answer.source}, https://x.example/other"]
    assert len(result.missing) == len(answers()) - 1
    assert not result.perfect
    blind = score([replace(good, watches=frozenset({"somebody_else"}))])
    assert (blind.wrong, len(blind.missing)) == ([], len(answers()))
