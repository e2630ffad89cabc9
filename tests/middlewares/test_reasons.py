"""Failures that are hard to bring about on loopback."""

from collections.abc import Callable

import pytest
from OpenSSL import SSL
from scrapy import exceptions
from scrapy.exceptions import IgnoreRequest
from twisted.internet import error
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed, ResponseNeverReceived

from monitor.middlewares.reasons import reason_of
from monitor.middlewares.refusals import OverBudget, TooLarge


def untyped(kind: Callable[[], BaseException]) -> BaseException:
    """Makes an error whose class has no types."""
    return kind()


def wrapped(*causes: BaseException) -> Exception:
    """As Scrapy hands on what Twisted gathered."""
    failed = exceptions.DownloadFailedError("failed")
    failed.__cause__ = ResponseNeverReceived([Failure(cause) for cause in causes])  # type: ignore[no-untyped-call]
    return failed


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (wrapped(SSL.Error([("SSL routines", "", "certificate verify failed")])), "TLS certificate not valid"),
        (wrapped(SSL.Error([("SSL routines", "", "tlsv1 alert protocol version")])), "TLS handshake failed"),
        (wrapped(error.ConnectionLost()), "connection lost"),
        (wrapped(ValueError("nonsense")), "answer is not HTTP"),
        (wrapped(), "answer is not HTTP"),
        (untyped(error.NoRouteError), "network not reachable"),
        (untyped(error.ConnectError), "connection failed"),
        (untyped(error.TCPTimedOutError), "timed out"),
        (ValueError("invalid hostname: *"), "address is malformed"),
        (TimeoutError(), "timed out"),
        (IgnoreRequest("max redirections reached"), "too many redirects"),
        (IgnoreRequest(), "request ignored"),
        (OverBudget("over the budget of this run"), "over the budget of this run"),
        (TooLarge(20 << 20), "larger than 20 MB"),
        (ZeroDivisionError(), "failed: ZeroDivisionError"),
        (ResponseFailed([]), "failed: ResponseFailed"),  # type: ignore[no-untyped-call]
    ],
)
def test_reasons(problem: Exception, text: str) -> None:
    assert reason_of(problem).text == text
    assert reason_of(Failure(problem)).text == text  # type: ignore[no-untyped-call]
