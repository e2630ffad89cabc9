"""What stands around a story on a page: menus, lists of other stories, share bars, comments, style sheet."""

from collections.abc import Sequence
from html import escape
from random import Random

from bench.crawl.stories import Story, WebSite

_NETWORKS = ("square", "circle", "harbour", "pigeon", "post")
_ICON = (
    '<svg class="icon icon--{name}" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">'
    '<path d="M4 4h16v12H5.2L4 17.2V4zm2 2v7h12V6H6z"/><path d="M8 8h8v1.5H8zM8 10.6h5v1.5H8z"/></svg>'
)


def header(site: WebSite, random: Random) -> str:
    """The name of the site, a search box and a menu of twelve sections with four links each."""
    sections = "\n".join(_section(site, number, random) for number in range(len(site.language.menu)))
    return f"""<header class="masthead"><div class="masthead__bar">
<a class="masthead__logo" href="/">{site.title}</a>
<form class="search" action="/search" role="search"><input name="q" type="search">
<button>{_ICON.format(name="find")}</button></form></div>
<nav class="menu" aria-label="{site.language.menu[0]}"><ul class="menu__list">
{sections}
</ul></nav></header>"""


def _section(site: WebSite, number: int, random: Random) -> str:
    name = site.language.menu[number]
    links = "".join(
        f'<li class="menu__subitem"><a href="/section/{number}/{n}" data-track="menu-{number}-{n}">'
        f"<span>{name} {n}</span></a></li>"
        for n in range(1, 5)
    )
    return f"""<li class="menu__item menu__item--{random.randrange(9)}">
<a href="/section/{number}">{name}</a><ul>{links}</ul></li>"""


def share_bar(site: WebSite, story: Story) -> str:
    """One button for each of five networks that do not exist."""
    buttons = "\n".join(
        f'<li><a class="share__link share__link--{name}" rel="nofollow noopener" target="_blank" '
        f'href="https://{name}.invalid/share?u={site.base}{story.path}">{_ICON.format(name=name)}<span>{name}</span></a></li>'
        for name in _NETWORKS
    )
    return f'<div class="share"><span class="share__label">{site.language.labels[0]}</span><ul>\n{buttons}\n</ul></div>'


def most_read(site: WebSite, others: Sequence[Story], random: Random) -> str:
    """A side column with ten headlines and a box to subscribe."""
    rows = "\n".join(
        f'<li><a href="{story.path}" data-position="{n}">{escape(story.headline)}</a></li>'
        for n, story in enumerate(random.choices(others, k=10), start=1)
    )
    return f"""<aside class="side"><h3>{site.language.labels[3]}</h3><ol class="side__list">
{rows}
</ol><form class="letter" action="/letter" method="post">
<label>{site.language.labels[4]} <input name="address" type="email"></label>
<button type="submit">{site.language.labels[4]}</button></form></aside>"""


def related(site: WebSite, others: Sequence[Story], random: Random) -> str:
    """Sixteen cards with a picture in four sizes, a headline and a teaser."""
    cards = "\n".join(_card(story) for story in random.choices(others, k=16))
    return f'<section class="related"><h3>{site.language.labels[1]}</h3>\n{cards}\n</section>'


def _card(story: Story) -> str:
    teaser = escape(story.summary[:160])
    pictures = ", ".join(f"/media/{story.number}-{width}.jpg {width}w" for width in (320, 480, 800, 1200))
    return f"""<div class="card card--teaser"><a class="card__link" href="{story.path}">
<img loading="lazy" alt="" srcset="{pictures}">
<h4 class="card__headline">{escape(story.headline)}</h4></a><div class="card__text"><p class="card__teaser">{teaser}</p>
<span class="card__kicker">{escape(story.section)}</span></div>
<time datetime="{story.published.isoformat()}">{story.published:%Y-%m-%d}</time></div>"""


def comments(site: WebSite, random: Random) -> str:
    """Eight to fourteen remarks of readers who are numbers."""
    rows = "\n".join(_comment(site, random) for _ in range(random.randint(8, 14)))
    return f'<section id="comments" class="comments"><h3>{site.language.labels[2]}</h3>\n{rows}\n</section>'


def _comment(site: WebSite, random: Random) -> str:
    number, text = random.randrange(10**6), escape(site.language.paragraph(random, random.randint(1, 3)))
    return f"""<div class="comment" id="c{number}">
<div class="comment__head"><b>#{number}</b> <span class="comment__votes">+{number % 40}</span></div>
<div class="comment__body"><p>{text}</p></div>
<div class="comment__foot"><a class="comment__reply" href="#c{number}">{site.language.labels[6]}</a></div></div>"""


def footer(site: WebSite, random: Random) -> str:
    """Thirty-six more links and the line about rights."""
    links = "\n".join(
        f'<li><a class="footer__link" href="/info/{random.randrange(500)}">{name} {n}</a></li>'
        for name in site.language.menu
        for n in range(3)
    )
    return f'<footer class="footer"><ul>\n{links}\n</ul><p>{site.title}. {site.language.labels[5]}.</p></footer>'


def style_sheet(random: Random) -> str:
    """Some eight thousand characters of rules for the classes used here and for others that are not."""
    names = ("article", "card", "comment", "footer", "layout", "masthead", "menu", "search", "share", "side")
    return "\n".join(
        f".{name}__{part}--{number}{{margin:{random.randrange(40)}px {random.randrange(40)}px;"
        f"color:#{random.getrandbits(24):06x};font-size:{random.randrange(12, 40)}px;display:flex}}"
        for name in names
        for part in ("link", "item", "list")
        for number in range(3)
    )
