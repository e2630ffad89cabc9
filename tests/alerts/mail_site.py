"""A real mail server on loopback for tests: takes mails, or greylists, refuses, drops, hangs, as it is told."""

import asyncio
import ssl
import threading
import warnings
from collections import Counter
from collections.abc import Callable, Coroutine
from email.message import EmailMessage
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.alerts.lab import read_mail

T = TypeVar("T")
USER, PASSWORD = "monitor", "a long pass/word"


class MailSite:
    """One mail server on an ephemeral port; a context manager.

    `received` holds every accepted mail with its recipient, in order; `offered` counts the RCPT of each.
    """

    def __init__(self, *, tls: ssl.SSLContext | None = None, smtps: bool = False, auth: bool = False) -> None:
        self.received: list[tuple[str, bytes]] = []
        self.offered: Counter[str] = Counter()
        self.sessions = 0
        self.logins = 0
        self.greylisted: set[str] = set()
        self.refused: set[str] = set()
        self.to_senders = ""
        self.drops: Callable[[str], bool] = lambda recipient: False
        self.released = threading.Event()
        self.hangs = False
        self.port = 0
        self._tls, self._smtps, self._auth = tls, smtps, auth
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._protocols: list[SMTP] = []

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = self._do(self._listen())
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.released.set()
        self._do(self._leave())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    async def _listen(self) -> asyncio.Server:
        tls = self._tls if self._smtps else None
        return await self._loop.create_server(self._protocol, "127.0.0.1", 0, ssl=tls)

    async def _leave(self) -> None:
        self._server.close()
        for protocol in self._protocols:
            _abort(protocol)
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _protocol(self) -> SMTP:
        """One for each connection."""
        self.sessions += 1
        more: dict[str, Any] = {}
        if self._tls and not self._smtps:
            more["tls_context"] = self._tls
        if self._auth:
            more |= {"authenticator": self.authenticate, "auth_required": True, "auth_require_tls": not self._smtps}
        with warnings.catch_warnings():
            # aiosmtpd warns of what these tests are about: servers less safe than they should be.
            warnings.simplefilter("ignore", UserWarning)
            protocol = SMTP(self, enable_SMTPUTF8=True, loop=self._loop, **more)
        self._protocols.append(protocol)
        return protocol

    @property
    def url(self) -> str:
        """For MONITOR_SMTP_URL, without encryption."""
        return f"smtp://127.0.0.1:{self.port}?starttls=never"

    @property
    def mails(self) -> list[EmailMessage]:
        """Every accepted mail, read."""
        return [read_mail(raw) for _, raw in self.received]

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Takes a sender, or says what is said to all."""
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.to_senders or "250 OK"

    async def handle_RCPT(  # noqa: N802 - the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Takes an address, or not yet, or not at all."""
        self.offered[address] += 1
        if address in self.refused:
            return "550 5.1.1 no such person here"
        if address in self.greylisted and self.offered[address] == 1:
            return "451 4.7.1 greylisted, come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Takes the text, or breaks in the middle of saying so."""
        recipient = envelope.rcpt_tos[0]
        while self.hangs and not self.released.is_set():
            await asyncio.sleep(0.01)
        content = envelope.content
        assert isinstance(content, bytes)
        if self.drops(recipient):
            _abort(server)
            return "250 never said"
        self.received.append((recipient, content))
        return "250 taken"

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        """Knows one user."""
        good = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        self.logins += good
        return AuthResult(success=good, handled=False)


def _abort(protocol: SMTP) -> None:
    """Ends a connection without a word."""
    if isinstance(protocol.transport, asyncio.Transport):
        protocol.transport.abort()


def trusting(certificate: Path) -> str:
    """The option of MONITOR_SMTP_URL that trusts a certificate of our own."""
    return f"ca={certificate}"
