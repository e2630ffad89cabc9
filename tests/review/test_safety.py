"""Tokens, hosts, headers, and what is sent in the wrong shape."""

import pytest

from tests.review.people import Visitor


async def test_a_form_without_its_token_changes_nothing(visitor: Visitor) -> None:
    browser = await visitor("reader")
    for token in ("", "ab" * 32, "{}", "z" * 64):
        browser.token = token
        assert (await browser.post("/logout")).status_code == 403
    assert (await browser.get("/")).headers["location"] == "/alerts"


async def test_a_token_of_another_session_does_not_fit(visitor: Visitor) -> None:
    mine, other = await visitor("reader", "ada"), await visitor("reader", "ben")
    mine.token = other.token
    assert (await mine.post("/logout")).status_code == 403


async def test_a_form_sent_by_another_site_is_refused(visitor: Visitor) -> None:
    browser = await visitor("reader")
    answer = await browser.client.post(
        "/logout", data={"token": browser.token}, headers={"sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example"])
async def test_another_host_is_not_answered(visitor: Visitor, host: str) -> None:
    assert (await (await visitor()).get("/login", host=host)).status_code in {400, 421}


async def test_every_answer_carries_the_policy(visitor: Visitor) -> None:
    browser = await visitor()
    for path in ("/login", "/no/such/page", "/static/app.css", "/alerts.json"):
        headers = (await browser.get(path)).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"name": {"$ne": ""}, "passphrase": {"$ne": ""}}'),
        ("application/json", b"[" * 100_000),
        ("application/json", b"\xff\xfe"),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n--x--"),
        ("application/x-www-form-urlencoded", b"&".join(b"a=%d" % n for n in range(3_000))),
    ],
)
async def test_what_is_no_form_is_refused(visitor: Visitor, kind: str, body: bytes) -> None:
    browser = await visitor()
    answer = await browser.client.post("/login", content=body, headers={"content-type": kind})
    assert answer.status_code == 400


async def test_a_form_that_is_too_long_is_refused(visitor: Visitor) -> None:
    browser = await visitor()
    assert (await browser.client.post("/login", data={"name": "a" * 1_100_000})).status_code == 413


async def test_operators_in_a_form_are_texts(visitor: Visitor, with_passphrase: str) -> None:
    browser = await visitor()
    await browser.get("/login")
    answer = await browser.client.post("/login", data={"token": browser.token, "name[$ne]": "", "passphrase[$ne]": ""})
    assert answer.status_code == 401
