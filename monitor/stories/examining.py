"""What is read of a text before it gets its story; costs a millisecond, so that a worker process does it."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.stories.fingerprint import EMPTY, Fingerprint, fingerprint
from monitor.stories.origin import Origin


@dataclass(frozen=True, slots=True)
class Examined:
    """A text's fingerprint, in the form for the store, and where it comes from."""

    fingerprint: bytes
    origin: Origin

    @property
    def read(self) -> Fingerprint:
        """The fingerprint itself."""
        return Fingerprint.from_bytes(self.fingerprint)


UNREAD = Examined(EMPTY.to_bytes(), Origin())


def examine(texts: Sequence[tuple[str, Sequence[str]]]) -> list[Examined]:
    """Examines texts, given with their authors.

    >>> examine([("HALVERN (Reuters) – The pier is open.", [])])[0].origin.wire
    'Reuters'
    """
    # Not at the top: worker processes do it, and whoever only sends it there need not load what reads.
    from monitor.stories.wire import origin

    return [Examined(fingerprint(body).to_bytes(), origin(body, authors)) for body, authors in texts]
