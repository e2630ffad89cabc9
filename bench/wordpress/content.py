"""What the site is filled with: posts, pages and documents in six languages, from invented phrases."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bench.crawl.words import LANGUAGES, Language

TITLE = "Lagoon Rights Watch"
AUTHORS = ("Newsroom", "Field Desk")
ORDINARY = 56
DOCUMENTS = 6
DOSSIERS = 2
_PAGES = ("about", "contact", "donate", "privacy", "our-team")
_TOPICS = ("Courts", "Water", "Detention", "Land", "Schools")


@dataclass(frozen=True, slots=True)
class Post:
    """One post, page or document as `fill.php` takes it. `paragraphs` are what a reader of it sees."""

    slug: str
    title: str
    content: str
    date_gmt: str
    paragraphs: tuple[str, ...] = ()
    type: str = "post"
    status: str = "publish"
    password: str = ""
    author: int = 1
    sticky: bool = False
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    comments: tuple[str, ...] = field(default_factory=tuple)


def make_posts(now: datetime) -> list[Post]:
    """All of the first day, in the order in which an editor wrote them."""
    ordinary = [_ordinary(number, now) for number in range(ORDINARY)]
    documents = [_written(f"document-{n}", now - timedelta(days=20 * n + 3), type="document") for n in range(DOCUMENTS)]
    dossiers = [_written(f"dossier-{n}", now - timedelta(days=30 * n + 4), type="dossier") for n in range(DOSSIERS)]
    return [*ordinary, *_odd(now), *documents, *dossiers, *(_page(slug, now) for slug in _PAGES)]


def added_post(now: datetime) -> Post:
    """The post that is published between two crawls."""
    return _written("published-later", now)


def added_text() -> str:
    """A paragraph that an editor adds to a post that was crawled before."""
    return LANGUAGES["en"].paragraph(Random("added"), 3)


def _ordinary(number: int, now: datetime) -> Post:
    """The oldest first, over a year; the third of them is long, the fifth has comments."""
    age = timedelta(days=365 * (ORDINARY - number) / ORDINARY, hours=5 * number % 24, minutes=7 * number % 60)
    return _written(
        f"story-{number:02}",
        now - age,
        language=list(LANGUAGES.values())[number % len(LANGUAGES)],
        author=1 + number % 2,
        categories=(_TOPICS[number % len(_TOPICS)],),
        tags=(f"topic {number % 7}", f"place {number % 4}"),
        comments=_comments(number) if number % 5 == 0 else (),
        blocks=number % 2 == 0,
        count=3 if number % 9 == 0 else 9,
    )


def _odd(now: datetime) -> list[Post]:
    """The posts in which real sites differ from a list of articles."""
    builder = _written("page-builder", now - timedelta(days=8))
    text = "".join(
        f"[vc_row][vc_column][vc_column_text]{part}[/vc_column_text][/vc_column][/vc_row]"
        for part in builder.paragraphs
    )
    parts = _written("several-pages", now - timedelta(days=9), count=12)
    middle = len(parts.paragraphs) // 2
    halves = ("\n\n".join(half) for half in (parts.paragraphs[:middle], parts.paragraphs[middle:]))
    return [
        _written("behind-a-password", now - timedelta(days=5), password="reed-and-salt"),
        _written("private", now - timedelta(days=6), status="private"),
        _written("draft", now - timedelta(days=7), status="draft"),
        _written("scheduled", now + timedelta(days=30), status="future"),
        _written("sticky", now - timedelta(days=100), sticky=True),
        _with(builder, text),
        _with(parts, "\n\n<!--nextpage-->\n\n".join(halves)),
    ]


def _page(slug: str, now: datetime) -> Post:
    return _written(slug, now - timedelta(days=300), type="page", title=slug.replace("-", " ").capitalize(), count=3)


def _with(post: Post, content: str) -> Post:
    values = {name: getattr(post, name) for name in Post.__dataclass_fields__}
    return Post(**values | {"content": content})


def _written(
    slug: str,
    published: datetime,
    *,
    language: Language = LANGUAGES["en"],
    title: str = "",
    blocks: bool = True,
    count: int = 9,
    **values: object,
) -> Post:
    """A post of `count` paragraphs, in the block editor's markup or as the older editor left it."""
    random = Random(slug)
    paragraphs = tuple(language.paragraph(random, random.randint(2, 4)) for _ in range(count))
    content = _in_blocks(paragraphs) if blocks else "\n\n".join(paragraphs)
    moment = published.strftime("%Y-%m-%d %H:%M:%S")
    headline = title or f"{language.headline(random)} ({slug})"
    return Post(slug, headline, content, moment, paragraphs, **values)  # type: ignore[arg-type]


def _in_blocks(paragraphs: tuple[str, ...]) -> str:
    return "\n\n".join(f"<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->" for text in paragraphs)


def _comments(number: int) -> tuple[str, ...]:
    random = Random(f"comments {number}")
    return tuple(f"Reader note: {LANGUAGES['en'].paragraph(random, 2)}" for _ in range(4))
