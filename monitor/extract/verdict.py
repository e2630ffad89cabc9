"""Whether a page is an article or document, or else what it is. Says nothing where it is unsure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from monitor.extract import verdict_words as words
from monitor.extract.language import tag
from monitor.extract.plain import fold
from monitor.extract.reading import NotAnArticle, Reason
from monitor.extract.shape import Shape, lower, width
from monitor.extract.urls import same_site

SOME_PROSE = 250  # characters; a teaser is shorter, an article's text mostly longer
MUCH_PROSE = 600


@dataclass(frozen=True, slots=True)
class Facts:
    """What the verdict goes by. `dated` and `titled` say what entry or page state of the article itself."""

    url: str
    canonical: str
    title: str
    headings: tuple[str, ...]
    shape: Shape
    marked_up: str  # the page's scripts and frames, as far as they tell of a challenge
    is_article_type: bool  # JSON-LD or og:type says that the page is an article
    types: frozenset[str]  # all JSON-LD types at the top, in lower case
    dated: bool  # the page states a date of publication for itself
    link_dated: bool  # the entry gave a title and a date
    is_amp: bool = False
    description: str = ""
    nav_words: tuple[str, ...] = ()  # what the page's own menus call it
    languages: frozenset[str] = frozenset()  # those that the page, its other editions, and its site name

    @property
    def strong(self) -> bool:
        """Whether the page or the entry says plainly that this is an article, and text is there."""
        stated = self.link_dated or (self.is_article_type and self.dated)
        return stated and self.shape.prose >= SOME_PROSE


def verdict(facts: Facts) -> NotAnArticle | None:
    """Why the page is not an item, or None where it is one, or may be one."""
    if twin := _twin(facts):
        return twin
    for reason, holds in _CHECKS:
        if holds(facts):
            return NotAnArticle(reason)
    return None


def _segments(url: str) -> list[str]:
    path = lower(unquote(urlsplit(url).path)).replace("_", "-")
    return [segment for segment in path.split("/") if segment]


_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,4})?")
# A language with a region or script, or a country: enough where more of the address follows.
_EDITION = re.compile(r"[a-z]{2}(?:-(?:[a-z]{2}|hans|hant|latn|cyrl|arab))?")


def _places(facts: Facts) -> list[str]:
    """The segments of the address without a language at the start and a page number at the end."""
    segments = _segments(facts.url)
    if segments and (_is_language(segments[0], facts) or (len(segments) > 1 and _EDITION.fullmatch(segments[0]))):
        segments = segments[1:]
    while segments and re.fullmatch(r"page|seite|p|\d{1,3}", segments[-1]):
        segments = segments[:-1]
    return [
        segment.removesuffix(".html").removesuffix(".htm").removesuffix(".php").removesuffix(".aspx")
        for segment in segments
    ]


def _last_in(facts: Facts, names: frozenset[str]) -> bool:
    places = _places(facts)
    return bool(places) and places[-1] in names


def _under(facts: Facts, names: frozenset[str]) -> bool:
    """Whether the address is `…/<name>/<something>`."""
    places = _places(facts)
    return len(places) > 1 and places[-2] in names


_TWIN = re.compile(
    r"/amp(?:/|$)|\.amp\b|//(?:amp|m|mobile)\.|[?&](?:amp|outputtype=amp|print|printable|view=print|format=amp|tmpl=component)\b|/print(?:able)?(?:/|$|\.)",
    re.IGNORECASE,
)


def _twin(facts: Facts) -> NotAnArticle | None:
    """A print or AMP page whose canonical link leads to the ordinary page of the same site."""
    own, other = facts.url.split("#")[0], facts.canonical.split("#")[0]
    if not other or own == other or not same_site(own, other) or _TWIN.search(other):
        return None
    is_twin = facts.is_amp or _TWIN.search(own) is not None
    if not is_twin or urlsplit(other).path.strip("/") == "":
        return None
    return NotAnArticle("print or AMP twin", follow=other)


def _challenge(facts: Facts) -> bool:
    if facts.shape.text > 2500 or facts.is_article_type:
        return False
    wording = words.CHALLENGE.search(f"{facts.title} | {facts.shape.start}")
    return bool(wording) or (facts.shape.text < 600 and bool(words.CHALLENGE_MARKS.search(facts.marked_up)))


_FOUR = re.compile(r"^\W*404\b|\b404\W*$|^(?:error|erreur|fehler|ошибка|خطأ)\W*404")


def _not_found(facts: Facts) -> bool:
    if facts.shape.prose > MUCH_PROSE or facts.strong:
        return False
    for text in (facts.title, *facts.headings[:3]):
        plain = _plain(text)
        if len(plain) < 90 and (words.NOT_FOUND.search(plain) or _FOUR.search(plain)):
            return True
    return False


def _home(facts: Facts) -> bool:
    parts = urlsplit(facts.url)
    if any(name.lower() not in ("lang", "language", "hl", "locale", "l") for name, _ in parse_qsl(parts.query)):
        return False
    segments = _segments(facts.url)
    if not segments or (len(segments) == 1 and (segments[0] in words.HOME or _is_language(segments[0], facts))):
        return not (facts.is_article_type and facts.dated)
    return len(segments) == 2 and _LANGUAGE.fullmatch(segments[0]) is not None and segments[1] in words.HOME


def _is_language(segment: str, facts: Facts) -> bool:
    """Whether a segment is a code of two letters, or a longer one of a language that the page or its site names."""
    if segment in words.TWO_LETTERS:
        return True
    return _LANGUAGE.fullmatch(segment) is not None and tag(segment).split("-")[0] in facts.languages


def _search(facts: Facts) -> bool:
    if "searchresultspage" in facts.types:
        return True
    names = {name.lower() for name, value in parse_qsl(urlsplit(facts.url).query) if value}
    asked, places = not names.isdisjoint(words.SEARCH_FIELDS), _places(facts)
    if _last_in(facts, words.SEARCH) or _under(facts, words.SEARCH) or (asked and not places):
        return not facts.strong
    return asked and _is_word(places[-1]) and not facts.is_article_type and _is_list(facts, links=3)


def _login(facts: Facts) -> bool:
    if facts.shape.prose > MUCH_PROSE or facts.strong:
        return False
    if _last_in(facts, words.LOGIN):
        return True
    return (
        any(form.password for form in facts.shape.forms)
        and facts.shape.prose < SOME_PROSE
        and facts.shape.headline_links < 5
    )


def _author(facts: Facts) -> bool:
    if not facts.types.isdisjoint({"profilepage"}) and not facts.is_article_type:
        return True
    if _asks_for(facts, "author"):
        return True
    return _under(facts, words.AUTHOR) and not facts.strong and not facts.link_dated and _is_list(facts, links=2)


def _tag(facts: Facts) -> bool:
    """`/tag/prisons` and `/topics/17` with a teaser or more; a longer name where the page is built as a list."""
    if facts.link_dated or facts.is_article_type:
        return False
    if _asks_for(facts, "cat", "tag", "category_name"):
        return True
    above, topic = ["", "", *_segments(facts.url)][-2:]
    if not ((above in words.TAG and topic.isdigit()) or _under(facts, words.TAG)):
        return False
    return _is_list(facts, links=4) or (_is_word(topic) and not facts.dated and _is_list(facts, links=1))


def _is_word(segment: str) -> bool:
    """Whether a segment of an address is a number or a name of up to three words; headlines are longer."""
    return segment.count("-") < 3 and len(segment) < 40


def _asks_for(facts: Facts, *names: str) -> bool:
    """Whether the address is one of WordPress without pretty addresses: `/?cat=2`, `/?author=1`."""
    parts = urlsplit(facts.url)
    asked = {name for name, value in parse_qsl(parts.query) if value}
    return parts.path in ("", "/", "/index.php") and not asked.isdisjoint(names) and "p" not in asked


def _is_list(facts: Facts, links: int) -> bool:
    shape = facts.shape
    if shape.cards >= max(links, 3) and shape.own_prose < MUCH_PROSE:
        return True
    return shape.prose < MUCH_PROSE and max(shape.headline_links, shape.headings) >= links


def _donation(facts: Facts) -> bool:
    if _says_twice(facts, words.DONATE):
        return True
    if facts.strong:
        return False
    form = any(words.DONATION.search(form.words) and form.fields >= 2 for form in facts.shape.forms)
    if _under(facts, words.DONATE) and _is_word(_places(facts)[-1]) and (form or facts.shape.prose < SOME_PROSE):
        return not facts.dated and not facts.is_article_type
    return _last_in(facts, words.DONATE) or (form and bool(words.DONATION.search(facts.title.lower())))


def _petition(facts: Facts) -> bool:
    """A form to sign or send that is the point of the page; beside a long text it is only a guest."""
    if facts.strong and facts.shape.prose > MUCH_PROSE:
        return False
    forms = [form for form in facts.shape.forms if form.email and form.fields >= 2 and not form.password]
    asking = [form for form in forms if not words.OTHER_FORM.search(form.words)]
    named = _last_in(facts, words.PETITION) or _under(facts, words.PETITION)
    if named and (asking or _last_in(facts, words.PETITION)):
        return not facts.strong
    if facts.shape.prose >= 3 * MUCH_PROSE:
        return False
    if any(words.SIGN_BUTTON.search(button) for form in forms for button in form.buttons):
        return True
    return any(form.fields >= 3 and words.SIGN.search(form.words) for form in asking) or bool(asking and _calls(facts))


def _calls(facts: Facts) -> bool:
    """Whether the title or headline begins with the call to sign."""
    titles = (facts.title, *facts.headings[:1])
    return not facts.is_article_type and any(words.SIGN_BUTTON.match(_plain(text)) for text in titles)


def _about(facts: Facts) -> bool:
    if _says_twice(facts, words.ABOUT):
        return True
    if facts.strong or facts.link_dated:
        return False
    if not facts.types.isdisjoint({"aboutpage", "contactpage"}) or _last_in(facts, words.ABOUT):
        return True
    if any(_named(name, words.ABOUT) for name in (facts.title, *facts.headings[:2], *facts.nav_words)):
        return True
    return _tells_of_itself(facts)


def _says_twice(facts: Facts, names: frozenset[str]) -> bool:
    """Whether both address and title name the page so: feeds and interfaces date such pages too."""
    return _last_in(facts, names) and any(_named(text, names) for text in (facts.title, *facts.headings[:1]))


def _named(text: str, names: frozenset[str]) -> bool:
    return _plain(text).replace(" ", "-") in names


def _plain(text: str) -> str:
    """Lower case without punctuation. Not by word characters: Thai and Hindi vowels are none to `re`."""
    return _PUNCTUATION.sub(" ", lower(text)).strip()


_PUNCTUATION = re.compile("[\\s!-/:-@\\[-`{-~¡¿«»“”„’‘…–—·•。，！？、：；]+")


def _tells_of_itself(facts: Facts) -> bool:
    """An undated text in which an organisation says what it is, since when, and who pays for it."""
    if facts.is_article_type or any(words.DATED_TITLE.search(text) for text in (facts.title, *facts.headings[:2])):
        return False
    return sum(1 for sentence in words.ABOUT_SENTENCES if sentence.search(facts.shape.start)) >= 3


def _events(facts: Facts) -> bool:
    if facts.strong or facts.link_dated:
        return False
    if _last_in(facts, words.EVENTS):
        return True
    return _under(facts, words.EVENTS) and (_is_list(facts, links=4) or "event" in facts.types)


def _listing(facts: Facts) -> bool:
    if facts.is_article_type and facts.dated:
        return False
    if facts.link_dated and facts.shape.prose >= SOME_PROSE:
        return False
    if _last_in(facts, words.LISTING) and _is_list(facts, links=3):
        return True
    listed = not facts.types.isdisjoint({"collectionpage", "itemlist", "blog"}) and not facts.is_article_type
    if listed and _is_list(facts, links=4):
        return True
    return not (facts.link_dated or facts.is_article_type) and (_is_row_of_cards(facts) or _is_links(facts))


def _is_links(facts: Facts) -> bool:
    return facts.shape.prose < SOME_PROSE and _mostly_links(facts.shape) and not _is_headed(facts)


_CARDS = 5


def _is_row_of_cards(facts: Facts) -> bool:
    """Whether linked headlines with their teasers are the page; beside an article they are only its guests."""
    if facts.shape.cards < _CARDS or facts.shape.own_prose >= SOME_PROSE:
        return False
    headed = any(width(text) >= _HEADLINE for text in facts.headings[:1])
    places = _places(facts) or [""]
    return not (headed and (facts.shape.own_prose >= _A_SENTENCE or _OF_ONE_PAGE.search(places[-1])))


_A_SENTENCE = 60  # characters


def _is_headed(facts: Facts) -> bool:
    """Whether a page with little text has a headline of its own, at an address with a number or a headline in it."""
    places = _places(facts) or [""]
    own = len(facts.headings) == 1 and fold(facts.headings[0]) == fold(facts.title)
    return own and width(facts.title) >= _HEADLINE and bool(_OF_ONE_PAGE.search(places[-1]))


_HEADLINE = 40  # characters; names of sections are shorter
_OF_ONE_PAGE = re.compile(r"\d{5}|[^-]-[^-]+-[^-]+-[^-]+-[^-]")


def _mostly_links(shape: Shape) -> bool:
    return shape.headline_links >= 8 and shape.link_text * 2 > shape.text


def _shell(facts: Facts) -> bool:
    """No text to read, and nothing in the head that would make an item without it."""
    if facts.shape.text >= 200 or facts.shape.prose >= 60:
        return False
    described = width(facts.description) >= 50 and len(fold(facts.title)) > 8
    return not (described and (facts.link_dated or facts.is_article_type or facts.dated)) and facts.shape.text < 200


_CHECKS: tuple[tuple[Reason, Callable[[Facts], bool]], ...] = (
    ("challenge page", _challenge),
    ("page not found", _not_found),
    ("login page", _login),
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
