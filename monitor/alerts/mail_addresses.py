"""Mail addresses as they are written to: what is none is told apart before anything is sent. Pure."""

import re
from email.headerregistry import Address
from email.utils import parseaddr

import idna

LONGEST = 254
# No white space, no controls, no invisible signs, and nothing that would have to be quoted.
_LOCAL = re.compile(r"[^\s\"(),:;<>@\[\\\]\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]{1,64}")
_LABEL = r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?=.{{1,253}}$)({_LABEL}\.)*{_LABEL}", re.IGNORECASE)


def mail_address(text: str) -> Address | None:
    r"""The address, its domain in ASCII; None for what no mail can be sent to.

    >>> str(mail_address("desk@tïdings.example"))
    'desk@xn--tdings-iwa.example'
    >>> mail_address("desk@tidings.example\r\nBcc: all@tidings.example"), mail_address("desk")
    (None, None)
    """
    local, sign, domain = text.strip(" ").rpartition("@")
    ascii_domain = _ascii(domain)
    if not sign or not ascii_domain or len(text) > LONGEST or not _LOCAL.fullmatch(local):
        return None
    try:
        local.encode()
        return Address(username=local, domain=ascii_domain)
    except (ValueError, IndexError):
        return None


def sender(text: str) -> Address | None:
    """The address and name that mails come from, such as `Monitor <monitor@tidings.example>`; None for anything else.

    >>> sender("Monitor <monitor@tidings.example>").display_name
    'Monitor'
    """
    if not text.isprintable():
        return None
    name, plain = parseaddr(text)
    address = mail_address(plain)
    return address and Address(display_name=name, username=address.username, domain=address.domain)


def _ascii(domain: str) -> str:
    """The domain in ASCII, or "" where it is none."""
    try:
        plain = domain if domain.isascii() else idna.encode(domain, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        return ""
    return plain if _DOMAIN.fullmatch(plain) else ""
