"""MONITOR_SMTP_URL -> where mails go and how safely; wrong ones are told in a sentence. Pure."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from monitor.errors import UsageError

StartTls = Literal["required", "optional", "never"]
PORTS = {"smtp": 587, "smtps": 465}
OPTIONS = {"starttls": ("required", "optional", "never"), "auth": ("required", "never"), "ca": ()}
EXAMPLE = "smtp://user:password@mail.example:587?starttls=required"


@dataclass(frozen=True, slots=True)
class MailServer:
    """A server that takes mail. `tls` speaks TLS from the first byte; `ca` is a file with certificates to trust."""

    host: str
    port: int
    tls: bool = False
    starttls: StartTls = "required"
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    ca: Path | None = None

    @property
    def shown(self) -> str:
        """The server without user and password."""
        return f"{'smtps' if self.tls else 'smtp'}://{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class MailDirectory:
    """A directory in which each mail becomes a file, for trying things out."""

    path: Path


class MailServerError(UsageError):
    """Raised by `alerts.mail_server`: MONITOR_SMTP_URL or MONITOR_MAIL_FROM cannot be used as it is (exit code 2)."""


def read_mail_server(url: str) -> MailServer | MailDirectory:
    """What the address names; raises `MailServerError`, whose sentence never holds the password.

    >>> read_mail_server("smtp://127.0.0.1:2525?starttls=never").shown
    'smtp://127.0.0.1:2525'
    >>> read_mail_server("maildir:///srv/mails").path.as_posix()
    '/srv/mails'
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise _wrong(
            "it is no address: the port is a number, and a password with / ? # @ is written as %2F and so on"
        ) from error
    if parts.scheme == "maildir":
        return _directory(parts)
    if parts.scheme not in PORTS:
        raise _wrong("it begins with smtp://, smtps:// or maildir://")
    if not parts.hostname or parts.path not in ("", "/"):
        raise _wrong("it names no server, or more than a server")
    options = _options(parts)
    server = MailServer(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        tls=parts.scheme == "smtps",
        starttls=_starttls(options.get("starttls", "required")),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        ca=Path(options["ca"]).expanduser() if "ca" in options else None,
    )
    _check(server, options)
    return server


def _directory(parts: SplitResult) -> MailDirectory:
    path = unquote(parts.path)
    if parts.netloc or not path.startswith("/"):
        raise _wrong("a directory has three slashes and a whole path, such as maildir:///srv/mails")
    return MailDirectory(Path(path))


def _options(parts: SplitResult) -> dict[str, str]:
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    for name, value in options.items():
        if name not in OPTIONS:
            raise _wrong(f"it has the option {name!r:.40}; there are {', '.join(OPTIONS)}")
        if OPTIONS[name] and value not in OPTIONS[name]:
            raise _wrong(f"{name} is one of {', '.join(OPTIONS[name])}, not {value!r:.40}")
    return options


def _starttls(value: str) -> StartTls:
    return "never" if value == "never" else "optional" if value == "optional" else "required"


def _check(server: MailServer, options: dict[str, str]) -> None:
    is_plain = not server.tls and server.starttls == "never"
    if is_plain and server.user:
        raise _wrong("user and password would go over the wire in plain text; leave them out, or starttls=never")
    if server.user or options.get("auth") == "never":
        return
    # Who says that nothing is encrypted has said that nobody logs in.
    if not is_plain:
        raise _wrong(
            "it names no user; write user:password@ before the server, or auth=never for one that wants no log-in"
        )


def _wrong(what: str) -> MailServerError:
    return MailServerError(f"MONITOR_SMTP_URL cannot be used: {what}. An example: {EXAMPLE}")
