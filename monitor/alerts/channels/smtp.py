"""One SMTP session for many mails: safe before it says who we are, and honest about what the server answered."""

import os
import ssl

import aiosmtplib
from aiosmtplib import SMTPException, SMTPResponseException, SMTPSenderRefused, SMTPServerDisconnected

from monitor.alerts.channels.answers import Answer, Verdict
from monitor.alerts.mail_server import MailServer

# Seconds that a server may take for one answer.
PATIENCE = 30.0
# Exim ends a session after so many mails (smtp_accept_max_per_connection).
MOST_IN_A_SESSION = 1_000
# "Good-bye" and "log in first" are said to all mails alike, whatever mail they answer.
TO_ALL = (421, 530)


class Away(Exception):
    """The server cannot be used now; the words say why."""


class SmtpSession:
    """Connects at the first mail and again when the server has ended the session."""

    def __init__(self, server: MailServer, patience: float = PATIENCE) -> None:
        self._server = server
        self._patience = patience
        self._client: aiosmtplib.SMTP | None = None
        self._sent = 0
        self.sessions = 0

    async def send(self, sender: str, recipient: str, message: bytes) -> Answer:
        """Hands one mail over. Only an answer after the whole text makes it accepted."""
        try:
            client = await self._ready()
        except Away as error:
            return Answer(Verdict.AWAY, str(error))
        try:
            answer = await self._hand_over(client, sender, recipient, message)
        except _Ended:
            # Nothing of the mail was taken yet: the server may just have ended an old session.
            return await self._once_more(sender, recipient, message)
        self._sent += 1
        return answer

    async def _once_more(self, sender: str, recipient: str, message: bytes) -> Answer:
        await self.close()
        try:
            return await self._hand_over(await self._ready(), sender, recipient, message)
        except (Away, _Ended) as error:
            await self.close()
            return Answer(Verdict.AWAY, str(error))

    async def _hand_over(self, client: aiosmtplib.SMTP, sender: str, recipient: str, message: bytes) -> Answer:
        options = [] if recipient.isascii() else ["SMTPUTF8"]
        if options and not client.supports_extension("smtputf8"):
            return Answer(Verdict.UNFIT, f"{self._server.shown} takes only addresses in ASCII.")
        try:
            await client.mail(sender, options=options, encoding="utf-8" if options else "ascii")
            await client.rcpt(recipient, encoding="utf-8" if options else "ascii")
        except SMTPServerDisconnected as error:
            raise _Ended(_words(error)) from error
        except SMTPSenderRefused as error:
            said = await self._refused(client, error)
            # Who writes is the same for all mails; none of them is given up for it.
            return self._away(f"refuses the sender {sender}", said) if said.verdict is Verdict.NEVER else said
        except (SMTPException, OSError) as error:
            return await self._refused(client, error)
        try:
            answer = await client.data(message)
        except SMTPResponseException as error:
            return await self._refused(client, error)
        except (SMTPException, OSError) as error:
            # Whether the server has it is not known; a repeat carries the same Message-ID.
            await self.close()
            return Answer(Verdict.LATER, f"The connection broke after the text was sent: {_words(error)}")
        return Answer(Verdict.ACCEPTED, f"{answer.code} {_line(answer.message)}")

    async def _refused(self, client: aiosmtplib.SMTP, error: Exception) -> Answer:
        """The server's no, and the session made ready for the next mail."""
        if not isinstance(error, SMTPResponseException):
            await self.close()
            return Answer(Verdict.AWAY, f"{self._server.shown}: {_words(error)}")
        words = f"{error.code} {_line(error.message)}"
        if error.code in TO_ALL:
            await self.close()
            return self._away("answers", Answer(Verdict.AWAY, words))
        try:
            await client.rset()
        except (SMTPException, OSError):
            await self.close()
        return Answer(Verdict.NEVER if error.code >= 500 else Verdict.LATER, words)

    def _away(self, what: str, answer: Answer) -> Answer:
        return Answer(Verdict.AWAY, f"{self._server.shown} {what}: {answer.words}")

    async def _ready(self) -> aiosmtplib.SMTP:
        if self._client is not None and (not self._client.is_connected or self._sent >= MOST_IN_A_SESSION):
            await self.close()
        if self._client is None:
            self._client, self._sent = await self._connected(), 0
            self.sessions += 1
        return self._client

    async def _connected(self) -> aiosmtplib.SMTP:
        server = self._server
        client = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            use_tls=server.tls,
            start_tls=False,
            timeout=self._patience,
            tls_context=_context(server) if server.tls or server.starttls != "never" else None,
            # The name of this machine is nobody's business.
            local_hostname="localhost",
        )
        try:
            await client.connect()
            await self._secure(client)
            await self._log_in(client)
        except (SMTPException, OSError, ValueError) as error:
            client.close()
            raise Away(f"{server.shown} cannot be used: {_words(error)}") from error
        except Away:
            client.close()
            raise
        return client

    async def _secure(self, client: aiosmtplib.SMTP) -> None:
        server = self._server
        await client.ehlo()
        if server.tls or server.starttls == "never":
            return
        if client.supports_extension("starttls"):
            await client.starttls()
            await client.ehlo()
            return
        if server.starttls == "required":
            raise Away(f"{server.shown} offers no encryption (STARTTLS), and starttls=required asks for it")
        if server.user:
            raise Away(f"{server.shown} offers no encryption (STARTTLS); user and password are not sent in plain text")

    async def _log_in(self, client: aiosmtplib.SMTP) -> None:
        if not self._server.user:
            return
        if not client.supports_extension("auth"):
            raise Away(f"{self._server.shown} offers no log-in (AUTH), although MONITOR_SMTP_URL names a user")
        try:
            await client.login(self._server.user, self._server.password)
        except SMTPResponseException as error:
            # Some servers repeat what they were given.
            said = _line(error.message).replace(self._server.password, "***") if self._server.password else ""
            raise Away(f"{self._server.shown} refuses user or password: {error.code} {said}") from error

    async def close(self) -> None:
        """Says good-bye if there is somebody to say it to."""
        client, self._client = self._client, None
        if client is None:
            return
        try:
            if client.is_connected:
                await client.quit(timeout=2)
        except (SMTPException, OSError):
            pass
        finally:
            client.close()


class _Ended(Exception):
    """The server ended the session before it had taken anything of this mail."""


def _context(server: MailServer) -> ssl.SSLContext:
    context = ssl.create_default_context()
    try:
        if server.ca is not None:
            context.load_verify_locations(server.ca)
    except OSError as error:  # not there, or no certificates
        raise Away(f"{server.shown} cannot be used: the certificates in {server.ca} cannot be read") from error
    return context


def _words(error: Exception) -> str:
    """What went wrong, in one line."""
    cause = error.__cause__
    if isinstance(cause, ConnectionError) and cause.errno:
        return os.strerror(cause.errno)  # asyncio's own words repeat address and number
    said = error.message if isinstance(error, SMTPException) else (getattr(error, "strerror", None) or str(error))
    return _line(str(said)) or type(error).__name__


def _line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:300]
