"""What one run learns of a source's dates, and the next one uses."""

from tests.crawl.lab import Lab
from tests.crawl.pages import article
from tests.site.server import Site


def printed(number: int, shown: str) -> str:
    """A page on which no program states a date."""
    page = article(number)
    start = page.index('<meta property="article:published_time"')
    stated = page[start : page.index(">", start) + 1]
    return page.replace(stated, "").replace("</h1>", f'</h1><p class="date">{shown}</p>')


def put(site: Site, dates: list[str]) -> None:
    items = "".join(f"<item><title>Report</title><link>{site.url(f'/n/{n}')}</link></item>" for n in range(len(dates)))
    site.add(
        "/feed",
        f'<rss version="2.0"><channel><title>C</title>{items}</channel></rss>',
        content_type="application/rss+xml",
    )
    for number, shown in enumerate(dates):
        site.add(f"/n/{number}", printed(number, shown))


def test_the_order_of_day_and_month_is_learned_for_the_next_run(lab: Lab, site: Site) -> None:
    clear = ["15/04/2026", "16/04/2026", "17/04/2026"]
    put(site, clear)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    lab.crawl("courier")
    put(site, [*clear, "03/04/2026"])
    lab.crawl("courier")
    days = {item["url"][-1]: (item["published_day"], item["published_confidence"]) for item in lab.items()}
    assert days == {
        "0": ("2026-04-15", "medium"),
        "1": ("2026-04-16", "medium"),
        "2": ("2026-04-17", "medium"),
        "3": ("2026-04-03", "medium"),
    }
