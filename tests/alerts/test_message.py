from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.alerts.channels.mail import mail_problem
from monitor.alerts.mail_addresses import mail_address, sender
from monitor.alerts.mail_server import MailDirectory, MailServer, MailServerError, read_mail_server
from monitor.alerts.message import Envelope, message_bytes
from monitor.settings import Environment
from tests.alerts.lab import part, read_mail

BAD = ["", "desk", "@tidings.example", "a b@tidings.example", "a@b..example", "a@-b.example", "a@b\0", "a@[127.0.0.1]"]
BAD += [
    "a\r\nBcc: b@c.example",
    "a@b.example\n",
    "<a@b.example>",
    "a,b@c.example",
    "\u202ea@b.example",
    "\ud800@b.example",
]
BAD += ["a" * 65 + "@b.example", "a@" + "b" * 250 + ".example", "a@xn--a.example\u3002"]


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_mail_address(text: str) -> None:
    assert mail_address(text) is None


def test_addresses_in_other_scripts() -> None:
    found = mail_address("bureau+x@münchen.example")
    assert found is not None
    assert found.addr_spec == "bureau+x@xn--mnchen-3ya.example"
    assert sender("Monitor\r\nBcc: a@b.example <m@t.example>") is None


def envelope(**values: object) -> Envelope:
    to, by = mail_address("desk@tidings.example"), sender("Le Moniteur é <monitor@tidings.example>")
    assert to is not None
    assert by is not None
    base: dict[str, object] = {
        "sender": by,
        "recipient": to,
        "message_id": "<0123456789abcdef0123456789abcdef@tidings.example>",
        "date": datetime(2026, 3, 1, 12, tzinfo=UTC),
        "stop": "https://monitor.tidings.example/stop/" + "x" * 900,
        "list_name": "alerts.monitor.tidings.example",
    }
    return Envelope(**{**base, **values})  # type: ignore[arg-type]


def test_the_same_values_give_the_same_bytes() -> None:
    made = [message_bytes(envelope(), "Ferries – 1 alert: العبّارة", "text", "<p>text</p>") for _ in range(2)]
    assert made[0] == made[1]
    assert made[0].isascii()


def test_the_parts_arrive_as_they_were() -> None:
    text = "Ferries – العبّارة\n\n.\n--=_0123456789abcdef0123456789abcdef\nFrom here = there \n" + "渡" * 400 + "\nend"
    markup = f'<p lang="zh" style="color: #000000">{"渡" * 400}</p>\n.\n'
    raw = message_bytes(envelope(), "s", text, markup)
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    mail = read_mail(raw)
    assert [one.get_content_type() for one in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert part(mail, "plain").splitlines() == text.splitlines()
    assert part(mail, "html").splitlines() == markup.splitlines()
    assert not [one.defects for one in mail.walk() if one.defects]


def test_addresses_of_pages_and_mails_go_out_whole() -> None:
    references = [f"<{number:032x}@a-rather-long-name-of-a-host.tidings.example>" for number in range(40)]
    raw = message_bytes(envelope(references=references), "s", "t", "<p>")
    mail = read_mail(raw)
    assert mail["List-Unsubscribe"] == f"<https://monitor.tidings.example/stop/{'x' * 900}>"
    assert b"=?" not in raw.partition(b"List-Unsubscribe:")[2].partition(b"\r\n")[0]
    assert mail["In-Reply-To"] == references[-1]
    assert mail["References"].split()[0] == references[0]
    assert len(mail["References"].split()) == 13
    assert max(map(len, raw.splitlines())) <= 998


def test_a_subject_can_inject_nothing() -> None:
    mail = read_mail(message_bytes(envelope(), "Ferry\r\nBcc: all@tidings.example\0\ud800", "t", "<p>"))
    assert mail["Bcc"] is None
    assert mail["Subject"].startswith("Ferry Bcc:")


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1e", "\x1b", "\x7f"])
def test_no_sign_that_ends_a_line_somewhere_keeps_a_mail_from_being_written(sign: str) -> None:
    mail = read_mail(message_bytes(envelope(), f"Ferry{sign}sails", "t", "<p>"))
    assert mail["Subject"] in ("Ferry sails", "Ferry\ufffdsails")


@pytest.mark.parametrize("text", ["", "x" * 300, "x" * 300 + "\n", "é " * 200, "x \n\n"])
def test_lines_end_as_mail_servers_want_it_also_where_a_text_has_but_one(text: str) -> None:
    raw = message_bytes(envelope(), "Ferry", text, "<p>")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    body = read_mail(raw).get_body(("plain",))
    assert body
    assert body.get_content().rstrip("\r\n") == text.rstrip("\n")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mail.example", "begins with"),
        ("http://mail.example", "begins with"),
        ("smtp://", "names no server"),
        ("smtp://mail.example:port", "port is a number"),
        ("smtp://mail.example/inbox", "more than a server"),
        ("smtp://mail.example?starttls=maybe", "one of required"),
        ("smtp://mail.example?tls=1", "has the option 'tls'"),
        ("smtp://mail.example", "names no user"),
        ("smtps://mail.example", "names no user"),
        ("smtp://user:s3cret@mail.example?starttls=never", "plain text"),
        ("smtp://user:s3/cret@mail.example", "port is a number"),
        ("maildir://mails", "three slashes"),
    ],
)
def test_wrong_servers_are_told_in_a_sentence(url: str, words: str) -> None:
    with pytest.raises(MailServerError, match=words) as caught:
        read_mail_server(url)
    assert "s3cret" not in str(caught.value)


def test_what_is_wrong_is_known_at_the_start(environment: Environment) -> None:
    assert mail_problem(environment) == ""
    assert "MONITOR_MAIL_FROM is not set" in mail_problem(
        replace(environment, smtp_url="smtp://127.0.0.1?starttls=never", mail_from="")
    )
    assert "is no mail address" in mail_problem(
        replace(environment, smtp_url="smtp://127.0.0.1?starttls=never", mail_from="a@b.example\r\nBcc: c@d.example")
    )


def test_servers() -> None:
    found = read_mail_server("smtp://user%40b:p%2Fw@mail.example?starttls=optional")
    assert isinstance(found, MailServer)
    assert (found.user, found.password, found.port, found.starttls) == ("user@b", "p/w", 587, "optional")
    assert "p/w" not in repr(found)
    assert read_mail_server("smtps://mail.example?auth=never").port == 465  # type: ignore[union-attr]
    assert isinstance(read_mail_server("maildir:///a%20b"), MailDirectory)
