"""A story as the page a content management system would make of it: 60 to 100 KB, most of it not the story."""

import json
from collections.abc import Sequence
from html import escape
from random import Random

from bench.crawl.furniture import comments, footer, header, most_read, related, share_bar, style_sheet
from bench.crawl.stories import Story, WebSite

SMALLEST, LARGEST = 61_000, 99_000  # bytes aimed at
_FILL = "<!--state-->"


def page(site: WebSite, story: Story, others: Sequence[Story]) -> bytes:
    """The whole page in UTF-8. What is missing to its size stands in an inline script, as on real pages."""
    random = Random(f"page {site.number} {story.number}")
    language = site.language
    text = (
        f'<!DOCTYPE html>\n<html lang="{language.code}" dir="{language.direction}">\n'
        f"{_head(site, story, random)}\n<body class='page page--article section-{story.number % 7}'>\n"
        f"{header(site, random)}\n<main id='content' class='layout layout--two-columns'>\n"
        f"{_article(site, story, random)}\n{most_read(site, others, random)}\n</main>\n"
        f"{related(site, others, random)}\n{comments(site, random)}\n{footer(site, random)}\n"
        f"{_FILL}\n</body>\n</html>\n"
    )
    target = random.randint(SMALLEST, LARGEST)
    return text.replace(_FILL, _state(site, others, random, target - len(text.encode()))).encode()


def _head(site: WebSite, story: Story, random: Random) -> str:
    title, summary, address = escape(story.headline), escape(story.summary), site.base + story.path
    return f"""<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} | {site.title}</title>
<meta name="description" content="{summary}">
<link rel="canonical" href="{address}">
<link rel="alternate" type="application/rss+xml" title="{site.title}" href="{site.base}/feed.xml">
<meta property="og:type" content="article">
<meta property="og:title" content="{title}">
<meta property="og:description" content="{summary}">
<meta property="og:url" content="{address}">
<meta property="og:site_name" content="{site.title}">
<meta property="og:image" content="{site.base}/media/{story.number}-1200.jpg">
<meta property="article:published_time" content="{story.published.isoformat()}">
<meta property="article:section" content="{escape(story.section)}">
<meta name="twitter:card" content="summary_large_image">
<meta name="twitter:title" content="{title}">
<script type="application/ld+json">{_linked_data(site, story)}</script>
<style>{style_sheet(random)}</style>
<script>window.dataLayer=window.dataLayer||[];
(function(w,d){{w.loaded=function(n){{d.documentElement.className+=" "+n}};
w.dataLayer.push({{event:"page",section:{json.dumps(story.section)},id:{story.number}}});
w.loaded("js")}})(window,document);</script>
</head>"""


def _linked_data(site: WebSite, story: Story) -> str:
    publisher = {"@type": "NewsMediaOrganization", "name": site.title, "url": site.base + "/"}
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.headline,
        "description": story.summary,
        "datePublished": story.published.isoformat(),
        "dateModified": story.published.isoformat(),
        "inLanguage": site.language.code,
        "articleSection": story.section,
        "mainEntityOfPage": site.base + story.path,
        "author": {"@type": "Organization", "name": site.language.newsroom},
        "publisher": publisher,
    }
    return json.dumps(data, ensure_ascii=False)


def _article(site: WebSite, story: Story, random: Random) -> str:
    labels = site.language.labels
    time = f'<time datetime="{story.published.isoformat()}">{story.published:%Y-%m-%d %H:%M}</time>'
    body = "\n".join(_blocks(site, story, random))
    return f"""<article class="article article--standard" itemscope itemtype="https://schema.org/NewsArticle">
<p class="article__kicker"><a href="/section/{story.number % 7}">{escape(story.section)}</a></p>
<h1 class="article__headline" itemprop="headline">{escape(story.headline)}</h1>
<p class="article__lead">{escape(story.summary)}</p>
<div class="article__meta"><span class="byline">{site.language.newsroom}</span> <span>{labels[7]} {time}</span></div>
{share_bar(site, story)}
<figure class="article__figure"><img src="/media/{story.number}-800.jpg" width="800" height="450" alt="">
<figcaption>{escape(site.language.headline(random))}</figcaption></figure>
<div class="article__body" itemprop="articleBody">
{body}
</div>
{share_bar(site, story)}
</article>"""


def _blocks(site: WebSite, story: Story, random: Random) -> list[str]:
    """The paragraphs, with a subheading, a quotation and a link here and there."""
    blocks = []
    for number, paragraph in enumerate(story.paragraphs(site)):
        if number % 6 == 5:
            blocks.append(f'<h2 class="article__subheading">{escape(site.language.headline(random))}</h2>')
        text = escape(paragraph)
        if number % 4 == 2:
            first, _, rest = text.partition(" ")
            text = f'<a class="inline-link" href="/topic/{random.randrange(90)}">{first}</a> {rest}'
        blocks.append(f"<blockquote><p>{text}</p></blockquote>" if number == 7 else f"<p>{text}</p>")
    return blocks


def _state(site: WebSite, others: Sequence[Story], random: Random, size: int) -> str:
    """A script of `size` bytes with what the page's own code would need to draw itself again."""
    opening, closing = '<script id="state">window.__STATE__=[', "];</script>"
    rows, length = [], len(opening) + len(closing)
    while length < size:
        row = json.dumps({"id": f"{random.getrandbits(64):016x}", "path": random.choice(others).path, "seen": False})
        rows.append(row)
        length += len(row) + 1
    return opening + ",".join(rows) + closing
