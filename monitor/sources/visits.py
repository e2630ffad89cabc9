"""The fetching of one probe: within a budget, once for each address, failures kept."""

from monitor.errors import FetchError
from monitor.items import Fetch, Fetched

BUDGET = 25
# So many addresses in a row without any answer, and the host is taken to be away.
SILENCE = 3
LARGEST = 20 * 1024 * 1024


class Visits:
    """Fetches for a probe. `failures` are addresses that gave nothing, each with its reason."""

    def __init__(self, fetch: Fetch, budget: int = BUDGET) -> None:
        self._fetch = fetch
        self._left = budget
        self._silent = 0
        self._answers: dict[str, Fetched | None] = {}
        self.failures: dict[str, str] = {}

    @property
    def requests(self) -> int:
        """How many addresses were asked for."""
        return len(self._answers)

    @property
    def is_spent(self) -> bool:
        """Whether to ask no more: the budget is used up, or nothing answers."""
        return self._left <= 0 or self._silent >= SILENCE

    async def get(self, url: str) -> Fetched | None:
        """The answer of an address, None where it gave none or the budget is spent."""
        if url not in self._answers:
            if self.is_spent:
                self.failures.setdefault(url, self._why_spent())
                return None
            self._left -= 1
            self._answers[url] = await self._try(url)
        return self._answers[url]

    async def _try(self, url: str) -> Fetched | None:
        try:
            answer = await self._fetch(url)
        except FetchError as error:
            self._silent = 0 if error.status else self._silent + 1
            self.failures[url] = error.reason
            return None
        self._silent = 0
        if len(answer.body) > LARGEST:
            self.failures[url] = "too large for a probe"
            return None
        return answer

    def _why_spent(self) -> str:
        return (
            "not tried: enough requests for one probe"
            if self._left <= 0
            else "not tried: nothing before it was answered"
        )


def content_type(answer: Fetched) -> str:
    """The Content-Type of an answer, "" where it names none."""
    return answer.headers.get("content-type", "")
