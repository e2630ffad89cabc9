"""Connections are made to public addresses and exempt networks only, however they are written."""

import pytest

from tests.middlewares.crawl import crawl
from tests.site.server import Site


@pytest.mark.parametrize("runner", [False, True])
def test_every_spelling_of_loopback_is_refused(site: Site, runner: bool) -> None:
    port = site.port
    hosts = ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0.0.0.0"]
    pages = [f"http://{host}:{port}/" for host in hosts]
    pages += [f"http://[::1]:{port}/", f"http://[::ffff:127.0.0.1]:{port}/", f"http://user:pass@127.0.0.1:{port}/"]
    report = crawl(*pages, exempt=[], runner=runner)
    assert [report.reason(url).partition(" (")[0] for url in pages] == ["address is not public"] * len(pages)
    assert report.reason(pages[0]) == "address is not public (127.0.0.1)"
    assert site.requests == []


def test_exempt_networks_are_reached_and_nothing_else_is(site: Site) -> None:
    with Site(address="127.0.0.2") as other:
        site.add("/", "welcome")
        report = crawl(site.url(), other.url())
        assert report.status(site.url()) == 200
        assert report.reason(other.url()) == "address is not public (127.0.0.2)"
        assert other.requests == []


def test_a_name_with_several_addresses_leads_to_the_allowed_ones(site: Site) -> None:
    site.add("/", "welcome")
    # On most machines also ::1, which is not exempt here.
    url = site.url(host="localhost")
    assert crawl(url).status(url) == 200


def test_a_redirect_does_not_lead_around_the_guard(site: Site) -> None:
    with Site(address="127.0.0.2") as inner:
        inner.add("/secret", "secret")
        site.redirect("/page", inner.url("/secret"))
        site.redirect("/feed", inner.url("/secret"))
        report = crawl(site.url("/page"), entries=[site.url("/feed")])
        assert report.reason(site.url("/page")) == "address is not public (127.0.0.2)"
        assert report.reason(site.url("/feed")) == "address is not public (127.0.0.2)"
        assert inner.requests == []


def test_a_redirected_robots_txt_does_not_lead_around_the_guard(site: Site) -> None:
    with Site(address="127.0.0.2") as inner:
        site.redirect("/robots.txt", inner.url("/robots.txt"))
        report = crawl(site.url())
        assert report.reason(site.url()) == "address is not public (127.0.0.2)"
        assert inner.requests == []


def test_a_refused_address_is_not_tried_again(site: Site) -> None:
    report = crawl(site.url(), exempt=[])
    assert report.requests_made == 1
    assert report.got[site.url()]["permanent"] is True


def test_names_that_do_not_exist_or_cannot() -> None:
    pages = ["http://nothing.invalid/", f"http://{'a' * 70}.example/", "http://a..example/"]
    report = crawl(*pages, settings={"RETRY_TIMES": 0})
    assert [report.reason(url) for url in pages] == ["host not found"] * 3


def test_a_proxy_is_not_used(site: Site) -> None:
    with Site() as proxy:
        report = crawl(site.url(), meta={"proxy": proxy.url()})
        assert proxy.requests == []
        assert "reason" in report.got[site.url()]
