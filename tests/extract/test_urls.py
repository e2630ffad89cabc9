import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor.extract.urls import absolute, host, normalise, registrable, same_site

BASE = "https://example.org/news/list?page=2"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/a", "https://example.org/a"),
        ("a", "https://example.org/news/a"),
        ("?page=3", "https://example.org/news/list?page=3"),
        ("//other.example/x", "https://other.example/x"),
        ("  https://example.org/\n x ", "https://example.org/%20x"),
        ("\\news\\b", "https://example.org/news/b"),
        ("#top", "https://example.org/news/list?page=2"),
        ("/новости/1", "https://example.org/новости/1"),
        ("HTTP://EXAMPLE.org", "http://EXAMPLE.org/"),
    ],
)
def test_absolute(href: str, expected: str) -> None:
    assert absolute(BASE, href) == expected


@pytest.mark.parametrize(
    "href",
    [
        "", " ", "javascript:void(0)", "java\nscript:x", "mailto:a@b.example", "tel:+123", "data:text/html,x", "http://[::1",
        "http://", "http://a b/", "http://example.org:99999/", "http://exa\ud800mple.org/", "/x\udfff",
        "ftp://example.org/x", "/" + "x" * 2_001, "http://[bad]/", "http://a..b/",
    ],
)  # fmt: skip
def test_no_address(href: str) -> None:
    assert absolute(BASE, href) is None


def test_keeps_fragment_when_asked() -> None:
    assert absolute(BASE, "#note-1", keep_fragment=True) == BASE + "#note-1"


SAME = [
    ("http://example.org/a", "https://www.example.org/a/"),
    ("https://example.org", "https://example.org/index.php"),
    ("https://example.org/a?b=1&a=2", "https://example.org/a?a=2&b=1"),
    ("https://example.org/a?", "https://example.org/a"),
    ("https://example.org/a", "https://example.org/a?utm_source=x&UTM_Medium=y&fbclid=z"),
    ("https://example.org/a?id=7", "https://example.org/a?CMP=share&id=7&at_medium=RSS&mc_cid=1"),
    ("https://example.org/a", "https://example.org/a;jsessionid=AB12?PHPSESSID=0f0f"),
    ("https://example.org/a", "https://example.org/a?sid=0a1b2c3d4e5f60718293a4b5c6"),
    ("https://example.org/a", "https://example.org/a/amp/"),
    ("https://example.org/a", "https://example.org/a/amp"),
    ("https://example.org/a", "https://amp.example.org/a"),
    ("https://example.org/a", "https://example.org/a?amp"),
    ("https://example.org/a", "https://example.org/a?outputType=amp"),
    ("https://example.org/a.html", "https://example.org/a.amp.html"),
    ("https://example.org/a", "https://example.org/a?print=1"),
    ("https://example.org/a", "https://example.org/a/print/"),
    ("https://example.org/a", "https://example.org/a?view=print"),
    ("https://example.org/a", "https://example.org/a?ref=rss"),
    ("https://example.org/~a", "https://example.org/%7ea"),
    ("https://example.org/caf%C3%A9", "https://example.org/cafe\u0301"),
    ("https://example.org/caf%c3%a9", "https://example.org/café"),
    ("https://bücher.example/", "https://xn--bcher-kva.example"),
    ("https://example.org/b", "https://example.org/a/./../b"),
    ("https://example.org/a b", "https://example.org/a%20b"),
    ("https://example.org/?q=a+b", "https://example.org/?q=a%20b"),
    ("https://example.org./a", "https://user:word@EXAMPLE.ORG:443//a#x"),
    # Copied out of HTML source.
    ("https://example.org/a?b=2&id=1", "https://example.org/a?id=1&amp;b=2"),
    ("https://example.org/a", "https://example.org/a?print=1&amp;amp;utm_source=x"),
    ("https://example.org/a", "https://example.org/(S(lit3py55t21z5v55vlm25s55))/a"),
    ("https://example.org/a", "https://example-org.cdn.ampproject.org/c/s/example.org/a/amp/"),
    ("https://example.org/a", "https://www.google.co.uk/amp/s/www.example.org/a"),
    ("https://example.org/a?id=3", "https://example.org/a?do=print&id=3"),
    ("https://example.org/a", "https://example.org/a?tmpl=component&print=1"),
    ("https://example.org/a", "https://example.org/a/amp.html"),
    ("https://example.org/a.html", "https://example.org/a.print.html"),
    ("https://example.org/a", "https://www2.example.org/a/"),
    ("https://example.org/a?x=", "https://example.org/a?&x&="),
    ("https://bücher.example/a", "https://BÜCHER.example/a"),
    ("https://bücher.example/a", "http://bu\u0308cher。example/a"),
    ("https://straße.example/", "https://xn--strae-oqa.example/"),
    ("https://example.org/%D8%AE%D8%A8%D8%B1/", "https://example.org/خبر"),
    ("https://example.org/a?b[]=1&b[]=2", "https://example.org/a?b%5B%5D=1&b%5b%5d=2"),
    ("https://example.org/a", "https://www.amp.example.org/amp/a/amp/?amp=1&amp;gclid=1"),
    ("https://example.org/a", "https://example.org/a?%75tm_source=x&srsltid=y&__cf_chl_tk=z"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_page(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


DIFFERENT = [
    ("https://example.org/?p=12", "https://example.org/?p=13"),
    ("https://example.org/a?id=7", "https://example.org/a?id=8"),
    ("https://example.org/a?storyid=1", "https://example.org/a"),
    ("https://example.org/a?sid=12", "https://example.org/a?sid=13"),
    ("https://example.org/A", "https://example.org/a"),
    ("https://example.org/a?ref=AMR370012017", "https://example.org/a?ref=AMR370022017"),
    ("https://example.org/a?source=ministry", "https://example.org/a?source=court"),
    ("https://example.org/a?page=2", "https://example.org/a"),
    ("https://example.org:8080/a", "https://example.org/a"),
    ("https://fr.example.org/a", "https://example.org/a"),
    ("https://example.org/a%2Fb", "https://example.org/a/b"),
    ("https://example.org/lamp", "https://example.org/l"),
    ("https://example.org/a?view=full", "https://example.org/a"),
    ("https://example.org/%E9", "https://example.org/%E8"),
    ("https://example.org/a?lang=fr", "https://example.org/a?lang=en"),
    ("https://example.org/a?b=1&b=2", "https://example.org/a?b=2&b=1"),
    ("https://example.org/(draft)/a", "https://example.org/a"),
    ("https://example.org/blueprint.html", "https://example.org/blue.html"),
    ("https://example.org/a/ampere", "https://example.org/a"),
    ("https://example.org/a?action=report", "https://example.org/a"),
    ("https://google.com/amp/s/example.org/a", "https://example.com/a"),
    ("https://wwwexample.org/a", "https://example.org/a"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_pages(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_standalone_fragment_survives_only_when_asked() -> None:
    url = "http://example.org/list/#item-none-00ff"
    assert normalise(url, keep_fragment=True) == "https://example.org/list#item-none-00ff"
    assert normalise(url) == "https://example.org/list"


HOSTS = ["example.org", "www.amp.example.org", "www.www", "127.0.0.1:80", "[::1]", "ЁЖ.example", "a:b@c"]
SEGMENTS = [
    "amp",
    "print",
    "index.html",
    "..",
    ".",
    "%2e",
    "a.amp",
    "",
    ";sid=1",
    "é",
    "e",
    "\u0301",
    "%CC%81",
    "%",
    "%25",
]
PARTS = ["amp", "a=1", "b=+", "utm_x=1", "%", "a=%zz", "=", "&", "ref=rss", "%72ef=rss", "a=\u0338", "%E9"]
ADDRESSES = st.one_of(
    st.text(),
    st.builds(
        "{}{}/{}?{}#{}".format,
        st.sampled_from(["http://", "https://", "HTTP://", "//", ""]),
        st.sampled_from(HOSTS),
        st.lists(st.sampled_from(SEGMENTS)).map("/".join),
        st.lists(st.sampled_from(PARTS)).map("&".join),
        st.text(max_size=5),
    ),
)  # fmt: skip


@settings(deadline=None)
@given(ADDRESSES, st.booleans())
@example("http://www.example.org/amp/print/index.html/amp.amp", False)
@example("https://example.org/\ud800", False)
def test_normalise_is_total_and_idempotent(url: str, keep: bool) -> None:
    once = normalise(url, keep_fragment=keep)
    assert normalise(once, keep_fragment=keep) == once
    once.encode()


@settings(deadline=None)
@given(ADDRESSES, ADDRESSES)
def test_absolute_never_raises(base: str, href: str) -> None:
    url = absolute(base, href)
    assert url is None or (url.startswith(("http://", "https://")) and host(url) != "")
    registrable(href)


def test_sites() -> None:
    assert registrable("https://a.b.example.com.br/") == "example.com.br"
    assert registrable("https://section.example/") == "section.example"
    assert registrable("mailto:x") == ""
    assert registrable("http://localhost:81/") == "localhost:81"
    assert same_site("http://127.0.0.1:1/", "http://127.0.0.1:1/x")
    assert not same_site("http://127.0.0.1:1/", "http://127.0.0.1:2/")
    assert not same_site("https://one.github.io/", "https://two.github.io/")
    assert not same_site("x", "y")
