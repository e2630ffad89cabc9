"""A letter as a message for the wire: headers that nothing from outside can reach into."""

import re
from binascii import b2a_qp
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy

from monitor.alerts.words import one_line

LONGEST_SUBJECT = 400
# Programs that show threads read the first and the last; no header grows for ever.
MOST_REFERENCES = 12
# For the library each of them that ends a line somewhere, such as U+2028, is a reason to write no mail.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class _Policy(EmailPolicy):
    """Addresses of pages and messages go out as they are: the standard library would encode or break long ones."""

    def fold(self, name: str, value: str) -> str:
        """A header as it stands in the message."""
        if name.lower() in ("message-id", "in-reply-to", "references", "list-unsubscribe"):
            return f"{name}: {f'{self.linesep} '.join(str(value).split())}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: str) -> bytes:
        """The same as bytes."""
        return self.fold(name, value).encode("utf-8" if self.utf8 else "ascii", "surrogateescape")


# Seven bits get through everywhere, whatever the server offers.
POLICY = _Policy(linesep=SMTP.linesep, cte_type="7bit", max_line_length=78)
# For addresses that are not ASCII before the @; see RFC 6532.
POLICY_UTF8 = POLICY.clone(utf8=True)


@dataclass(frozen=True, slots=True)
class Envelope:
    """Everything of a message but its text. `references` are Message-IDs of earlier mails, the first first."""

    sender: Address
    recipient: Address
    message_id: str
    date: datetime
    stop: str
    list_name: str
    references: Sequence[str] = ()


def message_bytes(envelope: Envelope, subject: str, text: str, html: str) -> bytes:
    """The message, the same bytes for the same values."""
    needs_utf8 = not envelope.recipient.username.isascii()
    message = EmailMessage(POLICY_UTF8 if needs_utf8 else POLICY)
    message["From"] = envelope.sender
    message["To"] = envelope.recipient
    message["Subject"] = one_line(subject, LONGEST_SUBJECT) if _is_hostile(subject) else subject
    message["Date"] = envelope.date
    message["Message-ID"] = envelope.message_id
    if envelope.references:
        references = list(dict.fromkeys(envelope.references))
        message["In-Reply-To"] = references[-1]
        message["References"] = " ".join([references[0], *references[1:][-MOST_REFERENCES:]])
    message["Auto-Submitted"] = "auto-generated"
    message["List-Id"] = f"<{envelope.list_name}>"
    message["List-Unsubscribe"] = f"<{envelope.stop}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["MIME-Version"] = "1.0"
    # A repeat after a crash is the very same mail, so nothing in it is random. No part holds "=_" (RFC 2045, 6.7).
    boundary = f"=_{envelope.message_id.strip('<>').partition('@')[0]}"
    return message.as_bytes().removesuffix(b"\r\n") + _parts(boundary, plain=text, html=html)


def _parts(boundary: str, **texts: str) -> bytes:
    """The parts as they stand in the message, and the header that says so.

    The library's own way takes ten times as long, and its boundaries are random.
    """
    header = f'Content-Type: multipart/alternative; boundary="{boundary}"\r\n'
    parts = [
        f"\r\n--{boundary}\r\nContent-Type: text/{kind}; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{_quoted_printable(text)}"
        for kind, text in texts.items()
    ]
    return "".join([header, *parts, f"\r\n--{boundary}--\r\n"]).encode("ascii")


def _quoted_printable(text: str) -> str:
    # It breaks long lines as the first line ends, and with a bare line feed where none does.
    lines = "\r\n".join([*text.splitlines(), ""])
    return b2a_qp(lines.encode("utf-8", "replace"), istext=True).decode("ascii").removesuffix("\r\n")


def message_id(delivery: str, sender: Address) -> str:
    """The Message-ID of a delivery.

    >>> message_id("0a1b", Address("", "monitor", "tidings.example"))
    '<0a1b@tidings.example>'
    """
    return f"<{delivery}@{sender.domain or 'localhost'}>"


def _is_hostile(subject: str) -> bool:
    """Whether a subject holds what no subject may; ours are made of clean parts."""
    return bool(_CONTROLS.search(subject))
