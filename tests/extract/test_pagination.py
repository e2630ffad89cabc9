# ruff: noqa: E501 - fixtures are as wide as pages are
import pytest

from monitor.extract.listings import read_listing

URL = "https://example.org/news"


def following(main: str, url: str = URL, head: str = "") -> str | None:
    return read_listing(f"<html><head>{head}</head><body><p>x</p>{main}</body></html>".encode(), url, "").next_url


@pytest.mark.parametrize(
    ("main", "url", "expected"),
    [
        ('<a rel="next" href="?page=2">x</a>', URL, URL + "?page=2"),
        ('<div class="nav-previous"><a href="/news/page/2/">Older posts</a></div>', URL + "/", URL + "/page/2/"),
        ('<div class="nav-next"><a href="/news/page/1/">Newer</a></div><div class="nav-previous"><a href="/news/page/3/">Older</a></div>', URL + "/page/2/", URL + "/page/3/"),
        ('<a href="?page=1">next ›</a>', URL, URL + "?page=1"),
        ('<a href="?page=2">suivant ›</a><a href="?page=0">‹ précédent</a>', URL + "?page=1", URL + "?page=2"),
        ('<ul class="pagination"><li class="active"><span>1</span></li><li><a href="?p=2">2</a></li><li><a href="?p=3">3</a></li></ul>', URL, URL + "?p=2"),
        ('<ul class="pagination"><li><a href="?p=1">1</a></li><li class="active"><a href="?p=2">2</a></li><li><a href="?p=3">3</a></li></ul>', URL + "?p=2", URL + "?p=3"),
        ('<div class="pager"><strong>1</strong> <a href="/news/2">2</a> <a href="/news/3">3</a></div>', URL, URL + "/2"),
        ('<div class="pages">1 <a href="news-2.html">2</a> <a href="news-3.html">3</a></div>', "https://example.org/news.html", "https://example.org/news-2.html"),
        ('<nav><a href="?start=20">Siguiente</a></nav>', URL + "?start=10", URL + "?start=20"),
        ('<nav><a href="?debut_articles=10#p">page suivante</a></nav>', URL, URL + "?debut_articles=10"),
        ('<nav><a href="?tx_news%5Bpage%5D=2&amp;cHash=ab12">Weiter</a></nav>', URL, URL + "?tx_news%5Bpage%5D=2&cHash=ab12"),
        ('<a href="?page=2">التالي</a>', URL, URL + "?page=2"), ('<a href="?page=2">下一页</a>', URL, URL + "?page=2"),
        ('<a href="?page=2">Следующая</a>', URL, URL + "?page=2"), ('<a href="?page=2">หน้าถัดไป</a>', URL, URL + "?page=2"),
        ('<li class="pager__item--next"><a href="?page=4"><span>››</span></a></li>', URL + "?page=3", URL + "?page=4"),
        ('<a href="?lang=fr&amp;page=2">Suivant</a>', URL + "?lang=fr", URL + "?lang=fr&page=2"),
    ],
)  # fmt: skip
def test_next_page(main: str, url: str, expected: str) -> None:
    assert following(main, url) == expected


def test_link_in_the_head() -> None:
    assert following("", URL, '<link rel="next" href="/news/page/2">') == URL + "/page/2"


@pytest.mark.parametrize(
    ("main", "url"),
    [
        ("", URL),
        ('<a rel="next" href="/news/another-story">Next story</a>', URL),
        ('<a rel="next" href="https://other.example/news?page=2">Next</a>', URL),
        ('<a href="?page=1">‹ previous</a>', URL + "?page=2"),
        ('<div class="calendar"><a href="?page=2">Next</a></div>', URL),
        ('<a href="?month=12">Next ›</a>', URL),
        ('<a href="/events/2026/12">Next ›</a>', "https://example.org/events/2026/11"),
        ('<div class="comments"><a href="?page=2">Older</a></div>', URL),
        ('<a rel="next" href="/?p=3293">Next</a>', "https://example.org/?p=3289"),
        ('<a href="?sort=title">Next</a>', URL),
        ('<a href="?page=2&amp;topic=courts">Next</a>', URL),
        ('<div class="pager"><a href="?page=0">1</a> <strong>2</strong></div>', URL + "?page=1"),
        ('<a href="/login?page=2">Next</a>', URL),
    ],
)  # fmt: skip
def test_no_next_page(main: str, url: str) -> None:
    assert following(main, url) is None
