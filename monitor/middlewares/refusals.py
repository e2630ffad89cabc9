"""Why a request was not made, or its answer not taken. Scrapy hands these to the errback quietly."""

from scrapy.exceptions import IgnoreRequest


class Refused(IgnoreRequest):
    """Raised by the middlewares and the download handler; `reason` is a short phrase for counting.

    `permanent` says that asking again without a change cannot help.
    """

    permanent = True

    def __init__(self, reason: str, *, permanent: bool | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        if permanent is not None:
            self.permanent = permanent


class Disallowed(Refused):
    """Raised by `robots`: robots.txt forbids the address, or cannot be read."""


class HostAskedToWait(Refused):
    """Raised by `retry_after`: the host asked to be left alone for longer than a run can wait.

    `answer` is what it said to this very request, such as "429 too many requests"; "" for a
    request that was not made.
    """

    permanent = False

    def __init__(self, reason: str, answer: str = "") -> None:
        super().__init__(reason)
        self.answer = answer


class OverBudget(Refused):
    """Raised by `budget`: this run has made its requests or taken its bytes."""

    permanent = False


class Stopped(Refused):
    """Given to everything that waits when the run is told to stop."""

    permanent = False


class AddressNotPublic(Refused):
    """Raised by `handler`: the name leads only to addresses that are not public."""


class TooLarge(Refused):
    """Raised by `handler` and `decompress`: the body is larger than allowed, packed or unpacked."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"larger than {limit / (1 << 20):.3g} MB")


class BrokenBody(Refused):
    """Raised by `decompress`: the body is not packed the way its headers say."""

    permanent = False
