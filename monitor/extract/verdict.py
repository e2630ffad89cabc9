"""Whether a page is an article or document, or else what it is. Says nothing where it is unsure."""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

from monitor.extract import verdict_words as words
from monitor.extract.plain import fold
from monitor.extract.reading import NotAnArticle, Reason
from monitor.extract.shape import Shape, width
from monitor.extract.urls import same_site
from monitor.extract.verdict_facts import (
    LANGUAGE,
    MUCH_PROSE,
    SOME_PROSE,
    Facts,
    is_introduced,
    is_language,
    is_list,
    is_named,
    is_word,
    last_in,
    places_of,
    plain_words,
    segments_of,
    under,
)
from monitor.extract.verdict_story import (
    A_SENTENCE,
    TWO_SENTENCES,
    headline_of,
    is_headline,
    is_news,
    is_numbered,
    is_of_one_page,
    is_spelled_out,
    is_told,
    names_day,
)
from monitor.extract.verdict_walls import is_challenge, is_login, is_not_found


def verdict(facts: Facts) -> NotAnArticle | None:
    """Why the page is not an item, or None where it is one, or may be one."""
    if twin := _twin(facts):
        return twin
    for reason, holds in _CHECKS:
        if holds(facts):
            return NotAnArticle(reason)
    return None


_TWIN = re.compile(
    r"/amp(?:/|$)|\.amp\b|//(?:amp|m|mobile)\.|[?&](?:amp|outputtype=amp|print|printable|view=print|format=amp|tmpl=component)\b|/print(?:able)?(?:/|$|\.)",
    re.IGNORECASE,
)


def _twin(facts: Facts) -> NotAnArticle | None:
    """A print or AMP page whose canonical link leads to the ordinary page of the same site.

    Where that page was asked for and led here instead, as to a telephone's edition, there is no other to read.
    """
    own, other = facts.url.split("#")[0], facts.canonical.split("#")[0]
    if not other or own == other or not same_site(own, other) or _TWIN.search(other):
        return None
    is_twin = facts.is_amp or _TWIN.search(own) is not None
    if not is_twin or urlsplit(other).path.strip("/") == "" or other == facts.asked.split("#")[0]:
        return None
    return NotAnArticle("print or AMP twin", follow=other)


def _home(facts: Facts) -> bool:
    parts = urlsplit(facts.url)
    if any(name.lower() not in ("lang", "language", "hl", "locale", "l") for name, _ in parse_qsl(parts.query)):
        return False
    segments = segments_of(facts.url)
    if not segments or (len(segments) == 1 and (segments[0] in words.HOME or is_language(segments[0], facts))):
        return not (facts.is_article_type and facts.dated)
    return len(segments) == 2 and LANGUAGE.fullmatch(segments[0]) is not None and segments[1] in words.HOME


def _search(facts: Facts) -> bool:
    if "searchresultspage" in facts.types:
        return True
    names = {name.lower() for name, value in parse_qsl(urlsplit(facts.url).query) if value}
    asked, places = not names.isdisjoint(words.SEARCH_FIELDS), places_of(facts)
    if last_in(facts, words.SEARCH) or under(facts, words.SEARCH) or (asked and not places):
        return not facts.strong
    if not asked or facts.is_article_type or (is_of_one_page(facts) and is_told(facts, TWO_SENTENCES)):
        return False
    return is_word(places[-1]) and is_list(facts, links=3)


def _author(facts: Facts) -> bool:
    if not facts.types.isdisjoint({"profilepage"}) and not facts.is_article_type:
        return True
    if _asks_for(facts, "author"):
        return True
    if facts.strong or facts.link_dated or is_spelled_out(facts):
        return False
    return under(facts, words.AUTHOR) and is_list(facts, links=2)


def _tag(facts: Facts) -> bool:
    """`/tag/prisons` and `/topics/17` with a teaser or more; a longer name where the page is built as a list."""
    if facts.link_dated or facts.is_article_type:
        return False
    if _asks_for(facts, "cat", "tag", "category_name"):
        return True
    if is_spelled_out(facts) and facts.shape.cards == 0 and facts.shape.own_prose >= TWO_SENTENCES:
        return False
    above, topic = ["", "", *segments_of(facts.url)][-2:]
    if not ((above in words.TAG and topic.isdigit()) or under(facts, words.TAG)):
        return False
    return is_list(facts, links=4) or (is_word(topic) and not facts.dated and is_list(facts, links=1))


def _asks_for(facts: Facts, *names: str) -> bool:
    """Whether the address is one of WordPress without pretty addresses: `/?cat=2`, `/?author=1`."""
    parts = urlsplit(facts.url)
    asked = {name for name, value in parse_qsl(parts.query) if value}
    return parts.path in ("", "/", "/index.php") and not asked.isdisjoint(names) and "p" not in asked


def _donation(facts: Facts) -> bool:
    if _says_twice(facts, words.DONATE):
        return True
    if facts.strong:
        return False
    form = any(words.DONATION.search(form.words) and form.fields >= 2 for form in facts.shape.forms)
    if under(facts, words.DONATE) and is_word(places_of(facts)[-1]) and (form or facts.shape.prose < SOME_PROSE):
        return not facts.dated and not facts.is_article_type
    return last_in(facts, words.DONATE) or (form and _asks_for_gifts(facts))


def _asks_for_gifts(facts: Facts) -> bool:
    """Whether the title is about gifts; over a text a headline about them is news, and the form a guest."""
    title = facts.title.lower()
    return words.DONATION.search(title) is not None and not (is_headline(title) and is_told(facts, SOME_PROSE))


def _petition(facts: Facts) -> bool:
    """A form to sign or send that is the point of the page; beside a long text it is only a guest."""
    if facts.strong and facts.shape.prose > MUCH_PROSE:
        return False
    forms = [form for form in facts.shape.forms if form.email and form.fields >= 2 and not form.password]
    asking = [form for form in forms if not words.OTHER_FORM.search(form.words)]
    named = last_in(facts, words.PETITION) or under(facts, words.PETITION)
    if named and (asking or last_in(facts, words.PETITION)):
        return not facts.strong
    if facts.shape.prose >= 3 * MUCH_PROSE or (is_news(facts) and not _calls(facts)):
        return False
    if any(words.SIGN_BUTTON.search(button) for form in forms for button in form.buttons):
        return True
    return any(form.fields >= 3 and words.SIGN.search(form.words) for form in asking) or bool(asking and _calls(facts))


def _calls(facts: Facts) -> bool:
    """Whether the title or headline begins with the call to sign."""
    titles = (facts.title, *facts.headings[:1])
    return not facts.is_article_type and any(words.SIGN_BUTTON.match(plain_words(text)) for text in titles)


def _about(facts: Facts) -> bool:
    if _says_twice(facts, words.ABOUT):
        return True
    if facts.strong or facts.link_dated:
        return False
    if not facts.types.isdisjoint({"aboutpage", "contactpage"}) or last_in(facts, words.ABOUT):
        return True
    if any(is_named(name, words.ABOUT) for name in (*_names(facts), *facts.nav_words)):
        return True
    return _tells_of_itself(facts)


def _names(facts: Facts) -> tuple[str, ...]:
    """What a page calls itself: its title and headings, without those of boxes, such as one about cookies."""
    headline = headline_of(facts)
    return (facts.title, headline) if headline else (facts.title, *facts.headings[:2])


def _says_twice(facts: Facts, names: frozenset[str]) -> bool:
    """Whether both address and title name the page so: feeds and interfaces date such pages too."""
    return last_in(facts, names) and any(is_named(text, names) for text in (facts.title, *facts.headings[:1]))


def _tells_of_itself(facts: Facts) -> bool:
    """An undated text in which an organisation says what it is, since when, and who pays for it."""
    if facts.is_article_type or is_told(facts, MUCH_PROSE):
        return False
    if any(words.DATED_TITLE.search(text) for text in (facts.title, *facts.headings[:2])):
        return False
    start = facts.shape.start.lower()
    return sum(1 for sentence in words.ABOUT_SENTENCES if sentence.search(start)) >= 3


def _events(facts: Facts) -> bool:
    if facts.strong or facts.link_dated:
        return False
    if last_in(facts, words.EVENTS):
        return True
    if is_told(facts, TWO_SENTENCES) and "event" not in facts.types:
        return False
    return under(facts, words.EVENTS) and (is_list(facts, links=4) or "event" in facts.types)


def _listing(facts: Facts) -> bool:
    if facts.is_article_type and facts.dated:
        return False
    if facts.link_dated and facts.shape.prose >= SOME_PROSE:
        return False
    if last_in(facts, words.LISTING) and is_list(facts, links=3):
        return True
    listed = not facts.types.isdisjoint({"collectionpage", "itemlist", "blog"}) and not facts.is_article_type
    if listed and is_list(facts, links=4):
        return True
    return not (facts.link_dated or facts.is_article_type) and (
        _is_row_of_cards(facts) or is_introduced(facts) or _is_links(facts)
    )


def _is_links(facts: Facts) -> bool:
    return facts.shape.prose < SOME_PROSE and _mostly_links(facts.shape) and not _is_headed(facts)


_CARDS = 5


def _is_row_of_cards(facts: Facts) -> bool:
    """Whether linked headlines with their teasers are the page; beside an article they are only its guests."""
    if facts.shape.cards < _CARDS or facts.shape.own_prose >= SOME_PROSE:
        return False
    heading = next(iter(facts.headings), "")
    if is_headline(heading) and (facts.shape.own_prose >= A_SENTENCE or is_of_one_page(facts)):
        return False
    if names_day(heading) and is_of_one_page(facts):
        return False
    return not (is_numbered(facts) and is_told(facts, TWO_SENTENCES))


def _is_headed(facts: Facts) -> bool:
    """Whether a page with little text has a headline of its own, at an address of one page or with a sentence."""
    own = headline_of(facts)
    if is_headline(own) and (is_of_one_page(facts) or facts.shape.own_prose >= A_SENTENCE):
        return True
    return is_told(facts, A_SENTENCE)


def _mostly_links(shape: Shape) -> bool:
    return shape.headline_links >= 8 and shape.link_text * 2 > shape.text


def _shell(facts: Facts) -> bool:
    """No text to read, and nothing in the head that would make an item without it."""
    if facts.shape.text >= 200 or facts.shape.prose >= 60:
        return False
    described = width(facts.description) >= 50 and len(fold(facts.title)) > 8
    return not (described and (facts.link_dated or facts.is_article_type or facts.dated)) and facts.shape.text < 200


_CHECKS: tuple[tuple[Reason, Callable[[Facts], bool]], ...] = (
    ("challenge page", is_challenge),
    ("page not found", is_not_found),
    ("login page", is_login),
    ("home page", _home),
    ("search results", _search),
    ("donation page", _donation),
    ("petition or action form", _petition),
    ("author page", _author),
    ("tag or topic page", _tag),
    ("calendar or event list", _events),
    ("about or contact page", _about),
    ("listing", _listing),
    ("empty shell", _shell),
)
