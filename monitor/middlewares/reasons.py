"""Every way a download can fail, as a short fixed phrase that a summary can count and print."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import NamedTuple

from OpenSSL.SSL import Error as TLSError
from scrapy import exceptions as scrapy_errors
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from service_identity import VerificationError
from twisted.internet import error as twisted_errors
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from monitor.middlewares.refusals import Refused

TOO_MANY_REDIRECTS = "too many redirects"
BAD_CERTIFICATE = "TLS certificate not valid"

# Statuses at which asking again later can help, as far as their definitions go.
_PASSING_STATUSES = frozenset({401, 408, 423, 425, 429})

# The first that fits counts; (phrase, permanent).
_PHRASES: tuple[tuple[type[BaseException], str, bool], ...] = (
    (scrapy_errors.CannotResolveHostError, "host not found", False),
    (scrapy_errors.DownloadConnectionRefusedError, "connection refused", False),
    (scrapy_errors.DownloadTimeoutError, "timed out", False),
    (scrapy_errors.ResponseDataLossError, "body cut short", False),
    (scrapy_errors.DownloadCancelledError, "download cancelled", False),
    (scrapy_errors.UnsupportedURLSchemeError, "not an http or https address", True),
    (scrapy_errors.NotSupported, "not an http or https address", True),
    (twisted_errors.DNSLookupError, "host not found", False),
    (twisted_errors.ConnectionRefusedError, "connection refused", False),
    (twisted_errors.TimeoutError, "timed out", False),
    (twisted_errors.TCPTimedOutError, "timed out", False),
    (twisted_errors.NoRouteError, "network not reachable", False),
    (twisted_errors.ConnectError, "connection failed", False),
    (twisted_errors.ConnectionLost, "connection lost", False),
    (twisted_errors.ConnectionDone, "connection lost", False),
    (TimeoutError, "timed out", False),
    (ConnectionError, "connection lost", False),
)
# Every address of a host meets the same.
OF_THE_WHOLE_HOST = frozenset(
    {
        "address is malformed",
        "host not found",
        "connection refused",
        "network not reachable",
        "connection failed",
        BAD_CERTIFICATE,
    }
)


class Reason(NamedTuple):
    """Why there is no page. `permanent`: asking again without a change cannot help."""

    text: str
    permanent: bool
    status: int | None = None


def reason_of(problem: Failure | BaseException | Response) -> Reason:
    """The phrase for a failed download, or for an answer that is not a page.

    >>> reason_of(scrapy_errors.DownloadTimeoutError())
    Reason(text='timed out', permanent=False, status=None)
    >>> reason_of(Response("https://a.example/", status=410)).text
    '410 gone'
    """
    if isinstance(problem, Failure):
        assert problem.value is not None
        return reason_of(problem.value)
    if isinstance(problem, HttpError):
        return _of_status(problem.response.status)
    if isinstance(problem, Response):
        return _of_status(problem.status)
    if isinstance(problem, Refused):
        return Reason(problem.reason, problem.permanent)
    if isinstance(problem, scrapy_errors.IgnoreRequest):
        return _of_ignored(problem)
    return Reason(*_phrase(problem))


def _of_status(status: int) -> Reason:
    try:
        text = f"{status} {HTTPStatus(status).phrase.lower()}"
    except ValueError:
        text = f"{status} unknown status"
    return Reason(text, 300 <= status < 500 and status not in _PASSING_STATUSES, status)


def _of_ignored(problem: scrapy_errors.IgnoreRequest) -> Reason:
    text = str(problem)
    if text == "max redirections reached":
        return Reason(TOO_MANY_REDIRECTS, permanent=True)
    return Reason(text or "request ignored", permanent=True)


def _phrase(problem: BaseException) -> tuple[str, bool]:
    causes = list(_causes(problem))
    if any(isinstance(cause, VerificationError) or _distrusts(cause) for cause in causes):
        return BAD_CERTIFICATE, False
    if any(isinstance(cause, TLSError) for cause in causes):
        return "TLS handshake failed", False
    for kind, text, permanent in _PHRASES:
        if any(isinstance(cause, kind) for cause in causes):
            return text, permanent
    if isinstance(problem, ValueError):
        return "address is malformed", True
    if isinstance(problem, scrapy_errors.DownloadFailedError):
        return "answer is not HTTP", False
    return f"failed: {type(problem).__name__}", False


def _distrusts(cause: BaseException) -> bool:
    return isinstance(cause, TLSError) and "certificate verify failed" in str(cause)


def _causes(problem: BaseException) -> Iterator[BaseException]:
    """The error itself, then what Scrapy and Twisted wrapped in it."""
    yield problem
    if isinstance(problem, ResponseFailed):
        for reason in problem.reasons:
            yield from _causes(reason.value)
    elif problem.__cause__ is not None:
        yield from _causes(problem.__cause__)
