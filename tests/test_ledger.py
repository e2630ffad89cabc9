"""The count of a run adds up, whatever happens to its addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.items import Outcome
from monitor.ledger import Ledger

OUTCOMES = st.sampled_from(list(Outcome))


@given(st.dictionaries(st.text(), st.none() | OUTCOMES))
def test_seen_is_the_sum_of_the_outcomes(fates: dict[str, Outcome | None]) -> None:
    ledger = Ledger()
    for address, fate in fates.items():
        assert ledger.take(address)
        if fate is None:
            ledger.give_back(address)
        else:
            ledger.settle(address, fate)
    assert ledger.balanced
    assert ledger.seen == sum(ledger.count(outcome) for outcome in Outcome)
    assert ledger.seen + ledger.left == len(fates)


def test_an_address_is_settled_once() -> None:
    ledger = Ledger()
    ledger.take("a")
    ledger.settle("a", Outcome.NEW)
    with pytest.raises(KeyError):
        ledger.settle("a", Outcome.KNOWN)


def test_an_open_address_shows() -> None:
    ledger = Ledger()
    ledger.take("a")
    assert not ledger.balanced
    assert ledger.open == {"a"}
