"""How long to wait before another try, and when to give up. Pure."""

from datetime import timedelta

FIRST = timedelta(minutes=1)
LONGEST = timedelta(hours=1)
# Mail servers keep trying for about this long; see RFC 5321, 4.5.4.1.
GIVE_UP = timedelta(days=3)
# A server that is away is asked more often than a single mail is offered again.
LONGEST_AWAY = timedelta(minutes=5)


def delay(tries: int, longest: timedelta = LONGEST) -> timedelta:
    """How long to wait after so many tries before this one.

    >>> [delay(tries).total_seconds() / 60 for tries in (0, 1, 2, 20)]
    [1.0, 2.0, 4.0, 60.0]
    """
    return min(FIRST * int(2 ** min(tries, 12)), longest)
